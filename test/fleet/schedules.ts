// Random schedules of failures over 1,000 hosts, and playing many of them.

import fc from 'fast-check';
import {type Kill, played, type Schedule} from './schedule.ts';

/** Often nothing, else up to so much in a hundred steps: the smallest doubles would be nothing as well. */
const share = (most: number) =>
  fc.oneof({weight: 3, arbitrary: fc.constant(0)}, {weight: 1, arbitrary: fc.integer({min: 1, max: 100}).map(part => (most * part) / 100)});

const weather = fc.record({
  throttled: share(0.3),
  unreachable: share(0.2),
  lost: share(0.15),
  listLag: fc.constantFrom(0, 5_000, 60_000, 400_000),
});

const natures = fc.record({
  failing: share(0.02),
  worse: share(0.01),
  slow: share(0.1),
  silent: share(0.01),
  stuck: share(0.01),
  zombie: share(0.005),
  good: share(0.5),
  odd: share(0.05),
});

const calls = fc.record({after: fc.constant<Kill['after']>('calls'), count: fc.integer({min: 1, max: 400})});
const sends = fc.record({after: fc.constant<Kill['after']>('sends'), count: fc.integer({min: 1, max: 40})});

/** A thousand hosts, settings that a person may choose, hosts of every nature, programs that are killed, and now and then an abort. */
const schedules: fc.Arbitrary<Schedule> = fc
  .record({
    seed: fc.integer({min: 0, max: 2 ** 31 - 1}),
    hosts: fc.constant(1000),
    settings: fc.record({
      canary: fc.integer({min: 1, max: 5}),
      wavePercent: fc.integer({min: 1, max: 10}),
      maxErrors: fc.oneof(fc.integer({min: 0, max: 5}), fc.integer({min: 0, max: 100})),
    }),
    weather,
    natures,
    kills: fc.array(fc.oneof(calls, sends), {maxLength: 5}),
    abortsAfter: fc.option(fc.integer({min: 0, max: 2_400_000}), {freq: 3}),
  })
  .map(({abortsAfter, ...schedule}) => (abortsAfter !== null && abortsAfter % 3 === 0 ? {...schedule, abortsAfter} : schedule));

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
