import {describe, expect, test} from 'vitest';
import {clusterVerdict} from '../../../src/domain/health/cluster-health.ts';
import {containerVerdict} from '../../../src/domain/health/container-health.ts';
import {deploymentVerdict} from '../../../src/domain/health/deployment-health.ts';
import {instanceVerdict} from '../../../src/domain/health/instance-health.ts';
import {isTaskSteady, taskVerdict} from '../../../src/domain/health/task-health.ts';
import {combined} from '../../../src/domain/health/verdict.ts';
import {text} from '../../../src/domain/safe-text.ts';
import {aCluster, aContainer, anInstance, aServiceDeployment, aTask, minute, now} from '../fixtures.ts';

test('of several verdicts the worst gives the tone, and is told first', () => {
  const verdicts = [{tone: 'busy', note: text`draining`}, undefined, {tone: 'bad', note: text`agent lost`}] as const;
  expect(combined(verdicts)).toEqual({tone: 'bad', note: 'agent lost; draining'});
});

describe('tasks', () => {
  test('running', () => expect(taskVerdict(aTask(), now)).toEqual({tone: 'ok', note: ''}));
  test('unhealthy names the container', () => {
    const task = aTask({health: 'UNHEALTHY', containers: [aContainer({health: 'UNHEALTHY'}), aContainer({name: 'proxy'})]});
    expect(taskVerdict(task, now)).toEqual({tone: 'bad', note: 'unhealthy: web'});
    expect(isTaskSteady(task)).toBe(false);
  });
  test('pending: busy at first, then stuck', () => {
    const pending = (ago: number) => aTask({lastStatus: 'PENDING', createdAt: now - ago * minute});
    expect(taskVerdict(pending(1), now)).toEqual({tone: 'busy', note: 'pending'});
    expect(taskVerdict(pending(12), now)).toEqual({tone: 'warn', note: 'pending for 12m'});
  });
  test('asked to stop and still running', () => {
    const stopping = (ago: number) => aTask({desiredStatus: 'STOPPED', stopCode: 'UserInitiated', stoppingAt: now - ago * minute});
    expect(taskVerdict(stopping(1), now)).toEqual({tone: 'busy', note: 'stopping: stopped by a person'});
    expect(taskVerdict(stopping(11), now)).toEqual({tone: 'warn', note: 'stopping for 11m: stopped by a person'});
  });
  test('one of its containers died', () => {
    const containers = [aContainer(), aContainer({name: 'agent', lastStatus: 'STOPPED', exitCode: 2})];
    expect(taskVerdict(aTask({containers}), now)).toEqual({tone: 'warn', note: 'agent ended: exit 2'});
  });
});

describe('containers', () => {
  test.each([
    [{}, 'ok', ''],
    [{lastStatus: 'STOPPED', exitCode: 137, reason: 'OutOfMemoryError'}, 'bad', 'exit 137 SIGKILL: OutOfMemoryError'],
    [{lastStatus: 'STOPPED', exitCode: 0}, 'quiet', 'exit 0'],
    [{lastStatus: 'STOPPED', reason: 'CannotPullContainerError: x'}, 'bad', 'CannotPullContainerError: x'],
    [{health: 'UNHEALTHY'} as const, 'bad', 'its health check fails'],
    [{lastStatus: 'PENDING'}, 'busy', 'pending'],
  ])('%o', (parts, tone, note) => expect(containerVerdict(aContainer(parts))).toEqual({tone, note}));
});

describe('container instances', () => {
  const full = {cpu: 1024, memory: 60, ports: []};
  test.each([
    [{}, 'ok', ''],
    [{isAgentConnected: false}, 'bad', "agent disconnected: 3 tasks out of ECS's control"],
    [{status: 'DRAINING'}, 'busy', 'draining: 3 tasks left'],
    [{status: 'DRAINING', runningTasks: 0}, 'quiet', 'drained'],
    [{remaining: full}, 'warn', 'only 60 MiB left'],
    [{remaining: {...full, memory: 0}}, 'warn', 'no memory left'],
    [{health: 'IMPAIRED'}, 'bad', 'health impaired: the container runtime does not answer'],
    [{status: 'REGISTRATION_FAILED', statusReason: 'x'}, 'bad', 'registration failed: x'],
  ])('%o', (parts, tone, note) => expect(instanceVerdict(anInstance(parts))).toEqual({tone, note}));
});

describe('clusters', () => {
  const finding = {instancesRead: 3, instancesDraining: 0, agentsDisconnected: 0, servicesRead: 3, troubledServices: []};
  test('well', () => expect(clusterVerdict(aCluster(), finding)).toEqual({tone: 'ok', note: ''}));
  test('troubled services by name, then agents', () => {
    const found = {...finding, troubledServices: ['srvapp2'], agentsDisconnected: 1};
    expect(clusterVerdict(aCluster(), found)).toEqual({tone: 'warn', note: 'srvapp2 in trouble; 1 agent disconnected'});
  });
  test('a large cluster says how many of its services were looked at', () => {
    expect(clusterVerdict(aCluster({services: 2000}), {...finding, servicesRead: 100}).note).toBe('100 of 2000 services looked at');
  });
  test('a very large cluster says how many of its instances were summed', () => {
    expect(clusterVerdict(aCluster({instances: 5000}), {...finding, instancesRead: 2000}).note).toBe('2000 of 5000 instances looked at');
  });
  test('pending tasks', () =>
    expect(clusterVerdict(aCluster({pendingTasks: 1}), undefined)).toEqual({tone: 'busy', note: '1 task pending'}));
  test('an empty one is quiet', () => {
    expect(clusterVerdict(aCluster({services: 0, runningTasks: 0, instances: 0}), undefined)).toEqual({tone: 'quiet', note: 'empty'});
  });
});

describe('deployments', () => {
  test('a canary in progress', () => {
    const target = {revisionArn: 'r', requested: 4, running: 1, pending: 1, trafficWeight: 10};
    const deployment = aServiceDeployment({status: 'IN_PROGRESS', lifecycleStage: 'BAKE_TIME', target});
    expect(deploymentVerdict(deployment)).toEqual({tone: 'busy', note: '1/4 tasks, bake time, 10% of traffic'});
  });
  test('failures on the way to the circuit breaker', () => {
    const deployment = aServiceDeployment({status: 'IN_PROGRESS', circuitBreaker: {status: 'MONITORING', failureCount: 2, threshold: 3}});
    expect(deploymentVerdict(deployment)).toEqual({tone: 'warn', note: '2/2 tasks, 2 of 3 failures until the circuit breaker opens'});
  });
  test('rolled back', () => {
    expect(deploymentVerdict(aServiceDeployment({status: 'ROLLBACK_SUCCESSFUL', rollbackReason: 'alarm'}))).toEqual({
      tone: 'warn',
      note: 'rolled back: alarm',
    });
  });
});
