// The executables on hosts without Node: an environment that knows of none, and a root folder that holds nothing else at all.

import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {emulatorOf} from '../../scripts/binary/executable.ts';
import {type Architecture, architectures, executableName, nodePackage} from '../../scripts/binary/node-package.ts';
import {root} from '../../scripts/bundle.ts';
import {startCommandInPty} from '../pty/pty-session.ts';
import {goTo} from '../pty/steps.ts';
import {bareRoot} from './bare-root.ts';

type Command = readonly [string, ...string[]];

const home = mkdtempSync(join(tmpdir(), 'ecsdeck-home-'));
const executable = (architecture: Architecture) => join(root, 'dist-binary', executableName(architecture));
/** NODE_OPTIONS is there to be ignored: Node would not even start with it. */
const env = {TERM: 'xterm-256color', LANG: 'C.UTF-8', PATH: '/nowhere', HOME: home, NODE_OPTIONS: '--require /nowhere.cjs'};
const withoutNode: Command = ['env', '-i', ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
const bare = bareRoot(executable(process.arch === 'arm64' ? 'arm64' : 'x64'));

afterAll(() => {
  bare.remove();
  rmSync(home, {recursive: true, force: true});
});

/** One of this machine's kind runs by itself, another one where Debian's emulator is installed. */
function runnerOf(architecture: Architecture): Command | undefined {
  if (architecture === process.arch) return [...withoutNode, executable(architecture)];
  const emulator = emulatorOf(architecture);
  return emulator && [...withoutNode, ...emulator, executable(architecture)];
}

const runners: [string, Command][] = [
  ...architectures.flatMap((name): [string, Command][] => {
    const runner = runnerOf(name);
    return runner ? [[`linux-${name}`, runner]] : [];
  }),
  ['in an empty root', bare.command({...env, HOME: '/home'})],
];

/** Runs it in a pseudo-terminal. */
function start([command, ...args]: Command, more: readonly string[]) {
  return startCommandInPty(command, [...args, ...more], {columns: 120, rows: 30});
}

describe.each(runners)('%s', (_, runner) => {
  test('says its version', async () => {
    const session = start(runner, ['--version']);
    expect(await session.exit).toMatchObject({exitCode: 0});
    expect(session.text().trim()).toMatch(/^ecsdeck \d+\.\d+\.\d+$/);
  });

  test('prints a table', async () => {
    const session = start(runner, ['get', 'services', '--cluster', 'erp', '--demo']);
    expect(await session.exit).toMatchObject({exitCode: 0});
    expect(session.text()).toContain('srvapp2');
  });

  test('speaks to AWS over HTTP', async () => {
    const aws = ['AWS_ENDPOINT_URL=http://127.0.0.1:9', 'AWS_ACCESS_KEY_ID=x', 'AWS_SECRET_ACCESS_KEY=x', 'AWS_REGION=eu-west-1'];
    const [command, ignoring, ...rest] = runner;
    const session = start([command, ignoring ?? '', ...aws, ...rest], ['get', 'clusters', '--aws']);
    expect(await session.exit).toMatchObject({exitCode: 1});
    expect(session.text().trim()).toMatch(/^ecsdeck: 127\.0\.0\.1:9 refuses connections/);
  });

  test('opens the dashboard, which is moved by keys and left', async () => {
    const deck = start(runner, ['--demo']);
    await deck.sees('consul-demo', 120_000);
    expect(deck.isAlternate()).toBe(true);
    await goTo(deck, 'services erp', 'srvapp2');
    deck.type('q');
    expect(await deck.exit).toMatchObject({exitCode: 0});
    expect(deck.isAlternate()).toBe(false);
    expect(deck.text().trim()).toBe('');
  });
});

test.each(architectures)('linux-%s asks for no newer glibc than README.md says', architecture => {
  const asked = readFileSync(executable(architecture), 'latin1').matchAll(/\bGLIBC_2\.(\d+)\0/g);
  const [, promised] = /glibc 2\.(\d+) or newer/.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];
  expect(Math.max(...Array.from(asked, ([, minor]) => Number(minor)))).toBe(Number(promised));
});

test.each(runners.filter(([name]) => name.startsWith('linux-')))('V8 takes what was compiled for %s', name => {
  const architecture = architectures.find(known => name.endsWith(known)) ?? 'x64';
  const [command, ...args] = [...(emulatorOf(architecture) ?? []), nodePackage(architecture).executable];
  const folder = join(root, '.cache/binary', architecture);
  const {compiled, rejected} = JSON.parse(
    execFileSync(command ?? '', [...args, join(import.meta.dirname, 'compiled-code.ts'), folder], {encoding: 'utf8'}),
  );
  expect(compiled).toBeGreaterThan(8);
  expect(rejected).toEqual([]);
});

test('two builds are the same to the byte, but for what V8 compiled', () => {
  const hashOf = (build: string) => {
    const output = join(home, build);
    const args = ['scripts/build-binary.ts', '--architecture', 'x64', '--without-compiled-code', '--output', output];
    execFileSync(process.execPath, args, {cwd: root});
    return createHash('sha256')
      .update(readFileSync(join(output, executableName('x64'))))
      .digest('hex');
  };
  expect(hashOf('first')).toBe(hashOf('second'));
});
