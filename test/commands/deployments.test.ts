// Rolling back, continuing and deploying from a deployment: when it may be done, what is told, and what became of it.

import {describe, expect, test} from 'vitest';
import type {Consequence} from '../../commands/command.ts';
import {continueDeployment} from '../../commands/continue-deployment.ts';
import {continueService} from '../../commands/continue-service.ts';
import {deployPastRevision} from '../../commands/deploy-past-revision.ts';
import {rollBackDeployment} from '../../commands/roll-back-deployment.ts';
import {rollBackService} from '../../commands/roll-back-service.ts';
import {scaleService} from '../../commands/scale-service.ts';
import {AccessDenied, Gone, Unsupported} from '../../src/domain/errors.ts';
import {clockTime} from '../../src/domain/format/clock-time.ts';
import type {ServiceDeployment} from '../../src/domain/service-deployment.ts';
import {aDefinition, aService, aServiceDeployment, aTask, minute, now} from '../domain/fixtures.ts';
import {noChanges} from '../engine/no-changes.ts';
import {type Contents, patient, regionOf} from '../resources/region.ts';

const definition = (revision: number) => aDefinition().arn.replace(/:8$/, `:${revision}`);
const share = (revision: number, parts: Partial<ServiceDeployment['target']> = {}) => ({
  revisionArn: `r${revision}`,
  taskDefinitionArn: definition(revision),
  requested: 3,
  running: 3,
  pending: 0,
  ...parts,
});
const going = (parts: Partial<ServiceDeployment> = {}) =>
  aServiceDeployment({status: 'IN_PROGRESS', target: share(8), sources: [share(7)], ...parts});
const pause = {id: 'ecs-pause-1', type: 'PAUSE', status: 'AWAITING_ACTION', expiresAt: now, timeoutAction: 'ROLLBACK'};
const paused = (parts: Partial<ServiceDeployment> = {}) =>
  going({
    strategy: 'BLUE_GREEN',
    lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
    hooks: [pause],
    pace: {bakeMinutes: 5, pauses: [{stage: 'POST_TEST_TRAFFIC_SHIFT', minutes: 30}]},
    ...parts,
  });
const world: Contents = {definitions: [aDefinition(), aDefinition({arn: definition(7), revision: 7})]};
const lines = (consequences: readonly Consequence[]): string => consequences.map(({tone, text}) => `${tone}: ${text}`).join('\n');

describe('roll back', () => {
  const preview = async (row: ServiceDeployment, contents = world) =>
    lines(await rollBackDeployment.preview(regionOf(contents).aws, row, undefined, patient));

  test('tells both revisions, the stage, what watches it, what differs, what is sent, and that there is no undo', async () => {
    const row = going({
      strategy: 'CANARY',
      lifecycleStage: 'PRODUCTION_TRAFFIC_SHIFT',
      target: share(8, {running: 2, trafficWeight: 10}),
      sources: [share(7, {trafficWeight: 90})],
      circuitBreaker: {status: 'MONITORING', failureCount: 2, threshold: 3},
      alarms: {status: 'MONITORING', names: ['5xx'], triggered: []},
    });
    expect(rollBackDeployment.describe(row, undefined)).toBe('srvweb: roll back taskweb:8 → taskweb:7');
    expect(await preview(row)).toBe(
      [
        'warn: taskweb:8 is left: 2 of 3 tasks run, 10% of traffic',
        'ok: taskweb:7 comes back: 3 of 3 tasks run, 90% of traffic',
        'plain: CANARY, now at PRODUCTION_TRAFFIC_SHIFT: all production traffic goes back',
        'warn: 2 of 3 failures until the circuit breaker opens',
        'plain: no alarm of it went off (5xx)',
        'warn: the two revisions say the same: only their numbers differ',
        'quiet: sends StopServiceDeployment with ROLLBACK: ECS goes back by itself, and the desired count stays as it is',
        'warn: cannot be undone: to try taskweb:8 again, deploy it anew (D)',
      ].join('\n'),
    );
    expect(rollBackDeployment.undo).toBeUndefined();
  });

  test('tells what has to be started anew, alarms that went off, and that nothing watches it', async () => {
    const alarms = {status: 'TRIGGERED', names: ['5xx'], triggered: ['5xx']};
    const said = await preview(going({target: share(8, {running: 1}), sources: [share(7, {running: 1, requested: 1})], alarms}));
    expect(said).toContain('warn: taskweb:7 comes back: 1 of 3 tasks run: the others are started anew');
    expect(said).toContain('plain: no circuit breaker watches it');
    expect(said).toContain('bad: alarm 5xx went off');
  });

  test('does not choose where several revisions are replaced', async () => {
    const said = await preview(going({sources: [share(7), share(6)]}));
    expect(said).toContain('warn: several revisions are being replaced (taskweb:7 and taskweb:6): ECS chooses which one comes back');
    expect(said).toContain('warn: not known: what differs between the revisions');
  });

  test('a read that is denied becomes a line and stops nothing', async () => {
    const denied = (action: string) => () => Promise.reject(new AccessDenied(action, `denied: ${action}`, 'Ask.'));
    const overrides = {taskDefinition: denied('ecs:DescribeTaskDefinition'), taskProtection: denied('ecs:GetTaskProtection')};
    const said = await preview(going(), {...world, tasks: [aTask()], overrides});
    expect(said).toContain('warn: not known: what differs between the revisions (denied: ecs:DescribeTaskDefinition)');
    expect(said).toContain('warn: not known: whether tasks are protected (denied: ecs:GetTaskProtection)');
  });

  test.each([
    ['PENDING', undefined],
    ['IN_PROGRESS', undefined],
    ['STOP_REQUESTED', 'is being stopped already'],
    ['ROLLBACK_REQUESTED', 'the rollback of taskweb:8 is requested already'],
    ['ROLLBACK_IN_PROGRESS', 'taskweb:8 is rolling back to taskweb:7 already'],
    ['SUCCESSFUL', 'that of taskweb:8 is over (successful). D deploys another revision'],
    ['STOPPED', 'is over (stopped)'],
    ['ROLLBACK_SUCCESSFUL', 'is over (rollback successful)'],
    ['ROLLBACK_FAILED', 'is over (rollback failed)'],
    ['SOMETHING_NEW', 'is over (something new)'],
  ])('of a deployment that is %s', (status, reason) => {
    const row = going({status});
    const said = rollBackDeployment.disabled?.(row);
    if (reason === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(reason);
    expect(rollBackService.disabled?.(aService({currentDeployment: row}))).toBe(said);
  });

  test('not of the first one: there is nothing to go back to', () => {
    expect(rollBackDeployment.disabled?.(going({sources: []}))).toBe(
      'taskweb:8 is the first that srvweb runs: there is no revision to go back to',
    );
  });

  test.each([
    ['CODE_DEPLOY', 'is deployed by CodeDeploy: stop the deployment there'],
    ['EXTERNAL', 'ECS has no deployment of it to act on'],
  ])('not under %s', async (deploymentController, reason) => {
    const row = aService({deploymentController});
    expect(rollBackService.disabled?.(row)).toContain(reason);
    expect(continueService.disabled?.(row)).toContain(reason);
    const {aws, calls} = regionOf(world);
    expect(await rollBackService.readMore?.(aws, row, patient)).toBe(row);
    expect(calls).toEqual([]);
  });

  test.each([
    [{status: 'ROLLBACK_REQUESTED'}, {isDone: false}, 'waiting for ECS to take the rollback up'],
    [{status: 'ROLLBACK_IN_PROGRESS', sources: [share(7, {running: 1})]}, {isDone: false, done: 1, total: 3}, 'rolling back to taskweb:7'],
    [{status: 'ROLLBACK_SUCCESSFUL'}, {isDone: true}, 'back at taskweb:7'],
    [{status: 'ROLLBACK_FAILED', statusReason: 'why'}, {isDone: true, hasFailed: true}, 'the rollback failed: why'],
    [{status: 'STOPPED'}, {isDone: true, hasFailed: true}, 'it was stopped and not rolled back: ECS gives no reason'],
    [{status: 'SUCCESSFUL'}, {isDone: true, hasFailed: true}, 'the deployment had succeeded before it could be rolled back'],
    [{arn: 'another'}, {isDone: true, hasFailed: true}, 'another deployment has begun since: taskweb:8'],
  ])('is followed: %j', (parts, progress, note) => {
    expect(rollBackDeployment.progress(going(), going(parts), undefined)).toMatchObject({...progress, note});
  });

  test('has arrived once ECS has taken it up, for that deployment alone', () => {
    const arrived = (parts: Partial<ServiceDeployment>) => rollBackDeployment.hasArrived(going(), going(parts), undefined);
    expect(arrived({status: 'ROLLBACK_REQUESTED'})).toBe(true);
    expect(arrived({})).toBe(false);
    expect(arrived({status: 'SUCCESSFUL'})).toBe(false);
    expect(arrived({status: 'ROLLBACK_REQUESTED', arn: 'another'})).toBe(false);
  });

  test('traffic that moved on since the preview is no reason against it', () => {
    const later = going({lifecycleStage: 'BAKE_TIME', target: share(8, {trafficWeight: 100})});
    expect(rollBackDeployment.fingerprint(later)).toEqual(rollBackDeployment.fingerprint(going()));
    expect(rollBackDeployment.fingerprint(going({id: 'd2'}))).not.toEqual(rollBackDeployment.fingerprint(going()));
  });
});

describe('the deployment of a service', () => {
  test('is the one that the service names, or else the newest of its history', async () => {
    const contents = {...world, deployments: [going()]};
    const named = aService({currentDeploymentArn: going().arn});
    const byName = regionOf(contents);
    expect(await rollBackService.readMore?.(byName.aws, named, patient)).toEqual({...named, currentDeployment: going()});
    expect(byName.calls).toEqual(['describeServiceDeployments']);
    const byHistory = regionOf(contents);
    expect(await rollBackService.readMore?.(byHistory.aws, aService(), patient)).toHaveProperty('currentDeployment', going());
    expect(byHistory.calls).toEqual(['listServiceDeployments', 'describeServiceDeployments']);
  });

  test('is none in an empty history, and an error where it cannot be read', async () => {
    const row = aService();
    expect(await rollBackService.readMore?.(regionOf({...world, deployments: []}).aws, row, patient)).toBe(row);
    await expect(rollBackService.preview(regionOf(world).aws, row, undefined, patient)).rejects.toThrow('no deployment of srvweb');
    await expect(rollBackService.run(noChanges, row, undefined, patient)).rejects.toThrow('no deployment of srvweb is in progress');
    const lost = aService({currentDeploymentArn: 'arn:aws:ecs:r:1:service-deployment/erp/srvweb/d9'});
    await expect(rollBackService.readMore?.(regionOf(world).aws, lost, patient)).rejects.toThrow(Gone);
  });
});

describe('continue', () => {
  test('tells since when it waits, what ECS does by itself, what comes next, and that there is no undo', async () => {
    expect(continueDeployment.describe(paused(), undefined)).toBe('srvweb: go on from POST_TEST_TRAFFIC_SHIFT with taskweb:8');
    expect(lines(await continueDeployment.preview(regionOf(world).aws, paused(), undefined, patient))).toBe(
      [
        `plain: waits at POST_TEST_TRAFFIC_SHIFT for a hook since ${clockTime(now - 30 * minute)}`,
        `plain: unless somebody acts it rolls back at ${clockTime(now)}`,
        'warn: next: all production traffic moves to taskweb:8',
        'plain: taskweb:8: 3 of 3 tasks run',
        'plain: taskweb:7: 3 of 3 tasks run',
        'plain: no circuit breaker watches it',
        'quiet: sends ContinueServiceDeployment with CONTINUE for this hook alone',
        'warn: cannot be undone; B goes back to taskweb:7 while the deployment lasts',
      ].join('\n'),
    );
  });

  test.each([
    ['that goes on by itself', going({lifecycleStage: 'SCALE_UP'}), 'waits at no hook (it is at SCALE_UP): it goes on by itself'],
    ['that waits for a function', paused({hooks: [{...pause, type: 'AWS_LAMBDA', status: 'IN_PROGRESS'}]}), 'only its answer has it go on'],
    ['that is over', going({status: 'SUCCESSFUL'}), 'is over (successful)'],
    ['that is rolling back', paused({status: 'ROLLBACK_REQUESTED'}), 'the rollback of taskweb:8 is requested already'],
  ])('not one %s', (_, row, reason) => {
    expect(continueDeployment.disabled?.(row)).toContain(reason);
  });

  test('the very hook is answered, and nothing where it has ended', async () => {
    const sent: string[] = [];
    const changes = {
      ...noChanges,
      async continueDeployment(deployment: string, hook: string) {
        sent.push(`${deployment} ${hook}`);
        return {requestId: 'r'};
      },
    };
    await continueDeployment.run(changes, paused(), undefined, patient);
    expect(sent).toEqual([`${paused().arn} ecs-pause-1`]);
    await expect(continueDeployment.run(changes, going(), undefined, patient)).rejects.toThrow('waits at no hook any more');
  });

  test('another stage, hook or share of traffic since the preview is another deployment to judge', () => {
    const before = continueDeployment.fingerprint(paused());
    for (const parts of [
      {lifecycleStage: 'POST_SCALE_UP'},
      {hooks: [{...pause, id: 'ecs-pause-2'}]},
      {hooks: [{...pause, status: 'SUCCEEDED'}]},
      {target: share(8, {trafficWeight: 10})},
    ]) {
      expect(continueDeployment.fingerprint(paused(parts))).not.toEqual(before);
    }
  });

  test.each([
    [{}, {isDone: false}, 'waiting for ECS to take it up'],
    [{hooks: [{...pause, status: 'SUCCEEDED'}], lifecycleStage: 'BAKE_TIME'}, {isDone: true}, 'it went on: BAKE_TIME'],
    [{status: 'SUCCESSFUL', hooks: []}, {isDone: true}, 'it went on: SUCCESSFUL'],
    [{status: 'ROLLBACK_IN_PROGRESS', rollbackReason: 'alarm'}, {isDone: true, hasFailed: true}, 'it is rolled back: alarm'],
    [{arn: 'another'}, {isDone: true, hasFailed: true}, 'another deployment has begun since: taskweb:8'],
  ])('is followed: %j', (parts, progress, note) => {
    expect(continueDeployment.progress(paused(), paused(parts), undefined)).toMatchObject({...progress, note});
  });

  test('has arrived when the hook says so, not when its time ran out', () => {
    const arrived = (status: string) => continueDeployment.hasArrived(paused(), paused({hooks: [{...pause, status}]}), undefined);
    expect(arrived('SUCCEEDED')).toBe(true);
    expect(arrived('AWAITING_ACTION')).toBe(false);
    expect(arrived('TIMED_OUT')).toBe(false);
  });
});

describe('deploy from a deployment', () => {
  test('proposes the revision that it brought, of the family that the row shows', () => {
    const question = deployPastRevision.ask?.([going({target: share(7)})]);
    expect(question).toMatchObject({initial: 'taskweb:7', label: expect.stringContaining('srvweb is to run')});
    expect(question?.parse('6')).toEqual({answer: {type: 'to', family: 'taskweb', revision: 6}});
    expect(question?.parse('web:6')).toEqual({answer: {type: 'to', family: 'web', revision: 6}});
    expect(question?.parse('-1')).toEqual({answer: {type: 'back', steps: 1}});
    expect(question?.parse('x')).toHaveProperty('problem');
  });

  test('reads the service with the row, and sends nothing where it is gone', async () => {
    const {aws} = regionOf({...world, services: [aService({arn: 'srvweb'})]});
    expect(await deployPastRevision.readMore?.(aws, going(), patient)).toHaveProperty('service.name', 'srvweb');
    expect(await deployPastRevision.readMore?.(regionOf(world).aws, going(), patient)).not.toHaveProperty('service');
    const answer = {type: 'to', revision: 7} as const;
    await expect(deployPastRevision.run(noChanges, going(), answer, patient)).rejects.toThrow('there is no service srvweb any more');
    expect(deployPastRevision.describe({...going(), service: aService()}, answer)).toBe('srvweb: taskweb:8 → taskweb:7');
  });
});

describe('protected tasks', () => {
  const tasks = [aTask(), aTask({arn: `${aTask().arn}2`})];
  const scaledIn = async (contents: Contents) =>
    lines(await scaleService.preview(regionOf({...world, tasks, ...contents}).aws, aService(), {type: 'to', count: 1}, patient));
  const protections = (until?: number) => [{taskArn: aTask().arn, isProtected: true, ...(until !== undefined && {until})}];

  test('are told before tasks are stopped, with the end of their protection', async () => {
    expect(await scaledIn({protections: protections(now)})).toContain(
      `warn: 1 task is protected until ${clockTime(now)}: ECS does not stop it before, and waits`,
    );
    expect(await scaledIn({protections: protections()})).toContain('1 task is protected: ECS does not stop it before');
    expect(await scaledIn({})).not.toContain('protected');
  });

  test('are not read where none is stopped, and not known where they cannot be read', async () => {
    const {aws, calls} = regionOf({...world, tasks});
    await scaleService.preview(aws, aService(), {type: 'to', count: 3}, patient);
    expect(calls).not.toContain('taskProtection');
    const overrides = {taskProtection: () => Promise.reject(new Unsupported('moto does not have it', 'Go on.'))};
    expect(await scaledIn({overrides})).toContain('warn: not known: whether tasks are protected (moto does not have it)');
  });
});
