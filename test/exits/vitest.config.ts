// `npm run test:exits`: hundreds of ends of the built program in real pseudo-terminals, some at the same time, and the terminals,
// credentials and kills that go wrong under it. Apart from test/pty because all of it takes minutes.

import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    testTimeout: 120_000,
    maxConcurrency: 3,
    fileParallelism: false,
  },
});
