// Generated worlds: their size, their unsteady services, and the sentences for a size that cannot be.

import {expect, test} from 'vitest';
import {createScheduler} from '../../../src/demo/ecs/scheduler/scheduler.ts';
import {parseWorld} from '../../../src/demo/ecs/world/spec.ts';
import {createWorld} from '../../../src/demo/ecs/world/world.ts';
import {createRandom} from '../../../src/demo/random.ts';
import {UserError} from '../../../src/domain/errors.ts';
import {imbalance} from '../scheduler/small-world.ts';

const now = Date.UTC(2026, 4, 4, 6);

test('a large world has what was asked for, two in a hundred services unsteady', () => {
  const {state} = createWorld({
    seed: 1,
    world: parseWorld('services=2000,tasks=20000,instances=1500,clusters=5'),
    account: '1',
    region: 'eu-west-1',
    now,
  });
  const clusters = [...state.clusters.values()];
  const services = clusters.flatMap(cluster => [...cluster.services.values()]);
  expect(clusters).toHaveLength(5);
  expect(services).toHaveLength(2000);
  expect(clusters.reduce((sum, cluster) => sum + cluster.tasks.size, 0)).toBe(20_000);
  expect(clusters.reduce((sum, cluster) => sum + cluster.instances.size, 0)).toBe(1500);
  const unsteady = services.filter(({service}) => service.runningCount !== service.desiredCount || service.deployments?.length !== 1);
  expect(unsteady).toHaveLength(40);
  const first = clusters[0];
  expect(first && imbalance(first)).toEqual([]);
});

test('a generated world lives', () => {
  const {state} = createWorld({
    seed: 1,
    world: parseWorld('services=150,tasks=600,instances=40,clusters=2'),
    account: '1',
    region: 'eu-west-1',
    now,
  });
  const scheduler = createScheduler({state, random: createRandom(1), now});
  scheduler.advance(now + 15 * 60_000);
  const services = [...state.clusters.values()].flatMap(cluster => [...cluster.services.values()]);
  const told = services.flatMap(({service}) => service.events?.[0]?.message ?? '').join('\n');
  expect(services.some(({serviceDeployments}) => serviceDeployments[0]?.status === 'ROLLBACK_SUCCESSFUL')).toBe(true);
  expect(told).toContain('was unable to place a task');
  for (const cluster of state.clusters.values()) expect(imbalance(cluster)).toEqual([]);
});

test.each(['services=0', 'services=x', 'pods=3', 'services=1,services=2', 'services=3,clusters=9', 'tasks=20000,instances=3', ''])(
  '--world %j is refused with an example',
  spec => {
    expect(() => parseWorld(spec)).toThrow(UserError);
  },
);

test('what a size leaves out follows from its services', () => {
  expect(parseWorld('services=200')).toEqual({services: 200, tasks: 2000, instances: 167, clusters: 5});
});
