// What the previews say before a change: the sentences an engineer decides by.

import {describe, expect, test} from 'vitest';
import {activateInstance} from '../../commands/activate-instance.ts';
import type {Consequence} from '../../commands/command.ts';
import {deployRevision} from '../../commands/deploy-revision.ts';
import {drainInstance} from '../../commands/drain-instance.ts';
import {redeployService} from '../../commands/redeploy-service.ts';
import {commandFor, commands, findVerb, verbs} from '../../commands/registry.ts';
import {parseRevision} from '../../commands/revision-answer.ts';
import {parseScale} from '../../commands/scale-answer.ts';
import {scaleService} from '../../commands/scale-service.ts';
import {stopTask} from '../../commands/stop-task.ts';
import {AccessDenied} from '../../src/domain/errors.ts';
import {aContainerDefinition, aDefinition, aDeployment, anInstance, aService, aTask} from '../domain/fixtures.ts';
import {type Contents, patient, regionOf} from '../resources/region.ts';

const world: Contents = {services: [aService()], instances: [anInstance()], definitions: [aDefinition()], tasks: [aTask()]};
const lines = (consequences: readonly Consequence[]): string => consequences.map(({tone, text}) => `${tone}: ${text}`).join('\n');
const to = (count: number) => ({type: 'to', count}) as const;

describe('scale', () => {
  const preview = async (row = aService(), count = 5, contents = world) =>
    lines(await scaleService.preview(regionOf(contents).aws, row, to(count), patient));

  test('tells the state now, the bounds of auto scaling and the room', async () => {
    expect(await preview()).toBe(
      [
        'plain: now: 2 desired, 2 running, 0 pending',
        'plain: auto scaling keeps it within 1–8 and may change it again (z suspends it)',
        'ok: there is room for 3 more tasks (0 CPU units, 512 MiB each; constraints and placement strategy not counted)',
      ].join('\n'),
    );
  });

  test('warns outside the bounds, and where there is no room', async () => {
    const full = {...world, instances: [anInstance({remaining: {cpu: 0, memory: 600, ports: []}})]};
    const said = await preview(aService(), 20, full);
    expect(said).toContain('warn: 20 is outside 1–8: auto scaling will move it back when it next acts; m sets other bounds');
    expect(said).toContain('bad: room for about 1 of 18 more tasks');
  });

  test('a Fargate service needs no instances', async () => {
    expect(await preview(aService({launchType: 'FARGATE'}))).not.toContain('room');
  });

  test('says that a deployment is in progress', async () => {
    const deployments = [aDeployment({id: '2', running: 1, rolloutState: 'IN_PROGRESS', failed: 3}), aDeployment({status: 'ACTIVE'})];
    expect(await preview(aService({deployments}))).toMatch(
      /warn: a deployment is in progress \(1 of 2 tasks of taskweb:8\), 3 failed tasks so far/,
    );
  });

  test('a read that is denied becomes a line and stops nothing', async () => {
    const overrides = {
      taskDefinition: () => Promise.reject(new AccessDenied('ecs:DescribeTaskDefinition', 'denied: ecs:DescribeTaskDefinition', 'Ask.')),
    };
    const said = await preview(aService(), 5, {...world, overrides});
    expect(said).toContain('warn: not known: whether there is room (denied: ecs:DescribeTaskDefinition)');
    expect(said).toContain('auto scaling keeps it within');
  });

  test('a fault of the program is not taken for a failed read', async () => {
    const overrides = {taskDefinition: () => Promise.reject(new TypeError('oops'))};
    await expect(preview(aService(), 5, {...world, overrides})).rejects.toThrow(TypeError);
  });

  test.each([
    ['5', {answer: to(5)}],
    ['0', {answer: to(0)}],
    ['+2', {answer: {type: 'by', step: 2}}],
    [' -1 ', {answer: {type: 'by', step: -1}}],
  ])('takes %j', (typed, answer) => expect(parseScale(typed)).toEqual(answer));

  test.each(['', '-', '1.5', '1e3', '99999', '5; rm', '+0', '０'])('does not take %j', typed =>
    expect(parseScale(typed)).toHaveProperty('problem'),
  );

  test('a step below zero ends at zero, and wants its phrase', () => {
    const answer = {type: 'by', step: -9} as const;
    expect(scaleService.describe(aService(), answer)).toBe('srvweb: 2 → 0 tasks');
    expect(scaleService.confirm([aService()], answer)).toEqual({type: 'phrase', phrase: 'zero srvweb'});
    expect(scaleService.confirm([aService(), aService({name: 'b'})], answer)).toEqual({type: 'phrase', phrase: 'zero 2 services'});
  });

  test('a count that somebody else set meanwhile ends the following', () => {
    expect(scaleService.progress(aService(), aService({desired: 7}), to(5))).toMatchObject({isDone: true, hasFailed: true});
  });

  test('text from AWS cannot act on the terminal', async () => {
    expect(scaleService.describe(aService({name: 'a\u001b[2Jb'}), to(1))).not.toContain('\u001b');
  });
});

describe('how far it is', () => {
  test.each([
    [{desired: 5, running: 3, pending: 1}, '3/5 running, 1 pending'],
    [{desired: 5, running: 3}, '3/5 running'],
    [{desired: 2, running: 4}, '0/0 2 tasks to stop'],
  ])('scaling: %j', (parts, words) => {
    const {desired} = parts;
    const progress = scaleService.progress(aService({desired: 3}), aService(parts), to(desired));
    expect(progress.isDone ? '' : `${progress.done}/${progress.total} ${progress.note}`).toBe(words);
  });
});

describe('redeploy', () => {
  const preview = async (row = aService(), contents = world) =>
    lines(await redeployService.preview(regionOf(contents).aws, row, undefined, patient));

  test('tells how many tasks are replaced, the bounds, the field that is sent, and that there is no undo', async () => {
    const said = await preview();
    expect(said).toContain('warn: 2 tasks will be replaced by new ones of taskweb:8');
    expect(said).toContain('plain: between 1 and 4 tasks run meanwhile (minimum 50 %, maximum 200 %)');
    expect(said).toContain('sends forceNewDeployment alone');
    expect(said).toContain('warn: cannot be undone');
    expect(redeployService.undo).toBeUndefined();
  });

  test.each([
    [2, 100, 100],
    [1, 100, 150],
    [3, 80, 120],
  ])('warns that %i tasks at %i/%i can stall', async (desired, minimumHealthyPercent, maximumPercent) => {
    expect(await preview(aService({desired, minimumHealthyPercent, maximumPercent}))).toContain('it can stall');
  });

  test('warns when a new task must start first and nothing has room', async () => {
    const full = {...world, instances: [anInstance({remaining: {cpu: 0, memory: 100, ports: []}})]};
    expect(await preview(aService({minimumHealthyPercent: 100}), full)).toContain('no instance seems to have room');
    expect(await preview(aService({minimumHealthyPercent: 50}), full)).not.toContain('room');
  });

  test.each(['CODE_DEPLOY', 'EXTERNAL'])('is disabled under %s', deploymentController => {
    expect(redeployService.disabled?.(aService({deploymentController}))).toBeTruthy();
  });
});

describe('deploy', () => {
  const arn = (revision: number) => aDefinition().arn.replace(/:8$/, `:${revision}`);
  const older = aDefinition({
    arn: arn(7),
    revision: 7,
    containers: [aContainerDefinition({image: 'example.com/web:1.7', environment: [{name: 'DB_PASSWORD', value: 'old'}]})],
  });
  const newer = aDefinition({
    containers: [aContainerDefinition({image: 'example.com/web:1.8', environment: [{name: 'DB_PASSWORD', value: 'new'}]})],
  });
  const both = {...world, definitions: [older, newer]};
  const back = {type: 'back', steps: 1} as const;
  const preview = async (row = aService(), contents: Contents = both, answer: Parameters<typeof deployRevision.describe>[1] = back) =>
    lines(await deployRevision.preview(regionOf(contents).aws, row, answer, patient));

  test('tells what differs, without the values of secrets, and what is sent', async () => {
    const said = await preview();
    expect(said).toContain('plain: image web: 1.8 → 1.7');
    expect(said).toContain('plain: environment: DB_PASSWORD changed');
    expect(said).not.toMatch(/old|new$/m);
    expect(said).toContain('warn: 2 tasks will be replaced by new ones of taskweb:7');
    expect(said).toContain('sends the task definition alone');
    expect(deployRevision.describe(aService(), back)).toBe('srvweb: taskweb:8 → taskweb:7');
  });

  test('is refused where ECS would refuse, or where nothing would change', async () => {
    const inactive = {...both, definitions: [{...older, status: 'INACTIVE'}, newer]};
    await expect(preview(aService(), inactive)).rejects.toThrow('taskweb:7 is INACTIVE');
    await expect(preview(aService(), both, {type: 'to', revision: 8})).rejects.toThrow('srvweb is at taskweb:8 already');
    await expect(preview(aService(), both, {type: 'to', revision: 99})).rejects.toThrow('taskweb:99');
    expect(deployRevision.disabled?.(aService({deploymentController: 'CODE_DEPLOY'}))).toContain('CodeDeploy');
  });

  test('a definition that may not be read becomes a line, and stops nothing', async () => {
    const overrides = {
      taskDefinition: () => Promise.reject(new AccessDenied('ecs:DescribeTaskDefinition', 'denied: ecs:DescribeTaskDefinition', 'Ask.')),
    };
    const said = await preview(aService(), {...both, overrides});
    expect(said).toContain('warn: not known: what differs between the revisions (denied: ecs:DescribeTaskDefinition)');
    expect(said).toContain('warn: 2 tasks will be replaced by new ones of taskweb:7');
  });

  test('proposes what a deployment in progress replaces, or else the revision before', () => {
    const proposed = (parts: Parameters<typeof aService>[0]) => deployRevision.ask?.([aService(parts)]).initial;
    expect(proposed({})).toBe('7');
    expect(proposed({deployments: [aDeployment(), aDeployment({status: 'ACTIVE', taskDefinitionArn: arn(5)})]})).toBe('5');
    expect(proposed({taskDefinitionArn: arn(1)})).toBe('');
  });

  test.each([
    ['41', {answer: {type: 'to', revision: 41}}],
    ['web:41', {answer: {type: 'to', family: 'web', revision: 41}}],
    [arn(6), {answer: {type: 'to', family: 'taskweb', revision: 6}}],
    [' -2 ', {answer: {type: 'back', steps: 2}}],
  ])('takes %j', (typed, answer) => expect(parseRevision(typed)).toEqual(answer));

  test.each(['', '0', '-0', 'web', 'web:', '1.5', '+1', 'a b:1', 'web:1;x'])('does not take %j', typed =>
    expect(parseRevision(typed)).toHaveProperty('problem'),
  );

  test('undo names the revision before, and a deployment that ECS takes back has failed', () => {
    expect(deployRevision.undo?.(aService(), back)).toMatchObject({answer: {type: 'to', family: 'taskweb', revision: 8}});
    const rolledBack = aService({deployments: [aDeployment({id: 'ecs-svc/3', rolloutReason: 'circuit breaker'})]});
    expect(deployRevision.progress(aService(), rolledBack, back)).toMatchObject({
      hasFailed: true,
      note: expect.stringContaining('went back to taskweb:8'),
    });
    const another = aService({taskDefinitionArn: arn(9)});
    expect(deployRevision.progress(aService(), another, back)).toMatchObject({
      hasFailed: true,
      note: expect.stringContaining('someone deployed taskweb:9'),
    });
  });
});

describe('stop', () => {
  const preview = async (row = aTask(), contents = world) => lines(await stopTask.preview(regionOf(contents).aws, row, undefined, patient));
  const inService = (parts: Parameters<typeof aService>[0]) => ({
    ...world,
    overrides: {describeServices: async () => ({rows: [aService(parts)], failures: []})},
  });

  test('tells how it is stopped and that the service replaces it', async () => {
    const said = await preview(aTask(), inService({}));
    expect(said).toMatch(/SIGTERM, and SIGKILL after 30 s/);
    expect(said).toContain('service srvweb starts another task in its place');
    expect(said).toContain('2 of 2 tasks of srvweb run now, 1 will go on');
  });

  test('warns that the only task is stopped', async () => {
    expect(await preview(aTask(), inService({running: 1, desired: 1}))).toContain('bad: it is the only one');
  });

  test('warns that nothing replaces a task that was run by hand', async () => {
    const row = aTask({group: 'family:job', id: '0123456789abcdef'});
    expect(await preview(row)).toContain('bad: it was not started by a service');
    expect(stopTask.confirm([row], undefined)).toEqual({type: 'phrase', phrase: '01234567'});
  });

  test('is disabled for what stops already', () => {
    expect(stopTask.disabled?.(aTask({desiredStatus: 'STOPPED'}))).toContain('being stopped');
  });
});

describe('drain and activate', () => {
  const preview = async (contents: Contents) =>
    lines(await drainInstance.preview(regionOf(contents).aws, anInstance(), undefined, patient));
  const named = (services: Contents['services']) => ({describeServices: async () => ({rows: services ?? [], failures: []})});

  test('tells what moves, what stays, and whether others have room', async () => {
    const tasks = [aTask(), aTask({arn: 't2', group: 'family:job'}), aTask({arn: 't3', group: 'service:agent'})];
    const services = [aService(), aService({name: 'agent', schedulingStrategy: 'DAEMON'})];
    const said = await preview({...world, tasks, instances: [anInstance(), anInstance({arn: 'other'})], overrides: named(services)});
    expect(said).toContain('warn: 1 task will move to other instances: srvweb');
    expect(said).toContain('ok: the other instances have room');
    expect(said).toContain('1 DAEMON task will be stopped last');
    expect(said).toContain('warn: 1 task of no service will go on');
  });

  test('warns when no other instance can hold them, and of services that stall', async () => {
    const said = await preview({...world, overrides: named([aService({minimumHealthyPercent: 100, maximumPercent: 100})])});
    expect(said).toContain('bad: room on the other instances for about 0 of 1 task of taskweb:8');
    expect(said).toContain('draining stalls on it');
  });

  test('each takes the other back', () => {
    expect(drainInstance.undo?.(anInstance(), undefined)).toMatchObject({commandId: 'container-instance.activate'});
    expect(activateInstance.undo?.(anInstance(), undefined)).toMatchObject({commandId: 'container-instance.drain'});
  });

  test('a refusal in failures[] is no success', async () => {
    const setContainerInstancesState = async () => ({requestId: 'r', failures: [{arn: 'a', reason: 'INACTIVE'}]});
    const never = () => Promise.reject(new Error('not asked for'));
    const changes = {
      scaleService: never,
      redeployService: never,
      deployRevision: never,
      rollBackDeployment: never,
      continueDeployment: never,
      openShell: never,
      openHostShell: never,
      stopTask: never,
      setContainerInstancesState,
      setScalingBounds: never,
      setScalingSuspension: never,
    };
    await expect(drainInstance.run(changes, anInstance(), undefined, patient)).rejects.toThrow('INACTIVE');
  });
});

describe('the registry', () => {
  test('no two commands share an id, a verb, or a key on the same rows', () => {
    const unique = (names: readonly string[]) => expect(new Set(names).size).toBe(names.length);
    unique(commands.map(command => command.id));
    unique(verbs.map(command => command.verb));
    unique(commands.map(command => `${command.target} ${command.verb}`));
    unique(commands.map(command => `${command.target} ${command.key}`));
  });

  test('finds by key and by verb', () => {
    expect(commandFor('service', 's')?.id).toBe('service.scale');
    expect(commandFor('task', 's')).toBeUndefined();
    expect(findVerb('drain')?.id).toBe('container-instance.drain');
  });
});
