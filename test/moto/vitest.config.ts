// The built program against moto. Apart from `npm test`, because it needs Python and PyPI.

import {join} from 'node:path';
import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['test/moto/**/*.moto.ts'],
    globalSetup: [join(import.meta.dirname, 'global-setup.ts')],
    // One moto, whose state the tests change.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
