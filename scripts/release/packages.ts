// The packages that are really in the bundle, from the modules that the bundler put there.

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../bundle.ts';

/** A package in the program. */
export interface BundledPackage {
  /** As in the lockfile: `node_modules/ink`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly license: string;
  readonly author: string;
  /** The texts of its licence files; empty when it brings none. */
  readonly licenseTexts: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | {readonly name: string};
}

/** The packages of these modules, by name. */
export function packagesOf(modules: readonly string[]): readonly BundledPackage[] {
  const folders = new Set(modules.map(folderOf).filter(folder => folder !== undefined));
  return [...folders].map(packageIn).toSorted((left, right) => compare(key(left), key(right)));
}

/** What tells two packages apart: `ink@8.0.0`. */
export function key({name, version}: {readonly name: string; readonly version: string}): string {
  return `${name}@${version}`;
}

/** By code unit, which is the same in every locale. */
function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The innermost package that a module is of; undefined for the project's own and for what the bundler makes itself. */
function folderOf(module: string): string | undefined {
  if (module.startsWith('\0')) return undefined;
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module.slice(root.length + 1))?.[1];
}

function packageIn(folder: string): BundledPackage {
  const path = join(root, folder);
  const manifest: Manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const {name, version, license = 'UNKNOWN', author = ''} = manifest;
  const files = readdirSync(path).filter(file => /^(licen[cs]e|notice|copying)(\.|$)/i.test(file));
  return {
    folder,
    name,
    version,
    license,
    author: typeof author === 'string' ? author : author.name,
    licenseTexts: files.toSorted(compare).map(file => readFileSync(join(path, file), 'utf8').trim()),
  };
}
