// The five systems stand as they are described, with their troubles, at the first moment and after hours.

import {describe, expect, test} from 'vitest';
import {createScheduler} from '../../../src/demo/ecs/scheduler/scheduler.ts';
import {createWorld} from '../../../src/demo/ecs/world/world.ts';
import {createRandom} from '../../../src/demo/random.ts';
import {found, imbalance, messages} from '../scheduler/small-world.ts';

const now = Date.UTC(2026, 4, 4, 6);

function theWorld(seed: number | string = 1) {
  const {state, scalableTargets} = createWorld({seed, account: '111122223333', region: 'ap-southeast-1', now});
  const scheduler = createScheduler({state, random: createRandom(seed), now});
  const service = (cluster: string, name: string) => found(state.clusters.get(cluster)?.services.get(name));
  const tasks = (cluster: string, name: string) =>
    [...found(state.clusters.get(cluster)).tasks.values()].filter(task => task.group === `service:${name}`);
  return {state, scalableTargets, scheduler, service, tasks};
}

describe.each([1, 2, 'another'])('the five systems of seed %s', seed => {
  test('simple-application is in the middle of a deployment that will be rolled back', () => {
    const {service, scheduler} = theWorld(seed);
    const application = service('simple-ecs-cluster', 'simple-application');
    const [primary, active] = application.service.deployments ?? [];
    expect(primary).toMatchObject({rolloutState: 'IN_PROGRESS', taskDefinition: expect.stringMatching(/simple-application:7$/)});
    expect([1, 2]).toContain(primary?.failedTasks);
    expect(active).toMatchObject({rolloutState: 'COMPLETED', runningCount: 2});
    scheduler.advance(now + 10 * 60_000);
    expect(application.service.deployments).toMatchObject([{id: active?.id, rolloutState: 'COMPLETED', runningCount: 2}]);
    scheduler.advance(now + 30 * 60_000);
    expect(application.service.deployments?.[0]).toMatchObject({rolloutState: 'IN_PROGRESS'});
  });

  test('srvapp2 has five of six tasks, and ECS says why', () => {
    const {service, state, scheduler} = theWorld(seed);
    expect(service('erp', 'srvapp2').service).toMatchObject({desiredCount: 6, runningCount: 5, pendingCount: 0});
    expect(messages(service('erp', 'srvapp2'))[0]).toMatch(
      /^\(service srvapp2\) was unable to place a task because no container instance met all of its requirements\. The closest matching \(container-instance [0-9a-f]{32}\) has insufficient memory available\. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide\.$/,
    );
    for (const name of ['srvweb', 'srvapp1']) {
      expect(service('erp', name).service).toMatchObject({runningCount: 2, taskDefinition: expect.stringMatching(/taskweb:8$/)});
    }
    const agents = [...found(state.clusters.get('erp')).instances.values()].map(({instance}) => instance.agentConnected);
    expect(agents.filter(isConnected => !isConnected)).toHaveLength(1);
    scheduler.advance(now + 4 * 60_000);
    const before = messages(service('erp', 'srvapp2')).length;
    scheduler.advance(now + 14 * 60_000);
    expect(messages(service('erp', 'srvapp2')).length - before).toBe(2);
  });

  test('weather runs out of memory again and again', () => {
    const {tasks} = theWorld(seed);
    const stopped = tasks('consul-demo', 'weather').filter(task => task.lastStatus === 'STOPPED');
    expect(stopped.length).toBeGreaterThan(3);
    expect(stopped[0]).toMatchObject({stopCode: 'EssentialContainerExited', containers: [{exitCode: 137}]});
  });

  test('orders-green has an unhealthy task, and checkout 10 percent of traffic on its canary', () => {
    const {tasks, service} = theWorld(seed);
    expect(tasks('discovery', 'orders-green').some(task => task.healthStatus === 'UNHEALTHY' && task.lastStatus === 'RUNNING')).toBe(true);
    const [deployment] = service('discovery', 'checkout').serviceDeployments;
    expect(deployment).toMatchObject({status: 'IN_PROGRESS', lifecycleStage: 'PRODUCTION_TRAFFIC_SHIFT'});
    expect(deployment?.targetServiceRevision?.requestedProductionTrafficWeight).toBe(10);
    const addresses = tasks('discovery', 'ECS-Service-Discovery').map(
      task => task.containers?.[0]?.networkInterfaces?.[0]?.privateIpv4Address,
    );
    expect(new Set(addresses).size).toBe(2);
  });

  test('batch has jobs that ended well and badly, and nightly-report finds no instance', () => {
    const {state, service} = theWorld(seed);
    const jobs = [...found(state.clusters.get('batch')).tasks.values()];
    const codes = new Set(jobs.filter(task => task.lastStatus === 'STOPPED').map(task => task.containers?.[0]?.exitCode));
    expect(codes.has(0) && codes.has(1)).toBe(true);
    expect(service('batch', 'nightly-report').service).toMatchObject({desiredCount: 1, runningCount: 0});
    expect(messages(service('batch', 'nightly-report'))[0]).toContain('encountered error "MemberOf placement constraint unsatisfied.".');
  });
});

test('resources balance in every cluster, at first and through a day', () => {
  const {state, scheduler} = theWorld();
  for (const hours of [0, 1, 5, 24]) {
    scheduler.advance(now + hours * 3_600_000);
    for (const cluster of state.clusters.values()) expect(imbalance(cluster)).toEqual([]);
  }
});

test('what happened is in the past, and the newest event of a service is its first', () => {
  const {state} = theWorld();
  for (const cluster of state.clusters.values()) {
    for (const {service} of cluster.services.values()) {
      const times = (service.events ?? []).map(event => event.createdAt?.getTime() ?? 0);
      expect(times[0]).toBeLessThanOrEqual(now);
      expect(times).toEqual(times.toSorted((a, b) => b - a));
    }
  }
});

test('the same seed gives the same world, another seed another', () => {
  expect(theWorld(4).state).toEqual(theWorld(4).state);
  expect([...found(theWorld(4).state.clusters.get('erp')).tasks.keys()]).not.toEqual([
    ...found(theWorld(5).state.clusters.get('erp')).tasks.keys(),
  ]);
});

test('the services of erp scale by themselves within bounds', () => {
  expect(theWorld().scalableTargets).toContainEqual(
    expect.objectContaining({cluster: 'erp', service: 'srvapp2', minimum: 2, maximum: 8, isSuspended: false}),
  );
});
