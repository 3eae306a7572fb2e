// Bundles what a bench runs as the program itself is bundled: for production, in one file.

import {join} from 'node:path';
import {rolldown} from 'rolldown';
import {bundlePlugins, productionDefines} from '../../scripts/bundle-plugins.ts';

const root = join(import.meta.dirname, '../..');

/** Bundles a file of this folder, such as `busy-table.tsx`, and answers the bundle's path. */
export async function bundleForBench(name: string): Promise<string> {
  const bundle = await rolldown({
    input: join(import.meta.dirname, name),
    platform: 'node',
    cwd: root,
    plugins: [...bundlePlugins],
    transform: {define: {...productionDefines}},
    onLog(level, log, handler) {
      if (log.code !== 'EVAL') handler(level, log);
    },
  });
  const file = join(root, `.cache/bench/${name.replace(/\.\w+$/, '')}.mjs`);
  await bundle.write({file, format: 'esm', minify: true, codeSplitting: false});
  await bundle.close();
  return file;
}
