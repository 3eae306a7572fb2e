// StopServiceDeployment, ContinueServiceDeployment and task protection by the SDK's own client.

import {
  ContinueServiceDeploymentCommand,
  DescribeServiceDeploymentsCommand,
  GetTaskProtectionCommand,
  ListServiceDeploymentsCommand,
  ListTasksCommand,
  StopServiceDeploymentCommand,
  UpdateTaskProtectionCommand,
} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {launch, refusal} from './fixture.ts';

type Demo = ReturnType<typeof launch>;

async function newest({ecs}: Demo, service = 'checkout', cluster = 'discovery') {
  const {serviceDeployments: [brief] = []} = await ecs.send(new ListServiceDeploymentsCommand({cluster, service}));
  const arns = [brief?.serviceDeploymentArn ?? ''];
  const {serviceDeployments} = await ecs.send(new DescribeServiceDeploymentsCommand({serviceDeploymentArns: arns}));
  return serviceDeployments?.[0];
}

const stop = async (demo: Demo, stopType: 'ABORT' | 'ROLLBACK' | undefined, arn?: string) =>
  demo.ecs.send(new StopServiceDeploymentCommand({serviceDeploymentArn: arn ?? (await newest(demo))?.serviceDeploymentArn, stopType}));

describe('StopServiceDeployment', () => {
  test('requests the rollback, and nothing more by being called again', async () => {
    const demo = launch();
    const arn = (await newest(demo))?.serviceDeploymentArn;
    expect(await stop(demo, 'ROLLBACK')).toMatchObject({serviceDeploymentArn: arn});
    expect(await newest(demo)).toMatchObject({status: 'ROLLBACK_REQUESTED'});
    await stop(demo, 'ROLLBACK');
    await demo.clock.advance(3_000);
    await stop(demo, 'ROLLBACK');
    expect(await newest(demo)).toMatchObject({status: 'ROLLBACK_IN_PROGRESS', rollback: {startedAt: expect.any(Date)}});
    await demo.clock.advance(120_000);
    expect(await newest(demo)).toMatchObject({serviceDeploymentArn: arn, status: 'ROLLBACK_SUCCESSFUL'});
  });

  test('is refused for one that is over, for ABORT, and for one that is not there', async () => {
    const demo = launch();
    const over = (await newest(demo, 'srvweb', 'erp'))?.serviceDeploymentArn;
    expect(await refusal(stop(demo, 'ROLLBACK', over))).toMatchObject({name: 'ConflictException', status: 400});
    expect(await refusal(stop(demo, 'ABORT'))).toMatchObject({name: 'InvalidParameterException'});
    const none = `${over?.slice(0, -1)}x`;
    expect(await refusal(stop(demo, 'ROLLBACK', none))).toMatchObject({name: 'ServiceDeploymentNotFoundException'});
  });
});

describe('ContinueServiceDeployment', () => {
  test('has the canary of checkout go on from its pause, and is refused where nothing waits', async () => {
    const demo = launch();
    await demo.clock.advance(240_000);
    const paused = await newest(demo);
    expect(paused).toMatchObject({
      status: 'IN_PROGRESS',
      lifecycleStage: 'POST_PRODUCTION_TRAFFIC_SHIFT',
      targetServiceRevision: {requestedProductionTrafficWeight: 100},
      lifecycleHookDetails: [{status: 'AWAITING_ACTION', expiresAt: expect.any(Date), timeoutAction: 'ROLLBACK'}],
    });
    const arn = paused?.serviceDeploymentArn;
    const hookId = paused?.lifecycleHookDetails?.[0]?.hookId;
    const go = (id: string | undefined) =>
      new ContinueServiceDeploymentCommand({serviceDeploymentArn: arn, hookId: id, action: 'CONTINUE'});
    expect(await refusal(demo.ecs.send(go('ecs-pause-other')))).toMatchObject({name: 'InvalidParameterException'});
    await demo.ecs.send(go(hookId));
    expect(await refusal(demo.ecs.send(go(hookId)))).toMatchObject({name: 'InvalidParameterException'});
    await demo.clock.advance(10_000);
    expect(await newest(demo)).toMatchObject({lifecycleStage: 'BAKE_TIME', lifecycleHookDetails: [{status: 'SUCCEEDED'}]});
  });

  test('rolls back from there as well', async () => {
    const demo = launch();
    await demo.clock.advance(240_000);
    const paused = await newest(demo);
    const [hook] = paused?.lifecycleHookDetails ?? [];
    const input = {serviceDeploymentArn: paused?.serviceDeploymentArn, hookId: hook?.hookId, action: 'ROLLBACK' as const};
    await demo.ecs.send(new ContinueServiceDeploymentCommand(input));
    await demo.clock.advance(120_000);
    expect(await newest(demo)).toMatchObject({status: 'ROLLBACK_SUCCESSFUL'});
  });
});

describe('task protection', () => {
  const tasksOf = async ({ecs}: Demo, cluster: string, filter: {serviceName?: string; family?: string}) =>
    (await ecs.send(new ListTasksCommand({cluster, ...filter}))).taskArns ?? [];

  test('is told of the task that has it, until it ends', async () => {
    const demo = launch();
    const tasks = await tasksOf(demo, 'discovery', {serviceName: 'orders-blue'});
    const told = async () => (await demo.ecs.send(new GetTaskProtectionCommand({cluster: 'discovery', tasks}))).protectedTasks ?? [];
    expect((await told()).filter(({protectionEnabled}) => protectionEnabled)).toEqual([
      {taskArn: expect.any(String), protectionEnabled: true, expirationDate: expect.any(Date)},
    ]);
    await demo.clock.advance(3 * 3_600_000);
    expect((await told()).filter(({protectionEnabled}) => protectionEnabled)).toEqual([]);
  });

  test('is set and taken away, within its bounds, for tasks of services alone', async () => {
    const demo = launch();
    const tasks = await tasksOf(demo, 'erp', {serviceName: 'srvweb'});
    const set = (protectionEnabled: boolean, expiresInMinutes?: number) =>
      demo.ecs.send(new UpdateTaskProtectionCommand({cluster: 'erp', tasks, protectionEnabled, expiresInMinutes}));
    expect((await set(true)).protectedTasks).toMatchObject([{protectionEnabled: true}, {protectionEnabled: true}]);
    expect((await set(false)).protectedTasks).toMatchObject([{protectionEnabled: false}, {protectionEnabled: false}]);
    expect(await refusal(set(true, 2881))).toMatchObject({name: 'InvalidParameterException'});
    const jobs = await tasksOf(demo, 'batch', {});
    const answer = await demo.ecs.send(new GetTaskProtectionCommand({cluster: 'batch', tasks: jobs}));
    expect(answer.protectedTasks).toEqual([]);
    expect(answer.failures).toEqual(jobs.map(arn => ({arn, reason: 'TASK_NOT_VALID'})));
    expect(jobs.length).toBeGreaterThan(0);
  });
});
