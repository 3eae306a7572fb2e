// Random schedules of failures over 1,000 hosts, and playing many of them.

import fc from 'fast-check';
import {type Kill, played, type Schedule} from './schedule.ts';

/** Up to so much, in a hundred steps: the smallest doubles would be none at all. */
const share = (most: number) => fc.integer({min: 0, max: 100}).map(part => (most * part) / 100);

const weather = fc.record({
  throttled: share(0.2),
  unreachable: share(0.1),
  lost: share(0.15),
  listLag: fc.constantFrom(0, 5_000, 60_000, 400_000),
});

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

const calls = fc.record({after: fc.constant<Kill['after']>('calls'), count: fc.integer({min: 1, max: 400})});
const sends = fc.record({after: fc.constant<Kill['after']>('sends'), count: fc.integer({min: 1, max: 40})});

/** A thousand hosts, settings that a person may choose, bad weather, hosts of every nature, programs that are killed, and perhaps an abort. */
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
    kills: fc.array(fc.oneof(calls, sends), {maxLength: 5}),
    abortsAfter: fc.integer({min: 0, max: 600_000}),
  },
  {requiredKeys: ['seed', 'hosts', 'settings', 'weather', 'natures', 'kills']},
);

/** How many schedules ended in which phase. */
export type Ends = Readonly<Record<string, number>>;

/** Plays so many schedules, the same for the same seed. Rejects with the first that breaks a promise, or has no end. */
export async function playMany(count: number, seed: number): Promise<Ends> {
  const ends: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(schedules, async schedule => {
      const {broken, run} = await played(schedule);
      if (broken.length > 0) throw new Error(broken.slice(0, 5).join('\n'));
      ends[run.phase] = (ends[run.phase] ?? 0) + 1;
    }),
    {numRuns: count, seed, endOnFailure: true},
  );
  return ends;
}
