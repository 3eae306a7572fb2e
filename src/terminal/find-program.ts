// Programs of this host, found as a shell finds them.

import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, join} from 'node:path';

/** Where a program is: a name is looked for on the PATH, all else is a path by itself. Undefined where none can be run. */
export function findProgram(name: string, {PATH = ''}: Readonly<Record<string, string | undefined>>): string | undefined {
  if (name.includes('/')) return isExecutable(name) ? name : undefined;
  return PATH.split(delimiter)
    .filter(folder => folder !== '')
    .map(folder => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // Not there, or not for us.
  }
}
