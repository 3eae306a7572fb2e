// ink-table is CommonJS that requires Ink, which is an ES module: no loader takes that. Here its source becomes a module,
// once, for the bundler and for the tests.

const before = [
  "import * as ink from 'ink';",
  "import react from 'react';",
  "import objectHash from 'object-hash';",
  "const exports = {}, require = id => ({ink, react, 'object-hash': objectHash})[id];",
].join(' ');

const after = 'export {Table as default, Header, Cell, Skeleton};';

/** The source of ink-table's `dist/index.js` as an ES module with the same exports. Line numbers stay as they are. */
export function inkTableModule(source: string): string {
  if (!source.includes('class Table')) throw new Error('ink-table changed: its class was not found, look at scripts/ink-table-module.ts');
  return `${before} ${source}\n${after}\n`;
}
