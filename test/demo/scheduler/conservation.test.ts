// Whatever is done to a cluster in whatever order, what its instances have left is exact and never negative.

import fc from 'fast-check';
import {expect, test} from 'vitest';
import {wellBehaved} from '../../../src/demo/ecs/scheduler/script.ts';
import {deploy, drain, imbalance, liveTasks, messages, type SmallWorld, scale, smallWorld, start} from './small-world.ts';

const step = fc.oneof(
  fc.record({kind: fc.constant('scale' as const), name: fc.constantFrom('api', 'job'), value: fc.nat(40)}),
  fc.record({kind: fc.constant('deploy' as const), name: fc.constantFrom('api', 'job'), value: fc.integer({min: 1, max: 3})}),
  fc.record({kind: fc.constant('stop' as const), name: fc.constantFrom('api', 'job'), value: fc.nat(20)}),
  fc.record({kind: fc.constant('drain' as const), name: fc.constant(''), value: fc.nat(3)}),
  fc.record({kind: fc.constant('activate' as const), name: fc.constant(''), value: fc.nat(3)}),
  fc.record({kind: fc.constant('lose' as const), name: fc.constant(''), value: fc.nat(3)}),
  fc.record({kind: fc.constant('restart' as const), name: fc.constant(''), value: fc.nat(3)}),
  fc.record({kind: fc.constant('advance' as const), name: fc.constant(''), value: fc.nat(90)}),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

function world(seed = 1): SmallWorld {
  return smallWorld({
    seed,
    memory: 900,
    services: [
      {name: 'api', family: 'api', desired: 3, deployed: [[1, 5]]},
      {name: 'job', family: 'job', desired: 2, deployed: [[1, 5]], more: {placementStrategy: [{type: 'binpack', field: 'memory'}]}},
      {name: 'agent', family: 'agent', desired: 4, deployed: [[1, 5]], more: {schedulingStrategy: 'DAEMON'}},
    ],
    behaviours: {
      'job:2': {...wellBehaved, fate: {kind: 'exits', after: [10, 40], exitCode: 1}},
      'api:3': {...wellBehaved, ignoresSigterm: true},
    },
  });
}

function take(on: SmallWorld, {kind, name, value}: Step): void {
  const instance = on.instances[value % on.instances.length];
  if (kind === 'advance') on.advance(value);
  else if (kind === 'scale') scale(on, on.service(name), value);
  else if (kind === 'deploy') deploy(on, on.service(name), value);
  else if (kind === 'drain' && instance) drain(on, instance, 'DRAINING');
  else if (kind === 'activate' && instance) drain(on, instance, 'ACTIVE');
  else if (kind === 'lose' && instance) on.scheduler.agentDisconnected(on.cluster, instance);
  else if (kind === 'restart' && instance) {
    on.scheduler.agentConnected(on.cluster, instance);
    on.scheduler.containersKilled(on.cluster, instance);
  } else if (kind === 'stop') {
    const task = liveTasks(on.cluster, name)[value];
    if (task) on.scheduler.stopTask(on.cluster, task, 'UserInitiated', 'Task stopped by user');
  }
}

test('resources are conserved over any sequence of calls', () => {
  fc.assert(
    fc.property(fc.array(step, {maxLength: 25}), steps => {
      const on = world();
      for (const each of steps) {
        take(on, each);
        expect(imbalance(on.cluster)).toEqual([]);
      }
    }),
    {numRuns: 60, seed: 7},
  );
});

test('the same seed and the same calls give the same state', () => {
  fc.assert(
    fc.property(fc.array(step, {maxLength: 20}), steps => {
      const [one, other] = [world(5), world(5)];
      for (const each of steps) {
        take(one, each);
        take(other, each);
      }
      expect(one.state).toEqual(other.state);
    }),
    {numRuns: 15, seed: 8},
  );
});

test('advancing in small steps or in one gives the same state', () => {
  const [one, other] = [world(3), world(3)];
  for (const on of [one, other]) deploy(on, on.service('job'), 2);
  for (let second = 0; second < 300; second++) one.advance(1);
  other.advance(300);
  expect(one.state).toEqual(other.state);
});

test('events are kept newest first, and no more than a hundred', () => {
  const on = world();
  deploy(on, on.service('job'), 2);
  on.advance(24 * 3600);
  const times = (on.service('job').service.events ?? []).map(event => event.createdAt?.getTime() ?? 0);
  expect(times).toHaveLength(100);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(times[0]).toBeGreaterThan(start);
  expect(messages(on.service('job'))).toContainEqual(
    expect.stringMatching(/^\(service job\) is unable to consistently start tasks successfully\. For more/),
  );
});
