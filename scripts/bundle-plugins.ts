// What the bundler changes in other people's packages, and why. One list for the program and for the benches.
// Each change fails the build when the text it looks for is no longer there.

import {readFile} from 'node:fs/promises';
import type {Plugin} from 'rolldown';
import {inkTableModule} from './ink-table-module.ts';

/** Replaces one text in the module whose id matches. */
function patch(name: string, id: RegExp, from: string, to: string): Plugin {
  return {
    name,
    load: {
      filter: {id},
      handler: async path => {
        const source = await readFile(path, 'utf8');
        const patched = source.replace(from, () => to);
        if (patched === source) throw new Error(`${name}: the text to replace is no longer in ${path}`);
        return patched;
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
const yogaWithoutFetch = patch('yoga-without-fetch', /yoga-wasm-base64-esm\.js$/, '"function"!=typeof fetch', '!0');

/** Ink splits every line of every frame into cells anew: half the time of a key. The lines of earlier frames are kept, 500 of them. */
const inkKeepsLines = patch(
  'ink-keeps-lines',
  /ink[\\/]build[\\/]output\.js$/,
  'export default class Output {\n    operations = [];\n    caches = new OutputCaches();',
  `let keptCaches = new OutputCaches();
const currentCaches = () => {
    if (keptCaches.styledChars.size > 500) keptCaches = new OutputCaches();
    return keptCaches;
};
export default class Output {
    operations = [];
    caches = currentCaches();`,
);

/** The React developer tools are no part of the program. */
const withoutDevtools: Plugin = {
  name: 'without-devtools',
  resolveId: {filter: {id: /^react-devtools-core$/}, handler: () => '\0empty'},
  load: {filter: {id: /^\0empty$/}, handler: () => 'export default {};'},
};

/** All of them. */
export const bundlePlugins: readonly Plugin[] = [inkTable, yogaWithoutFetch, inkKeepsLines, withoutDevtools];

/** What is fixed at build time: production React and Ink, without their development paths. */
export const productionDefines: Readonly<Record<string, string>> = {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'};
