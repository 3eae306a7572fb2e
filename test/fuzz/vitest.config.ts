// `npm run fuzz`: what the tests try a share of, as often as there is time for. ECSDECK_FUZZ=N does N times as much, and
// ECSDECK_FUZZ_SEED=N something else.

import {defineConfig} from 'vitest/config';
import {inkTableModule} from '../../scripts/ink-table-module.ts';

export default defineConfig({
  plugins: [
    {
      name: 'ink-table-as-module',
      enforce: 'pre',
      transform: (source, id) => (/ink-table[\\/]dist[\\/]index\.js/.test(id) ? {code: inkTableModule(source), map: null} : undefined),
    },
  ],
  test: {
    root: import.meta.dirname,
    include: ['*.fuzz.ts'],
    testTimeout: 24 * 3_600_000,
    server: {deps: {inline: ['ink-table']}},
  },
});
