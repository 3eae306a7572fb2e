// Bundles the busy table as the program itself is bundled: for production, in one file.

import {join} from 'node:path';
import {rolldown} from 'rolldown';
import {bundlePlugins, productionDefines} from '../../scripts/bundle-plugins.ts';

const root = join(import.meta.dirname, '../..');

/** Writes the bundle and answers its path. */
export async function bundleBusyTable(): Promise<string> {
  const bundle = await rolldown({
    input: join(import.meta.dirname, 'busy-table.tsx'),
    platform: 'node',
    cwd: root,
    plugins: [...bundlePlugins],
    transform: {define: {...productionDefines}},
    onLog(level, log, handler) {
      if (log.code !== 'EVAL') handler(level, log);
    },
  });
  const file = join(root, '.cache/bench/busy-table.mjs');
  await bundle.write({file, format: 'esm', minify: true, codeSplitting: false});
  await bundle.close();
  return file;
}
