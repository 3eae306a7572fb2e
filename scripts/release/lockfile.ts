// package-lock.json, as far as the checks and the bill of materials read it.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../bundle.ts';

/** One locked package. */
export interface LockedPackage {
  readonly version: string;
  /** `sha512-` and base64: the hash of the registry's tarball. */
  readonly integrity?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
  /** A folder of this machine, or an address that is not the registry's. */
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Every package by its folder, `node_modules/ink/node_modules/chalk`; the project itself is ''. */
export type Lockfile = Readonly<Record<string, LockedPackage>>;

/** Reads it. */
export function readLockfile(): Lockfile {
  const {packages}: {packages: Lockfile} = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return packages;
}

/** The folder in which Node finds a dependency of the package in the first folder; undefined where none is installed. */
export function folderOfDependency(lockfile: Lockfile, folder: string, dependency: string): string | undefined {
  for (let from = folder; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    const candidate = from === '' ? `node_modules/${dependency}` : `${from}/node_modules/${dependency}`;
    if (candidate in lockfile) return candidate;
    if (from === '') return undefined;
  }
}
