// What a start loads before the first rows, read off the files of the bundle: whatever grows here is waited for by everyone.
// What only some sessions need is imported where it is first used.

import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type BundledChunk, bundleChunks, root} from '../../scripts/bundle.ts';

/** The files of a source that the dashboard loads one after the other until it knows whether the demo or AWS is meant. */
const untilSource = ['src/entry.ts', 'src/main.ts', 'src/with-screen.ts'];

/** And those that the demo needs to answer its first call. */
const untilDemo = [...untilSource, 'src/demo/demo.ts', 'src/demo/request-handler.ts'];

/** Ink, React, and what Ink draws with. */
const drawing = [
  '@alcalzone/ansi-tokenize',
  'ansi-escapes',
  'ansi-regex',
  'ansi-styles',
  'auto-bind',
  'chalk',
  'cli-boxes',
  'cli-cursor',
  'cli-truncate',
  'code-excerpt',
  'convert-to-spaces',
  'environment',
  'es-toolkit',
  'escape-string-regexp',
  'get-east-asian-width',
  'indent-string',
  'ink',
  'is-fullwidth-code-point',
  'is-in-ci',
  'mimic-fn',
  'onetime',
  'patch-console',
  'quick-lru',
  'react',
  'react-reconciler',
  'restore-cursor',
  'scheduler',
  'signal-exit',
  'slice-ansi',
  'stack-utils',
  'string-width',
  'strip-ansi',
  'terminal-size',
  'widest-line',
  'wrap-ansi',
  'yoga-layout',
];

/** What names the folder of the configuration, finds words in the palette, draws tables, and keeps the state. */
const further = ['env-paths', 'fuzzysort', 'ink-table', 'is-safe-filename', 'object-hash', 'zustand'];

/** What understands the arguments, which are those of the command line too. */
const argumentsAlone = ['arguments', 'exit-codes', 'fleet-arguments', 'given-options', 'options', 'span', 'usage'].map(
  name => `src/headless/${name}.ts`,
);

const folder = mkdtempSync(join(tmpdir(), 'ecsdeck-bundle-'));
let chunks: readonly BundledChunk[] = [];

beforeAll(async () => {
  chunks = await bundleChunks(folder);
});

afterAll(() => rmSync(folder, {recursive: true, force: true}));

function chunkOf(source: string): BundledChunk {
  const found = chunks.find(({modules}) => modules.has(join(root, source)));
  if (found === undefined) throw new Error(`the bundle has no ${source}`);
  return found;
}

/** All modules that are loaded with these, and what is left of them; a file of the bundle is loaded whole. */
function loadedWith(sources: readonly string[]): ReadonlyMap<string, string> {
  const loaded = new Set<BundledChunk>();
  const waiting = sources.map(chunkOf);
  for (let chunk = waiting.pop(); chunk !== undefined; chunk = waiting.pop()) {
    if (loaded.has(chunk)) continue;
    loaded.add(chunk);
    const {imports} = chunk;
    waiting.push(...chunks.filter(({file}) => imports.includes(file)));
  }
  return new Map([...loaded].flatMap(({modules}) => [...modules].map(([path, code]) => [relative(root, path), code] as const)));
}

function packagesIn(modules: ReadonlyMap<string, string>): readonly string[] {
  const names = [...modules.keys()].map(path => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter(name => name !== undefined))].toSorted();
}

/** Modules of Node's that are loaded with these at once, and not when something of them is called or used. */
function builtinsIn(modules: ReadonlyMap<string, string>): readonly string[] {
  const lines = [...modules.values()].flatMap(code => code.split('\n')).filter(line => /^(const|var|let) .*getBuiltinModule\(/.test(line));
  const names = lines.filter(line => !/\.\.\.given|new Proxy/.test(line)).map(line => /getBuiltinModule\(['"`]([^'"`]+)/.exec(line)?.[1]);
  return [...new Set(names.filter(name => name !== undefined))].toSorted();
}

function sourcesIn(modules: ReadonlyMap<string, string>, form: RegExp): readonly string[] {
  return [...modules.keys()].filter(path => form.test(path) && !path.includes('node_modules/')).toSorted();
}

describe('until the source is known', () => {
  test('no package is loaded but these: none of AWS, and none that checks what was read', () => {
    expect(packagesIn(loadedWith(untilSource))).toEqual([...drawing, ...further].toSorted());
  });

  test('nothing of it is for runs that go on, recorded runs, a configuration file, a shell or the command line', () => {
    const modules = loadedWith(untilSource);
    expect(sourcesIn(modules, /^src\/(records\/run-schema|without-screen|terminal\/plugin|config\/parse-config)\.ts$/)).toEqual([]);
    expect(sourcesIn(modules, /^src\/fleet\/(create-fleet|envelope|supervisor\/.*)\.ts$/)).toEqual(['src/fleet/supervisor/limits.ts']);
    expect(sourcesIn(modules, /^src\/headless\//)).toEqual(argumentsAlone);
  });

  test('nothing of it is an SDK client, or of the demo but the shape of its requests', () => {
    const modules = loadedWith(untilSource);
    expect(sourcesIn(modules, /^src\/aws\/.*-client\.ts$/)).toEqual([]);
    expect(sourcesIn(modules, /^src\/demo\//)).toEqual(['src/demo/wire/http.ts']);
  });

  test('no module of Node is loaded that takes its time, such as crypto, child_process, zlib or http', () => {
    expect(builtinsIn(loadedWith(untilSource))).toEqual([
      'diagnostics_channel',
      'events',
      'fs',
      'fs/promises',
      'os',
      'path',
      'process',
      'stream',
      'tty',
      'url',
      'util',
    ]);
  });
});

describe('until the demo answers', () => {
  test('the demo adds no package, and no module of Node', () => {
    expect(packagesIn(loadedWith(untilDemo))).toEqual(packagesIn(loadedWith(untilSource)));
    expect(builtinsIn(loadedWith(untilDemo))).toEqual(builtinsIn(loadedWith(untilSource)));
  });

  test('the client of ECS brings no other client', () => {
    const modules = loadedWith(['src/aws/ecs-client.ts']);
    expect(sourcesIn(modules, /^src\/aws\/.*-client\.ts$/)).toEqual(['src/aws/ecs-client.ts']);
    expect(packagesIn(modules).filter(name => name.startsWith('@aws-sdk/client-'))).toEqual(['@aws-sdk/client-ecs']);
  });
});
