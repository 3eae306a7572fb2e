// In two files, so that two cores have something to do.

import {expect, test} from 'vitest';
import {factor, seed} from './amount.ts';
import {fuzzFaults} from './fault-sequences.ts';

test('faults, keys and changes in any order: 5,000 sequences', async () => {
  const result = await fuzzFaults(5_000 * factor, seed * 1_000_000);
  process.stdout.write(
    `${result.sequences} sequences, ${result.changesSent} changes sent, well again after ${result.recoveries.at(-1)} s at most\n`,
  );
  expect(result.changesSent).toBeGreaterThan(100);
});
