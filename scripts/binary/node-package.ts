// The Node that goes into the single executable: the npm registry's package for a platform, pinned by its hash, so that what is
// handed out does not hang on what an install script fetched.

import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../bundle.ts';
import {type Component, component} from '../release/bill-of-materials.ts';

/** The version of all of them: that of the devDependency `node`, which writes them. */
export const nodeVersion = '26.10.0';

/** What an executable can be made for. */
export const architectures = ['x64', 'arm64'] as const;
export type Architecture = (typeof architectures)[number];

/** `dist.integrity` of `node-linux-ARCHITECTURE` in the registry. */
const integrity: Readonly<Record<Architecture, string>> = {
  x64: 'sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==',
  arm64: 'sha512-idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==',
};

/** The file that is handed out. */
export function executableName(architecture: Architecture): string {
  return `ecsdeck-linux-${architecture}`;
}

/** Node in the bill of materials. */
export function nodeComponent(architecture: Architecture): Component {
  return component('platform', {
    name: `node-linux-${architecture}`,
    version: nodeVersion,
    license: 'MIT',
    integrity: integrity[architecture],
  });
}

/** A Node for a platform, on the disk. */
export interface NodePackage {
  readonly executable: string;
  /** The file with its licence and those of what is in it. */
  readonly license: string;
}

/** Fetches the package once and keeps it below `.cache`. Throws an Error when the registry sends anything but what is pinned. */
export function nodePackage(architecture: Architecture): NodePackage {
  const name = `node-linux-${architecture}`;
  const folder = join(root, '.cache', `${name}-${nodeVersion}`);
  const found = {executable: join(folder, 'bin/node'), license: join(folder, 'LICENSE')};
  if (existsSync(found.executable)) return found;
  const unpacked = `${folder}.part`;
  rmSync(unpacked, {recursive: true, force: true});
  mkdirSync(unpacked, {recursive: true});
  const packed = join(unpacked, `${name}-${nodeVersion}.tgz`);
  execFileSync('npm', ['pack', '--silent', '--pack-destination', unpacked, `${name}@${nodeVersion}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const hash = `sha512-${createHash('sha512').update(readFileSync(packed)).digest('base64')}`;
  if (hash !== integrity[architecture]) throw new Error(`${name}@${nodeVersion} is not the package that is pinned: its hash is ${hash}`);
  execFileSync('tar', ['-xzf', packed, '-C', unpacked, '--strip-components=1', 'package/bin/node', 'package/LICENSE']);
  rmSync(packed);
  renameSync(unpacked, folder);
  return found;
}
