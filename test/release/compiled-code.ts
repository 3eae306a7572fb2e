// Run by the Node of an executable: what it says to the compiled code that was packed beside the files of this folder.

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {scriptOf} from '../../src/bundle/bundled-program.ts';
import {compiledAsset} from '../../src/bundle/names.ts';

const [, , folder = ''] = process.argv;
const files = readdirSync(folder);
const compiled = files.filter(name => files.includes(compiledAsset(name)));
const rejected = compiled.filter(name => {
  const source = readFileSync(join(folder, name), 'utf8');
  return scriptOf(name, {source, compiled: readFileSync(join(folder, compiledAsset(name)))}).cachedDataRejected;
});
process.stdout.write(JSON.stringify({compiled: compiled.length, rejected}));
