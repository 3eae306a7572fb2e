// The first file in the single executable: finds the bundle beside itself in the executable, and runs its entry.

import {getAssetKeys, getRawAsset} from 'node:sea';
import {BundledProgram} from './bundled-program.ts';
import {compiledAsset, entryName} from './names.ts';

const names = new Set(getAssetKeys());

/** The bytes where they lie in the executable, not copied. */
function asset(name: string): Buffer | undefined {
  return names.has(name) ? Buffer.from(getRawAsset(name)) : undefined;
}

const program = new BundledProgram(name => {
  const source = asset(name)?.toString('utf8');
  const compiled = asset(compiledAsset(name));
  return source === undefined ? undefined : {source, ...(compiled && {compiled})};
});
program.require(`./${entryName}`);
