// The npm package: what is in it, and that it runs alone after an install that fetches nothing and runs no script.

import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {root} from '../../scripts/bundle.ts';
import {createStarter} from '../pty/start.ts';

const {shell} = createStarter();
const node = process.env.ECSDECK_TEST_NODE ?? process.execPath;
const work = mkdtempSync(join(tmpdir(), 'ecsdeck-package-'));
const installed = join(work, 'node_modules/ecsdeck');

function tarballIn(folder: string): string {
  const [name = '', ...others] = readdirSync(folder).filter(file => file.endsWith('.tgz'));
  expect(others).toEqual([]);
  return join(folder, name);
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

const tarball = tarballIn(join(root, 'dist-package'));

beforeAll(() => {
  execFileSync('npm', ['install', '--prefix', work, '--omit=dev', '--ignore-scripts', '--offline', '--no-audit', '--no-fund', tarball]);
});

afterAll(() => {
  rmSync(work, {recursive: true, force: true});
});

test('it holds the program, its documents and its papers, and nothing else', () => {
  const files = execFileSync('tar', ['-tzf', tarball], {encoding: 'utf8'}).trim().split('\n');
  const expected = /^package\/(bin\/(ecsdeck\.js|package\.json)|dist\/(start\.cjs|program\.bundle)|docs\/[\w-]+\.(md|json))$/;
  const single = ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'THIRD-PARTY-LICENSES.txt', 'sbom.cdx.json'];
  expect(files.filter(file => !expected.test(file)).toSorted()).toEqual(single.map(file => `package/${file}`).toSorted());
  for (const file of ['bin/ecsdeck.js', 'dist/start.cjs', 'docs/keys.md']) expect(files).toContain(`package/${file}`);
});

test('it needs no other package, and has nothing to run when it is installed', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const allowed = ['name', 'version', 'description', 'license', 'type', 'bin', 'files', 'engines'];
  expect(Object.keys(manifest)).toEqual(allowed);
  expect(readdirSync(join(work, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual(['ecsdeck']);
});

test('the installed command runs alone: a table, and the dashboard opened and left', async () => {
  const command = `"${node}" "${join(installed, 'bin/ecsdeck.js')}"`;
  const table = shell(`cd / && ${command} get services --cluster erp --demo`, {columns: 120, rows: 30});
  expect(await table.exit).toMatchObject({exitCode: 0});
  expect(table.text()).toContain('srvapp2');
  const deck = shell(`cd / && exec ${command} --demo`, {columns: 120, rows: 30});
  await deck.sees('consul-demo');
  deck.type('q');
  expect(await deck.exit).toMatchObject({exitCode: 0});
});

test('two builds are the same to the byte', () => {
  const again = join(work, 'again');
  execFileSync(process.execPath, ['scripts/build-package.ts', '--output', again], {cwd: root, stdio: 'ignore'});
  expect(hashOf(tarballIn(again))).toBe(hashOf(tarball));
});
