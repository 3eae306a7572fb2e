// How the tests run: as the build does, with ink-table made a module.

import {defineConfig} from 'vitest/config';
import {inkTableModule} from './scripts/ink-table-module.ts';

export default defineConfig({
  plugins: [
    {
      name: 'ink-table-as-module',
      enforce: 'pre',
      transform: (source, id) => (/ink-table[\\/]dist[\\/]index\.js/.test(id) ? {code: inkTableModule(source), map: null} : undefined),
    },
  ],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/pty/**', 'test/exits/**', 'test/moto/**', 'test/release/**', 'node_modules/**'],
    // Modules are loaded once a worker and not once a file: tests share no state but what they make.
    isolate: false,
    // Time is injected, so a test that waits has hung; a busy machine alone must fail none.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Left alone it would keep one of two cores for itself.
    maxWorkers: '100%',
    server: {deps: {inline: ['ink-table']}},
  },
});
