// The doors that raw text would have to take to the screen, and that they are shut. What the compiler refuses is in
// raw-text.types.tsx.

import {spawnSync} from 'node:child_process';
import {copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What a careless or a sly file in `views` could say, and a good one. */
const files = {
  'named.ts': "import {Text} from 'ink';\n\nexport const shown = Text;\n",
  'renamed.ts': "import {Text as Box} from 'ink';\n\nexport const shown = Box;\n",
  'namespace.ts': "import * as ink from 'ink';\n\nexport const shown = ink.Text;\n",
  'exported.ts': "export {Text} from 'ink';\n",
  'later.ts': "const {Text} = await import('ink');\n\nexport const shown = Text;\n",
  'keys.ts': "import {useInput} from 'ink';\n\nexport const read = useInput;\n",
  'aws.ts': "import {ECSClient} from '@aws-sdk/client-ecs';\n\nexport const client = ECSClient;\n",
  'good.ts': "import {Box} from 'ink';\n\nexport const shown = Box;\n",
};

function refused(): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ecsdeck-lint-'));
  onTestFinished(() => rmSync(folder, {recursive: true}));
  mkdirSync(join(folder, 'views'));
  copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, 'views', name), content);
  const options = ['lint', `--config-path=${folder}`, '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=100'];
  const {stdout} = spawnSync(join(root, 'node_modules/.bin/biome'), [...options, folder], {encoding: 'utf8'});
  const found = [...stdout.matchAll(/noRestrictedImports.*?views\/([a-z]+\.ts)|views\/([a-z]+\.ts).*?noRestrictedImports/g)];
  return [...new Set(found.map(([, early, late]) => early ?? late ?? ''))].toSorted();
}

test('the linter lets no view draw text, read keys or know AWS', () => {
  const bad = Object.keys(files).filter(name => name !== 'good.ts');
  expect(refused()).toEqual(bad.toSorted());
});

test.each([
  ['SafeText', ['src/domain/safe-text.ts']],
  ['PaintedLine', ['views/paint.ts']],
])('only its own file calls something a %s', (brand, homes) => {
  const sources = globSync('{src,views,store,commands}/**/*.{ts,tsx}', {cwd: root});
  expect(sources.length).toBeGreaterThan(200);
  const claim = new RegExp(`(?:[^.] |\\)|\\]|['"\`}])\\s*as ${brand}\\b`);
  const claiming = sources.filter(file => {
    const code = readFileSync(join(root, file), 'utf8').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
    return claim.test(code);
  });
  expect(claiming.map(file => file.replaceAll('\\', '/'))).toEqual(homes);
});
