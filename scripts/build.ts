// Builds dist/: one small entry that can paint at once, and chunks that are loaded when they are needed.
// Run with `npm run build`; `--if-changed` builds only when a source is newer than the last build.

import {readdirSync, rmSync, statSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {rolldown} from 'rolldown';
import {bundlePlugins, productionDefines} from './bundle-plugins.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, 'dist');

const sources = ['src', 'store', 'commands', 'views', 'scripts', 'package-lock.json'];

function newest(path: string): number {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(0, ...readdirSync(path).map(name => newest(join(path, name))));
}

function isUpToDate(): boolean {
  try {
    const built = statSync(join(output, 'entry.js')).mtimeMs;
    return sources.every(source => newest(join(root, source)) < built);
  } catch {
    return false; // No build yet.
  }
}

if (process.argv.includes('--if-changed') && isUpToDate()) process.exit(0);

const packageJson: {version: string} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
rmSync(output, {recursive: true, force: true});
const bundle = await rolldown({
  input: {entry: join(root, 'src/entry.ts')},
  platform: 'node',
  cwd: root,
  plugins: [...bundlePlugins],
  // The SDK's CommonJS build, which is the default for Node, cannot be tree-shaken: EC2 alone would be 700 kB.
  resolve: {mainFields: ['module', 'main']},
  transform: {define: {...productionDefines, __ECSDECK_VERSION__: JSON.stringify(packageJson.version)}},
  onLog(level, log, handler) {
    if (log.code !== 'EVAL') handler(level, log);
  },
});
await bundle.write({
  dir: output,
  format: 'esm',
  minify: true,
  sourcemap: false,
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
  codeSplitting: {
    // Each file to read delays the first frame, and whatever two parts share would be one: 70 files, and so they are 40.
    groups: [
      {name: 'first', test: /src[\\/](skeleton|end-signals|terminal-problem|terminal[\\/](session|tty-device))\.ts$/, priority: 2},
      {name: 'sdk', test: /node_modules[\\/]@(smithy|aws-sdk|aws)[\\/]/, minShareCount: 3, priority: 1},
      {name: 'shared', test: /^(?!.*node_modules).*\.tsx?$/, minShareCount: 2},
    ],
  },
});
await bundle.close();
