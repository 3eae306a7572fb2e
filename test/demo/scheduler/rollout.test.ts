// Deployments: the percentages hold at every moment, the circuit breaker opens and rolls back, a canary takes traffic step by step.

import {describe, expect, test} from 'vitest';
import {wellBehaved} from '../../../src/demo/ecs/scheduler/script.ts';
import type {ServicePlan} from '../../../src/demo/ecs/world/builder.ts';
import {deploy, found, liveTasks, messages, scale, smallWorld} from './small-world.ts';

function plan(desired: number, more: ServicePlan['more'] = {}): ServicePlan {
  return {name: 'api', family: 'api', desired, deployed: [[1, 50]], more};
}

const breaker = {enable: true, rollback: true};
const targets = [{targetGroupArn: 'arn:aws:elasticloadbalancing:x:1:targetgroup/api/1', containerName: 'app', containerPort: 80}];
const broken = {...wellBehaved, fate: {kind: 'fails-target-health' as const, reason: 'Health checks failed with these codes: [404]'}};

describe.each([
  [100, 200],
  [50, 100],
  [50, 150],
  [0, 100],
  [75, 125],
])('a rolling deployment at %i/%i percent', (minimumHealthyPercent, maximumPercent) => {
  test('stays within its bounds at every second and completes', () => {
    const on = smallWorld({services: [plan(6, {deploymentConfiguration: {minimumHealthyPercent, maximumPercent}})]});
    const service = on.service('api');
    deploy(on, service, 2);
    let seconds = 0;
    while (service.service.deployments?.[0]?.rolloutState !== 'COMPLETED' && seconds < 600) {
      const live = liveTasks(on.cluster, 'api').length;
      expect(live).toBeLessThanOrEqual(Math.floor((6 * maximumPercent) / 100));
      expect(service.service.runningCount).toBeGreaterThanOrEqual(Math.ceil((6 * minimumHealthyPercent) / 100));
      on.advance(1);
      seconds += 1;
    }
    expect(seconds).toBeGreaterThan(5);
    expect(service.service).toMatchObject({runningCount: 6, pendingCount: 0, desiredCount: 6});
    expect(service.service.deployments).toHaveLength(1);
    expect(liveTasks(on.cluster, 'api').every(task => task.taskDefinitionArn?.endsWith('api:2'))).toBe(true);
    expect(service.serviceDeployments[0]).toMatchObject({status: 'SUCCESSFUL'});
    expect(messages(service)[0]).toBe('(service api) has reached a steady state.');
  });
});

test('a well-behaved service is steady again 10 to 40 seconds after it was scaled', () => {
  const on = smallWorld({services: [plan(2)]});
  scale(on, on.service('api'), 5);
  expect(on.service('api').service).toMatchObject({runningCount: 2, pendingCount: 3});
  expect(messages(on.service('api'))[0]).toMatch(
    /^\(service api\) has started 3 tasks: \(task [0-9a-f]{32}\) \(task [0-9a-f]{32}\) \(task [0-9a-f]{32}\)\.$/,
  );
  on.advance(4);
  expect(messages(on.service('api'))[0]).not.toContain('steady');
  on.advance(36);
  expect(messages(on.service('api'))[0]).toBe('(service api) has reached a steady state.');
});

test('the circuit breaker opens at its third failed task and rolls back to the deployment that had completed', () => {
  const more = {
    deploymentConfiguration: {minimumHealthyPercent: 50, maximumPercent: 200, deploymentCircuitBreaker: breaker},
    loadBalancers: targets,
  };
  const on = smallWorld({services: [plan(2, more)], behaviours: {'api:2': broken}});
  const service = on.service('api');
  const good = found(service.service.deployments?.[0]?.id);
  deploy(on, service, 2);
  on.advance(60);
  expect(service.service.deployments?.[0]).toMatchObject({rolloutState: 'IN_PROGRESS', failedTasks: 2});
  on.advance(90);
  expect(messages(service)).toContainEqual(
    expect.stringMatching(/^\(service api\) \(deployment ecs-svc\/\d{19}\) deployment failed: tasks failed to start\.$/),
  );
  expect(messages(service)).toContainEqual(
    expect.stringMatching(
      /\(port \d+\) is unhealthy in \(target-group arn:.*\) due to \(reason Health checks failed with these codes: \[404\]\)$/,
    ),
  );
  on.advance(120);
  expect(service.service.deployments).toEqual([
    expect.objectContaining({id: good, status: 'PRIMARY', rolloutState: 'COMPLETED', runningCount: 2}),
  ]);
  expect(service.service.taskDefinition).toMatch(/api:1$/);
  expect(service.serviceDeployments[0]).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    deploymentCircuitBreaker: {status: 'TRIGGERED', failureCount: 3, threshold: 3},
  });
  const stopped = [...on.cluster.tasks.values()].filter(task =>
    task.stoppedReason?.startsWith('Task failed ELB health checks in (target-group arn:'),
  );
  expect(stopped.length).toBeGreaterThanOrEqual(3);
});

test('without rollback a failed deployment starts nothing more and says so', () => {
  const more = {
    deploymentConfiguration: {minimumHealthyPercent: 50, maximumPercent: 200, deploymentCircuitBreaker: {enable: true, rollback: false}},
    loadBalancers: targets,
  };
  const on = smallWorld({services: [plan(2, more)], behaviours: {'api:2': broken}});
  deploy(on, on.service('api'), 2);
  on.advance(300);
  const failed = {...on.service('api').service.deployments?.[0]};
  expect(failed).toMatchObject({rolloutState: 'FAILED', rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.'});
  on.advance(3600);
  expect(on.service('api').service.deployments?.[0]?.failedTasks).toBe(failed.failedTasks);
  expect(on.service('api').service.deployments?.[1]).toMatchObject({status: 'ACTIVE', runningCount: 2});
});

test('a canary keeps the old revision until all traffic is on the new one', () => {
  const deploymentConfiguration = {
    strategy: 'CANARY' as const,
    canaryConfiguration: {canaryPercent: 10, canaryBakeTimeInMinutes: 10},
    bakeTimeInMinutes: 5,
  };
  const on = smallWorld({services: [plan(3, {deploymentConfiguration})]});
  const service = on.service('api');
  deploy(on, service, 2);
  on.advance(120);
  const [history] = service.serviceDeployments;
  expect(history).toMatchObject({status: 'IN_PROGRESS', lifecycleStage: 'PRODUCTION_TRAFFIC_SHIFT'});
  expect(history?.targetServiceRevision).toMatchObject({requestedProductionTrafficWeight: 10, runningTaskCount: 3});
  expect(history?.sourceServiceRevisions?.[0]).toMatchObject({requestedProductionTrafficWeight: 90, runningTaskCount: 3});
  on.advance(600);
  expect(history?.lifecycleStage).toBe('BAKE_TIME');
  expect(liveTasks(on.cluster, 'api')).toHaveLength(6);
  on.advance(360);
  expect(history).toMatchObject({status: 'SUCCESSFUL', targetServiceRevision: {requestedProductionTrafficWeight: 100}});
  expect(liveTasks(on.cluster, 'api').map(task => task.taskDefinitionArn?.slice(-5))).toEqual(['api:2', 'api:2', 'api:2']);
});

test('a daemon is replaced one instance after the other and never doubled', () => {
  const more = {schedulingStrategy: 'DAEMON' as const, deploymentConfiguration: {minimumHealthyPercent: 75, maximumPercent: 100}};
  const on = smallWorld({services: [plan(4, more)]});
  deploy(on, on.service('api'), 2);
  for (let second = 0; second < 200; second++) {
    on.advance(1);
    expect(on.service('api').service.runningCount).toBeGreaterThanOrEqual(3);
    const hosts = [...on.cluster.tasks.values()].filter(task => task.lastStatus !== 'STOPPED').map(task => task.containerInstanceArn);
    expect(new Set(hosts).size).toBe(hosts.length);
  }
  expect(on.service('api').service.deployments).toEqual([expect.objectContaining({rolloutState: 'COMPLETED', runningCount: 4})]);
});
