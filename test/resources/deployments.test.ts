// Deployments in their table and details, in the note of their service, and the protection of a task in its details.

import {describe, expect, test} from 'vitest';
import {AccessDenied} from '../../src/domain/errors.ts';
import {service} from '../../src/resources/service.ts';
import {serviceDeployment} from '../../src/resources/service-deployment.ts';
import {task} from '../../src/resources/task.ts';
import {aDefinition, aDeployment, aService, aServiceDeployment, aTask, minute, now} from '../domain/fixtures.ts';
import {all, type Contents, patient, regionOf} from './region.ts';
import {cellOf, wordsOf} from './shown.ts';

const share = (revision: number, trafficWeight?: number) => ({
  revisionArn: `r${revision}`,
  taskDefinitionArn: `arn:aws:ecs:r:1:task-definition/web:${revision}`,
  requested: 3,
  running: 3,
  pending: 0,
  ...(trafficWeight !== undefined && {trafficWeight}),
});
const pause = {id: 'ecs-pause-1', type: 'PAUSE', status: 'AWAITING_ACTION', expiresAt: now + 20 * minute, timeoutAction: 'ROLLBACK'};
const canary = aServiceDeployment({
  status: 'IN_PROGRESS',
  strategy: 'CANARY',
  lifecycleStage: 'PRODUCTION_TRAFFIC_SHIFT',
  updatedAt: now - 2 * minute,
  pace: {bakeMinutes: 5, step: {percent: 10, bakeMinutes: 8}, pauses: [{stage: 'POST_PRODUCTION_TRAFFIC_SHIFT', minutes: 30}]},
  target: share(2, 10),
  sources: [share(1, 90)],
  circuitBreaker: {status: 'MONITORING', failureCount: 1, threshold: 3},
  alarms: {status: 'MONITORING', names: ['5xx', 'latency'], triggered: []},
});
const paused = {...canary, lifecycleStage: 'POST_PRODUCTION_TRAFFIC_SHIFT', hooks: [pause], target: share(2, 100), sources: [share(1, 0)]};

async function detailsOf(row: typeof canary): Promise<string> {
  const {aws} = regionOf({});
  return wordsOf((await all(serviceDeployment.details(aws, row, undefined, patient, now))).at(-1));
}

describe('the details of a deployment', () => {
  test('in steps of traffic: each revision, the step, what time is left, what watches it', async () => {
    const said = await detailsOf(canary);
    for (const words of [
      'target | web:2 | 3/3 | 0 | 10%',
      'source | web:1 | 3/3 | 0 | 90%',
      'Stage: PRODUCTION_TRAFFIC_SHIFT',
      'Time left: next step: in at most 6m',
      'Traffic steps: 10% of traffic, then 8 min',
      'Bake time: 5 min',
      'Pauses at: POST_PRODUCTION_TRAFFIC_SHIFT',
      'Circuit breaker: monitoring, 1 of 3 failures',
      'Alarms: monitoring: 5xx, latency',
    ]) {
      expect(said).toContain(words);
    }
  });

  test('at a pause: what it waits for, since when, what comes by itself, and what comes next', async () => {
    const said = await detailsOf(paused);
    for (const words of [
      'Now: waits at POST_PRODUCTION_TRAFFIC_SHIFT for a hook: C continues, B rolls back',
      '(10m)',
      'If nobody acts: it rolls back in 20m',
      'Next: both revisions run on for 5 min, then the tasks of web:1 stop',
      'ecs-pause-1 | PAUSE | awaiting action | 20m left',
    ]) {
      expect(said).toContain(words);
    }
    expect(said).not.toContain('Time left');
  });

  test('with test traffic where there is some, and equal steps', async () => {
    const linear = {...canary, strategy: 'LINEAR', target: {...share(2, 40), testTrafficWeight: 100}};
    const said = await detailsOf(linear);
    expect(said).toContain('target | web:2 | 3/3 | 0 | 40% | 100%');
    expect(said).toContain('Traffic steps: 10% of traffic, then 8 min at each step');
  });

  test('rolling: nothing of stages', async () => {
    const said = await detailsOf(
      aServiceDeployment({status: 'IN_PROGRESS', circuitBreaker: {status: 'DISABLED', failureCount: 0, threshold: 0}}),
    );
    expect(said).toContain('Strategy: ROLLING');
    expect(said).toContain('Circuit breaker: disabled');
    expect(said).not.toMatch(/Stage|Waits|Time left|Hooks|Alarms/);
  });

  test('rolled back: why, when, which revision came back, and the alarm that went off', async () => {
    const alarms = {status: 'TRIGGERED', names: ['5xx'], triggered: ['5xx']};
    const over = {
      ...canary,
      status: 'ROLLBACK_SUCCESSFUL',
      statusReason: 'because of alarm(s)',
      rollbackReason: 'because of alarm(s)',
      rollbackStartedAt: now - minute,
      rollbackRevisionArn: 'r1',
      alarms,
    };
    const said = await detailsOf(over);
    expect(said).toContain('Reason: because of alarm(s)');
    expect(said).not.toContain('Rollback: ');
    expect(said).toContain('source, comes back | web:1');
    expect(said).toContain('Alarms: triggered: 5xx; went off: 5xx');
    expect(said).toContain('Rolled back: ');
    expect(said).not.toContain('Time left');
  });
});

test('the table says first what somebody has to act on', () => {
  expect(cellOf(serviceDeployment, 'NOTE', paused)).toMatch(
    /^waits at POST_PRODUCTION_TRAFFIC_SHIFT for a hook: C continues, B rolls back/,
  );
  expect(cellOf(serviceDeployment, 'NOTE', canary)).toBe(
    '3/3 tasks, production traffic shift, 10% of traffic, next step: in at most 6m, 1 of 3 failures until the circuit breaker opens',
  );
  expect(cellOf(serviceDeployment, 'TRAFFIC', canary)).toBe('10%');
});

describe('the note of a service', () => {
  const deployments = [
    aDeployment({id: '2', desired: 3, running: 3}),
    aDeployment({id: '1', status: 'ACTIVE', desired: 3, running: 3}),
  ].map(({rolloutState: _, ...one}) => one);
  const row = aService({desired: 3, running: 6, deployments, deploymentStrategy: 'CANARY', currentDeploymentArn: canary.arn});
  const looked = async (contents: Contents, one = row) => {
    const {aws, calls} = regionOf(contents);
    return {finding: await service.investigate?.(aws, one, patient, now), calls};
  };

  test('tells the stage, the traffic and the time that is left', async () => {
    const {finding} = await looked({deployments: [canary]});
    expect(cellOf(service, 'NOTE', row, finding)).toMatch(
      /^deploying web:2: 3\/3 tasks, production traffic shift, 10% of traffic, next step: in at most 6m/,
    );
    expect(cellOf(service, 'DEPLOYMENT', row, finding)).toBe('3/3 canary');
  });

  test('tells that it waits at a hook, and for which keys', async () => {
    const {finding} = await looked({deployments: [paused]});
    expect(cellOf(service, 'NOTE', row, finding)).toMatch(
      /^web:2 waits at POST_PRODUCTION_TRAFFIC_SHIFT for a hook: C continues, B rolls back/,
    );
    expect(cellOf(service, 'DEPLOYMENT', row, finding)).toBe('3/3 waits');
  });

  test('tells of the way back, which the service itself does not', async () => {
    const {finding} = await looked({deployments: [{...canary, status: 'ROLLBACK_IN_PROGRESS'}]});
    expect(cellOf(service, 'NOTE', row, finding)).toMatch(/^web:2: rolling back to web:1 \(3\/3 tasks\)/);
    expect(cellOf(service, 'DEPLOYMENT', row, finding)).toBe('3/3 rolling back');
  });

  test('says no more of it once another deployment is the current one, or it is over', async () => {
    const {finding} = await looked({deployments: [paused]});
    const later = {...row, currentDeploymentArn: 'another'};
    expect(cellOf(service, 'NOTE', later, finding)).toBe('deploying taskweb:8: 3/3');
    const over = await looked({deployments: [{...canary, status: 'SUCCESSFUL'}]});
    expect(cellOf(service, 'NOTE', row, over.finding)).toBe('deploying taskweb:8: 3/3');
  });

  test('costs no call for a rolling deployment, unless it has hooks', async () => {
    const rolling = {...row, deploymentStrategy: 'ROLLING'};
    expect((await looked({}, rolling)).calls).not.toContain('describeServiceDeployments');
    expect((await looked({deployments: [canary]}, {...rolling, hasLifecycleHooks: true})).calls).toContain('describeServiceDeployments');
  });

  test('a deployment that may not be read is told of, and the rest of the note stands', async () => {
    const problem = new AccessDenied('ecs:DescribeServiceDeployments', 'denied: ecs:DescribeServiceDeployments', 'Ask.');
    const {finding} = await looked({overrides: {describeServiceDeployments: () => Promise.reject(problem)}});
    expect(finding?.problems).toEqual(['denied: ecs:DescribeServiceDeployments – Ask.']);
    expect(cellOf(service, 'NOTE', row, finding)).toBe('deploying taskweb:8: 3/3');
  });
});

describe('the protection of a task', () => {
  const detailsOfTask = async (contents: Contents, row = aTask()) => {
    const {aws, calls} = regionOf({definitions: [aDefinition()], ...contents});
    return {said: wordsOf((await all(task.details(aws, row, undefined, patient, now))).at(-1)), calls};
  };

  test('is told with its end, or that there is none', async () => {
    const protections = [{taskArn: aTask().arn, isProtected: true, until: now + 90 * minute}];
    expect((await detailsOfTask({protections})).said).toMatch(
      /Protection: neither deployments nor scaling in stop it until .* \(1h30m left\)/,
    );
    expect((await detailsOfTask({protections: [{taskArn: aTask().arn, isProtected: false}]})).said).toContain('Protection: none');
  });

  test('is not asked for where there can be none', async () => {
    for (const row of [aTask({group: 'family:job'}), aTask({desiredStatus: 'STOPPED'})]) {
      const {said, calls} = await detailsOfTask({}, row);
      expect(said).not.toContain('Protection');
      expect(calls).not.toContain('taskProtection');
    }
  });

  test('that may not be read is one line, and the rest stands', async () => {
    const overrides = {
      taskProtection: () => Promise.reject(new AccessDenied('ecs:GetTaskProtection', 'denied: ecs:GetTaskProtection', 'Ask.')),
    };
    const {said} = await detailsOfTask({overrides});
    expect(said).toContain('Protection: denied: ecs:GetTaskProtection');
    expect(said).toContain('Task definition: taskweb:8');
  });
});
