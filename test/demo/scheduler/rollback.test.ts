// The way back of a deployment, by request, by a pause that nobody answered and by an alarm; pauses; and protected tasks.

import type {Service} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {wellBehaved} from '../../../src/demo/ecs/scheduler/script.ts';
import type {ServicePlan} from '../../../src/demo/ecs/world/builder.ts';
import {deploy, found, liveTasks, messages, type SmallWorld, scale, smallWorld} from './small-world.ts';

function plan(desired: number, deploymentConfiguration: Service['deploymentConfiguration'] = {}): ServicePlan {
  return {name: 'api', family: 'api', desired, deployed: [[1, 50]], more: {deploymentConfiguration}};
}

const pause = (action: 'CONTINUE' | 'ROLLBACK') => ({
  targetType: 'PAUSE' as const,
  lifecycleStages: ['POST_TEST_TRAFFIC_SHIFT' as const],
  timeoutConfiguration: {timeoutInMinutes: 10, action},
});
const blueGreen = (action: 'CONTINUE' | 'ROLLBACK' = 'ROLLBACK') => ({
  strategy: 'BLUE_GREEN' as const,
  bakeTimeInMinutes: 5,
  lifecycleHooks: [pause(action)],
});
const definitionsOf = (on: SmallWorld) => liveTasks(on.cluster, 'api').map(task => task.taskDefinitionArn?.slice(-5));

function stop(on: SmallWorld): void {
  const service = on.service('api');
  on.scheduler.rollbackRequested(on.cluster, service, found(service.serviceDeployments[0]));
}

describe('a deployment that somebody stops', () => {
  test('a rolling one: requested, in progress, and back at the tasks it began with', () => {
    const on = smallWorld({services: [plan(4, {minimumHealthyPercent: 50, maximumPercent: 100})]});
    const service = on.service('api');
    const before = found(service.service.deployments?.[0]?.id);
    deploy(on, service, 2);
    on.advance(8);
    const [history] = service.serviceDeployments;
    expect(definitionsOf(on)).toContain('api:2');
    stop(on);
    expect(history?.status).toBe('ROLLBACK_REQUESTED');
    on.advance(3);
    expect(history).toMatchObject({
      status: 'ROLLBACK_IN_PROGRESS',
      rollback: {reason: 'Service deployment rolled back because a user requested it.'},
    });
    expect(service.service.deployments?.[0]).toMatchObject({id: before, status: 'PRIMARY', rolloutState: 'IN_PROGRESS'});
    on.advance(120);
    expect(history).toMatchObject({status: 'ROLLBACK_SUCCESSFUL', deploymentCircuitBreaker: {status: 'DISABLED'}});
    expect(definitionsOf(on)).toEqual(['api:1', 'api:1', 'api:1', 'api:1']);
    expect(service.service).toMatchObject({deployments: [{id: before, rolloutState: 'COMPLETED'}], desiredCount: 4});
    expect(messages(service)).toContainEqual(expect.stringMatching(/^\(service api\) rolling back to \(deployment ecs-svc\/\d{19}\)\.$/));
  });

  test('a canary: all traffic is back at once, and the new tasks go', () => {
    const configuration = {strategy: 'CANARY' as const, canaryConfiguration: {canaryPercent: 10}, bakeTimeInMinutes: 5};
    const on = smallWorld({services: [plan(3, configuration)]});
    const service = on.service('api');
    deploy(on, service, 2);
    on.advance(120);
    stop(on);
    on.advance(2);
    expect(service.serviceDeployments[0]).toMatchObject({
      status: 'ROLLBACK_IN_PROGRESS',
      targetServiceRevision: {requestedProductionTrafficWeight: 0},
      sourceServiceRevisions: [{requestedProductionTrafficWeight: 100, runningTaskCount: 3}],
    });
    on.advance(60);
    expect(service.serviceDeployments[0]?.status).toBe('ROLLBACK_SUCCESSFUL');
    expect(definitionsOf(on)).toEqual(['api:1', 'api:1', 'api:1']);
  });

  test('one that superseded a canary halfway: traffic is shared by three, and goes back to the one that completed', () => {
    const configuration = {strategy: 'CANARY' as const, canaryConfiguration: {canaryPercent: 10}, bakeTimeInMinutes: 5};
    const on = smallWorld({services: [plan(2, configuration)]});
    const service = on.service('api');
    deploy(on, service, 2);
    on.advance(60);
    deploy(on, service, 3);
    on.advance(60);
    const [history, superseded] = service.serviceDeployments;
    expect(superseded).toMatchObject({status: 'STOPPED'});
    expect(history?.targetServiceRevision).toMatchObject({requestedProductionTrafficWeight: 10});
    expect(history?.sourceServiceRevisions).toMatchObject([
      {requestedProductionTrafficWeight: 9, runningTaskCount: 2},
      {requestedProductionTrafficWeight: 81, runningTaskCount: 2},
    ]);
    stop(on);
    on.advance(60);
    expect(history?.status).toBe('ROLLBACK_SUCCESSFUL');
    expect(history?.sourceServiceRevisions).toMatchObject([
      {requestedProductionTrafficWeight: 0},
      {requestedProductionTrafficWeight: 100, runningTaskCount: 2},
    ]);
    expect(definitionsOf(on)).toEqual(['api:1', 'api:1']);
  });

  test('the first of a service fails to go back: nothing was there before', () => {
    const on = smallWorld({services: [{...plan(2), running: 0}]});
    const [history] = on.service('api').serviceDeployments;
    expect(history?.status).toBe('IN_PROGRESS');
    stop(on);
    on.advance(2);
    expect(history).toMatchObject({status: 'ROLLBACK_FAILED', statusReason: expect.stringContaining('no completed service revision')});
  });
});

describe('a pause', () => {
  const paused = (action: 'CONTINUE' | 'ROLLBACK' = 'ROLLBACK') => {
    const on = smallWorld({services: [plan(2, blueGreen(action))]});
    deploy(on, on.service('api'), 2);
    on.advance(120);
    return {on, history: found(on.service('api').serviceDeployments[0])};
  };

  test('holds the deployment where it is, with both revisions in full', () => {
    const {on, history} = paused();
    expect(history).toMatchObject({
      status: 'IN_PROGRESS',
      lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
      lifecycleHookDetails: [
        {hookId: expect.stringMatching(/^ecs-pause-/), targetType: 'PAUSE', status: 'AWAITING_ACTION', timeoutAction: 'ROLLBACK'},
      ],
    });
    on.advance(300);
    expect(history.lifecycleStage).toBe('POST_TEST_TRAFFIC_SHIFT');
    expect(liveTasks(on.cluster, 'api')).toHaveLength(4);
  });

  test('goes on when somebody says so, once', () => {
    const {on, history} = paused();
    const hookId = found(history.lifecycleHookDetails?.[0]?.hookId);
    on.scheduler.pauseEnded(on.cluster, on.service('api'), history, 'another');
    expect(history.lifecycleHookDetails?.[0]?.status).toBe('AWAITING_ACTION');
    on.scheduler.pauseEnded(on.cluster, on.service('api'), history, hookId);
    on.advance(10);
    expect(history).toMatchObject({lifecycleHookDetails: [{status: 'SUCCEEDED'}], lifecycleStage: 'BAKE_TIME'});
    on.advance(400);
    expect(history.status).toBe('SUCCESSFUL');
  });

  test('that nobody answers rolls back, or goes on, as it is set', () => {
    const back = paused('ROLLBACK');
    back.on.advance(660);
    expect(back.history).toMatchObject({status: 'ROLLBACK_SUCCESSFUL', lifecycleHookDetails: [{status: 'TIMED_OUT'}]});
    expect(back.history.rollback?.reason).toContain('lifecycle hook timed out');
    const on = paused('CONTINUE');
    on.on.advance(600);
    expect(on.history).toMatchObject({lifecycleStage: 'BAKE_TIME', lifecycleHookDetails: [{status: 'TIMED_OUT'}]});
  });

  test('is left by a rollback', () => {
    const {on, history} = paused();
    stop(on);
    on.advance(700);
    expect(history.status).toBe('ROLLBACK_SUCCESSFUL');
    expect(history.rollback?.reason).toContain('a user requested it');
  });
});

test('an alarm ends a deployment a while after its revision was given traffic', () => {
  const configuration = {...blueGreen(), lifecycleHooks: [], alarms: {alarmNames: ['5xx', 'latency'], enable: true, rollback: true}};
  const behaviours = {'api:2': {...wellBehaved, raisesAlarmAfter: 30}};
  const on = smallWorld({services: [plan(2, configuration)], behaviours});
  deploy(on, on.service('api'), 2);
  on.advance(180);
  expect(on.service('api').serviceDeployments[0]).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    alarms: {status: 'TRIGGERED', triggeredAlarmNames: ['5xx']},
    statusReason: 'Service deployment rolled back because of alarm(s) in ALARM state: 5xx.',
  });
});

describe('a protected task', () => {
  const minutes = 60_000;

  test('holds up a deployment until its protection ends', () => {
    const on = smallWorld({services: [plan(2, {minimumHealthyPercent: 50, maximumPercent: 200})]});
    const service = on.service('api');
    const task = found(liveTasks(on.cluster, 'api')[0]);
    const now = Date.UTC(2026, 4, 4, 6);
    on.scheduler.taskProtected(on.cluster, task, now + 10 * minutes);
    deploy(on, service, 2);
    on.advance(300);
    expect(service.service.deployments?.[0]).toMatchObject({rolloutState: 'IN_PROGRESS', runningCount: 2});
    expect(definitionsOf(on).toSorted()).toEqual(['api:1', 'api:2', 'api:2']);
    on.advance(400);
    expect(service.service.deployments).toMatchObject([{rolloutState: 'COMPLETED'}]);
    expect(definitionsOf(on)).toEqual(['api:2', 'api:2']);
  });

  test('stays when the service is scaled in, and goes once it is protected no more', () => {
    const on = smallWorld({services: [plan(2)]});
    const [one, other] = liveTasks(on.cluster, 'api').map(task => found(task.taskArn));
    for (const task of liveTasks(on.cluster, 'api')) on.scheduler.taskProtected(on.cluster, task, Date.UTC(2027, 0));
    scale(on, on.service('api'), 1);
    on.advance(120);
    expect(liveTasks(on.cluster, 'api').map(task => task.taskArn)).toEqual([one, other]);
    for (const task of liveTasks(on.cluster, 'api')) on.scheduler.taskProtected(on.cluster, task, undefined);
    on.advance(120);
    expect(liveTasks(on.cluster, 'api')).toHaveLength(1);
  });
});
