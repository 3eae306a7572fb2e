// Builds dist/. Run with `npm run build`; `--if-changed` builds only when a source is newer than the last build.

import {readdirSync, rmSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {bundleForNode, root} from './bundle.ts';

const output = join(root, 'dist');

const sources = ['src', 'store', 'commands', 'views', 'scripts', 'package-lock.json'];

function newest(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(0, ...readdirSync(path).map(name => newest(join(path, name))));
}

function isUpToDate(): boolean {
  try {
    const built = statSync(join(output, 'start.cjs')).mtimeMs;
    return sources.every(source => newest(join(root, source)) < built);
  } catch {
    return false; // No build yet.
  }
}

if (process.argv.includes('--if-changed') && isUpToDate()) process.exit(0);

rmSync(output, {recursive: true, force: true});
await bundleForNode(output);
