// The scripts for hosts, run for real in root file systems. Apart from `npm test`, because it needs root and Debian's debootstrap.

import {join} from 'node:path';
import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['test/hosts/**/*.hosts.ts'],
    globalSetup: [join(import.meta.dirname, 'global-setup.ts')],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // They wait for time services more than they compute.
    maxConcurrency: 8,
    maxWorkers: 2,
  },
});
