// A census that follows from another is the same as one that is counted anew, whatever changes.

import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type HostRun, hostStates} from '../../src/domain/fleet/run.ts';
import {censusOf, followedBy} from '../../src/fleet/supervisor/census.ts';

const host: fc.Arbitrary<HostRun> = fc.record(
  {
    target: fc.constant({arn: 'arn', instanceId: 'i-1', status: 'ACTIVE', runningTasks: 0}),
    state: fc.constantFrom(...hostStates),
    wave: fc.integer({min: 1, max: 3}),
    hold: fc.constantFrom<'asked' | 'empty' | 'release'>('asked', 'empty', 'release'),
  },
  {requiredKeys: ['target', 'state']},
);

test('counted from the one before, or anew', () => {
  const lists = fc.array(host, {minLength: 1, maxLength: 12});
  const edits = fc.array(fc.array(fc.tuple(fc.nat(11), host), {maxLength: 3}), {maxLength: 6});
  fc.assert(
    fc.property(lists, edits, (first, steps) => {
      let hosts: readonly HostRun[] = first;
      censusOf(hosts);
      for (const step of steps) {
        const places = step.map(([place]) => place % hosts.length);
        const next = [...hosts];
        // Mostly a host keeps its wave.
        for (const [at, [, changed]] of step.entries()) next[places[at] ?? 0] = {...hosts[places[at] ?? 0], ...changed};
        followedBy(hosts, next, new Set(places));
        const sorted = ({held, ...census}: ReturnType<typeof censusOf>) => ({...census, held: held.toSorted((one, other) => one - other)});
        expect(sorted(censusOf(next))).toEqual(sorted(censusOf([...next])));
        hosts = next;
      }
    }),
    {seed: 4, numRuns: 2_000},
  );
});
