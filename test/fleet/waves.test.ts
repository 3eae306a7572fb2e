// What holds whatever the hosts, the network and the program do: thousands of random schedules of failures, each by a seed.

import fc from 'fast-check';
import {expect, test} from 'vitest';
import {played, type Schedule} from './schedule.ts';

/** Up to so much, in a hundred steps: the smallest doubles would be none at all. */
const share = (most: number) => fc.integer({min: 0, max: 100}).map(part => (most * part) / 100);

const weather = fc.record({throttled: share(0.2), unreachable: share(0.1), lost: share(0.15), listLag: fc.integer({min: 0, max: 60_000})});

const natures = fc.record(
  {
    failing: share(0.02),
    worse: share(0.01),
    slow: share(0.1),
    silent: share(0.01),
    stuck: share(0.01),
    zombie: share(0.005),
    good: share(0.5),
    odd: share(0.05),
  },
  {requiredKeys: []},
);

const schedules: fc.Arbitrary<Schedule> = fc.record(
  {
    seed: fc.integer({min: 0, max: 2 ** 31 - 1}),
    hosts: fc.constant(1000),
    settings: fc.record({
      canary: fc.integer({min: 1, max: 5}),
      wavePercent: fc.integer({min: 1, max: 10}),
      maxErrors: fc.integer({min: 0, max: 20}),
    }),
    weather,
    natures,
    killsAfter: fc.array(fc.integer({min: 1, max: 400}), {maxLength: 4}),
    abortsAfter: fc.integer({min: 0, max: 600_000}),
  },
  {requiredKeys: ['seed', 'hosts', 'settings', 'weather', 'natures', 'killsAfter']},
);

const count = Number(process.env.FLEET_SCHEDULES ?? 100);

test(`${count} random schedules over 1,000 hosts keep every promise`, {timeout: 3_600_000}, async () => {
  await fc.assert(
    fc.asyncProperty(schedules, async schedule => {
      const {broken} = await played(schedule);
      expect(broken).toEqual([]);
    }),
    {numRuns: count, seed: 20_261_120, endOnFailure: true},
  );
});
