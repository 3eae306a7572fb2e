// What the bundler changes in other people's packages, and why. One list for the program and for the benches.
// Each change fails the build when the text it looks for is no longer there.

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {Plugin} from 'rolldown';
import {builtinsWithoutImport, builtinsWithoutLaterImport} from './builtin-modules.ts';
import {inkTableModule} from './ink-table-module.ts';

/** Replaces texts in the module whose id matches. */
function patch(name: string, id: RegExp, changes: readonly (readonly [from: string | RegExp, to: string])[]): Plugin {
  return {
    name,
    load: {
      filter: {id},
      handler: async path => {
        let source = await readFile(path, 'utf8');
        for (const [from, to] of changes) {
          const patched = source.replace(from, to);
          if (patched === source) throw new Error(`${name}: the text to replace is no longer in ${path}: ${from}`);
          source = patched;
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

/**
 * Yoga compiles its embedded WebAssembly in the background and is awaited at the top level, which a bundle of scripts cannot
 * do; at once takes no longer. It wants to know its address, which it does not need. It would decode the 120 kB of base64 letter by letter: 3 to 8 ms.
 */
const yogaAtOnce = [
  patch('yoga-at-once', /yoga-wasm-base64-esm\.js$/, [
    [
      /if\(h\.instantiateWasm\)try\{return h\.instantiateWasm\(d,\s*a\)\}/,
      'try{return a(new WebAssembly.Instance(new WebAssembly.Module(wa()),d)),{}}',
    ],
    ['return loadYoga.ready', 'return loadYoga'],
    ['var _scriptDir = import.meta.url;', 'var _scriptDir;'],
    [
      'xa(a.slice(37)),c=new Uint8Array(b.length);for(a=0;a<b.length;++a)c[a]=b.charCodeAt(a);',
      '0,c=new Uint8Array(Buffer.from(a.slice(37),"base64"));',
    ],
  ]),
  patch('yoga-without-waiting', /yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/, [['await loadYoga()', 'loadYoga()']]),
];

/**
 * Ink splits every line of every frame into cells anew: half the time of a key. The lines of earlier frames are kept, 200 of
 * them; a line that fits is not cut; and the cells of an empty screen are one cell.
 */
const inkKeepsLines = patch('ink-keeps-lines', /ink[\\/]build[\\/]output\.js$/, [
  [
    'export default class Output {\n    operations = [];\n    caches = new OutputCaches();',
    `let keptCaches = new OutputCaches();
const currentCaches = () => {
    if (keptCaches.styledChars.size > 200) keptCaches = new OutputCaches();
    return keptCaches;
};
const emptyCell = {type: 'char', value: ' ', fullWidth: false, styles: []};
export default class Output {
    operations = [];
    caches = currentCaches();`,
  ],
  [
    'return this.sliceLineToColumns(line, from, to);',
    'return from === 0 && to === width ? line : this.sliceLineToColumns(line, from, to);',
  ],
  [
    `for (let x = 0; x < this.width; x++) {
                row.push({
                    type: 'char',
                    value: ' ',
                    fullWidth: false,
                    styles: [],
                });
            }`,
    'for (let x = 0; x < this.width; x++) row.push(emptyCell);',
  ],
]);

/**
 * Ink remembers the width of 8,192 texts and how as many were cut. A text is a whole line here, most are drawn once, and over hours
 * they come to 10 MB: as many as a few screens have are enough.
 */
const inkForgetsTexts = patch('ink-forgets-texts', /ink[\\/]build[\\/](measure|wrap)-text\.js$/, [
  ['new QuickLRU({ maxSize: 4096 })', 'new QuickLRU({ maxSize: 256 })'],
]);

/** Ink's packages bring five copies of an older string-width, each of which compiles its own table of all emoji: 10 to 30 ms. */
const oneStringWidth: Plugin = {
  name: 'one-string-width',
  resolveId: {filter: {id: /^string-width$/}, handler: () => fileURLToPath(import.meta.resolve('string-width'))},
};

/** A regular expression is read when it is made, which is most of what those of string-width cost: they are made when used. */
const madeWhenUsed = `const whenUsed = make => {
	let made;
	const regex = () => (made ??= make());
	return {test: string => regex().test(string), exec: string => regex().exec(string), [Symbol.search]: string => string.search(regex())};
};
`;

const graphemesPath = join(import.meta.dirname, 'graphemes.ts');
const importOf = (name: string) => `import {${name}} from ${JSON.stringify(graphemesPath)};\n`;

const quickStringWidth = patch('quick-string-width', /node_modules[\\/]string-width[\\/]index\.js$/, [
  [/^const (\w+Regex) = (.+);$/gm, 'const $1 = whenUsed(() => $2);'],
  ['const segmenter', `${importOf('isOneCellEach')}${madeWhenUsed}const segmenter`],
  [
    'function unicodeWidth(string, ambiguousIsNarrow) {',
    'function unicodeWidth(string, ambiguousIsNarrow) {\n\tif (ambiguousIsNarrow && isOneCellEach(string)) return string.length;',
  ],
]);

/** See there. */
const quickGraphemes: Plugin = {
  name: 'quick-graphemes',
  transform: {
    filter: {code: 'new Intl.Segmenter('},
    handler(code, id) {
      if (id === graphemesPath) return undefined;
      const quick = code.replaceAll(/new Intl\.Segmenter\((?:undefined, \{\s*granularity: ["']grapheme["'],?\s*\})?\)/g, 'quickGraphemes');
      return quick === code ? undefined : importOf('graphemes as quickGraphemes') + quick;
    },
  },
};

/** Both load a module of Node's for what the dashboard never does at start: an assertion, and hashing. */
const signalExitWithoutAssert = patch('signal-exit-without-assert', /signal-exit[\\/]index\.js$/, [
  ["var assert = require('assert')", "var assert = {equal: (...given) => require('assert').equal(...given)}"],
]);
const objectHashWithoutCrypto = patch('object-hash-without-crypto', /object-hash[\\/]index\.js$/, [
  ["var crypto = require('crypto');", "var crypto = {createHash: (...given) => require('crypto').createHash(...given)};"],
]);

/** What Ink does for its developers, React's developer tools among it, is no part of the program. */
const inkWithoutDevelopment = patch('ink-without-development', /ink[\\/]build[\\/](ink|reconciler)\.js$/, [
  [/process\.env\['DEV'\] === 'true'/g, 'false'],
]);

/** All of them. */
export const bundlePlugins: readonly Plugin[] = [
  inkTable,
  ...yogaAtOnce,
  inkKeepsLines,
  inkForgetsTexts,
  oneStringWidth,
  quickStringWidth,
  quickGraphemes,
  signalExitWithoutAssert,
  objectHashWithoutCrypto,
  builtinsWithoutImport,
  builtinsWithoutLaterImport,
  inkWithoutDevelopment,
];

/** What is fixed at build time: production React and Ink, without their development paths. */
export const productionDefines: Readonly<Record<string, string>> = {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'};
