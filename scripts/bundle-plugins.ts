// What the bundler changes in other people's packages, and why. One list for the program and for the benches.
// Each change fails the build when the text it looks for is no longer there.

import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import type {Plugin} from 'rolldown';
import {builtinsWithoutImport} from './builtin-modules.ts';
import {inkTableModule} from './ink-table-module.ts';

/** Replaces texts in the module whose id matches. */
function patch(name: string, id: RegExp, changes: readonly (readonly [from: string, to: string])[]): Plugin {
  return {
    name,
    load: {
      filter: {id},
      handler: async path => {
        let source = await readFile(path, 'utf8');
        for (const [from, to] of changes) {
          if (!source.includes(from)) throw new Error(`${name}: the text to replace is no longer in ${path}: ${from}`);
          source = source.replace(from, () => to);
        }
        return source;
      },
    },
  };
}

/** ink-table is CommonJS and requires Ink, which is ESM: it is made a module here. */
const inkTable: Plugin = {
  name: 'ink-table-as-module',
  load: {
    filter: {id: /ink-table[\\/]dist[\\/]index\.js$/},
    handler: async id => inkTableModule(await readFile(id, 'utf8')),
  },
};

/** Yoga would compile its embedded WebAssembly through `fetch`, which loads all of undici: 20 ms at start. */
const yogaWithoutFetch = patch('yoga-without-fetch', /yoga-wasm-base64-esm\.js$/, [['"function"!=typeof fetch', '!0']]);

/** Ink splits every line of every frame into cells anew: half the time of a key. The lines of earlier frames are kept, 500 of them. */
const inkKeepsLines = patch('ink-keeps-lines', /ink[\\/]build[\\/]output\.js$/, [
  [
    'export default class Output {\n    operations = [];\n    caches = new OutputCaches();',
    `let keptCaches = new OutputCaches();
const currentCaches = () => {
    if (keptCaches.styledChars.size > 500) keptCaches = new OutputCaches();
    return keptCaches;
};
export default class Output {
    operations = [];
    caches = currentCaches();`,
  ],
]);

/** Ink's packages bring five copies of an older string-width, each of which compiles its own table of all emoji: 10 to 30 ms. */
const oneStringWidth: Plugin = {
  name: 'one-string-width',
  resolveId: {filter: {id: /^string-width$/}, handler: () => fileURLToPath(import.meta.resolve('string-width'))},
};

/**
 * The one that is left asks for that table only where it must: Latin, punctuation, arrows, box drawing and geometric shapes
 * take one cell each. (The ranges leave out what is invisible, what combines, and the few wide symbols.) And a regular
 * expression is read when it is made, which is most of what this one costs, so it is made at its first use.
 */
const emojiWhenMet = patch('emoji-when-met', /node_modules[\\/]string-width[\\/]index\.js$/, [
  [
    'function unicodeWidth(string, ambiguousIsNarrow) {',
    `const notOneCellRegex = /[^\\u{20}-\\u{7E}\\u{A1}-\\u{AC}\\u{AE}-\\u{2FF}\\u{2010}-\\u{2027}\\u{2030}-\\u{205E}\\u{2190}-\\u{2319}\\u{2400}-\\u{25FC}]/v;
function unicodeWidth(string, ambiguousIsNarrow) {
	if (ambiguousIsNarrow && !notOneCellRegex.test(string)) return string.length;`,
  ],
  [
    'const emojiPrefixRegex = ',
    `let emojiPrefix;
const emojiPrefixRegex = {
	test: string => (emojiPrefix ??= makeEmojiPrefix()).test(string),
	exec: string => (emojiPrefix ??= makeEmojiPrefix()).exec(string),
};
const makeEmojiPrefix = () => `,
  ],
]);

/** Both load a module of Node's for what the dashboard never does at start: an assertion, and hashing. */
const signalExitWithoutAssert = patch('signal-exit-without-assert', /signal-exit[\\/]index\.js$/, [
  ["var assert = require('assert')", "var assert = {equal: (...given) => require('assert').equal(...given)}"],
]);
const objectHashWithoutCrypto = patch('object-hash-without-crypto', /object-hash[\\/]index\.js$/, [
  ["var crypto = require('crypto');", "var crypto = {createHash: (...given) => require('crypto').createHash(...given)};"],
]);

/** The React developer tools are no part of the program. */
const withoutDevtools: Plugin = {
  name: 'without-devtools',
  resolveId: {filter: {id: /^react-devtools-core$/}, handler: () => '\0empty'},
  load: {filter: {id: /^\0empty$/}, handler: () => 'export default {};'},
};

/** All of them. */
export const bundlePlugins: readonly Plugin[] = [
  inkTable,
  yogaWithoutFetch,
  inkKeepsLines,
  oneStringWidth,
  emojiWhenMet,
  signalExitWithoutAssert,
  objectHashWithoutCrypto,
  builtinsWithoutImport,
  withoutDevtools,
];

/** What is fixed at build time: production React and Ink, without their development paths. */
export const productionDefines: Readonly<Record<string, string>> = {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'};
