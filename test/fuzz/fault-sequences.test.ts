// A share of what `npm run fuzz` tries.

import {expect, test} from 'vitest';
import {fuzzFaults} from './fault-sequences.ts';

test('faults, keys and changes in any order', {timeout: 120_000}, async () => {
  const result = await fuzzFaults(100, 20_261_125);
  // A run in which nothing was ever changed or broken would prove nothing.
  expect(result.changesSent).toBeGreaterThan(5);
  expect(result.recoveries.at(-1)).toBeGreaterThan(0);
});
