// Runs on the demo region, behind the SDK's own clients: its hosts do what the scripts would do.

import {expect, test} from 'vitest';
import {Refused} from '../../src/domain/errors.ts';
import type {FleetRun, HostRun} from '../../src/domain/fleet/run.ts';
import {headOf} from '../../src/domain/fleet/run-summary.ts';
import {fleetRunVerdict} from '../../src/domain/health/fleet-run-health.ts';
import {demoStage} from './demo-stage.ts';

const shanghai = {zone: 'Asia/Shanghai', source: 'amazon', mode: 'step'};
const lost = 'i-0a1755c38dad863c8';

function byId({hosts}: FleetRun): ReadonlyMap<string, HostRun> {
  return new Map(hosts.map(host => [host.target.instanceId, host]));
}

test('a check tells of each host what it found, and of the one that is lost why it is left out', async () => {
  const stage = await demoStage();
  const run = await stage.settled(await stage.begin('time-check', 'erp', {zone: 'Asia/Shanghai'}));
  expect(run.phase).toBe('finished');
  expect(run.hosts.map(({state, before}) => [state, before?.verdict])).toEqual([
    ['checked', 'DRIFT'],
    ['checked', 'OK'],
    ['checked', 'DRIFT'],
    ['excluded', undefined],
  ]);
  expect(byId(run).get(lost)?.reason).toMatch(/ConnectionLost/);
  expect(stage.audit).toEqual([]);
});

test('a fix waits for the person, goes host by host, and a second one finds nothing to do', async () => {
  const stage = await demoStage();
  const supervised = await stage.begin('time-fix', 'erp', shanghai);
  const planned = await stage.settled(supervised);
  expect(planned.phase).toBe('planned');
  expect(planned.hosts[0]?.plan?.join('\n')).toMatch(/sets the zone: UTC → Asia\/Shanghai/);
  expect(planned.sends.map(({stage}) => stage)).toEqual(['check']);

  await supervised.proceed();
  const fixed = await stage.settled(supervised);
  expect(fixed.phase).toBe('finished');
  expect(fixed.hosts.map(({state, wave, after}) => [state, wave, after?.verdict])).toEqual([
    ['done', 1, 'OK'],
    ['done', 2, 'OK'],
    ['done', 3, 'OK'],
    ['excluded', undefined, undefined],
  ]);
  expect(fixed.sends.map(({stage, wave, instanceIds}) => `${stage} ${wave} ${instanceIds.length}`)).toEqual([
    'check 0 3',
    ...[1, 2, 3].flatMap(wave => [`apply ${wave} 1`, `verify ${wave} 1`]),
  ]);
  expect(stage.audit.filter(({phase}) => phase === 'intent')).toHaveLength(3);
  expect(stage.audit.filter(({result}) => result === 'arrived')).toHaveLength(3);

  const again = await stage.settled(await stage.begin('time-fix', 'erp', shanghai));
  expect(again).toMatchObject({phase: 'finished', reason: 'there is nothing to do'});
  expect(again.hosts.map(({state}) => state)).toEqual(['unchanged', 'unchanged', 'unchanged', 'excluded']);
});

test('where no host knows the zone the run ends, and says why', async () => {
  const stage = await demoStage();
  const run = await stage.settled(await stage.begin('time-fix', 'erp', {...shanghai, zone: 'UTCAsia/Shanghai'}));
  expect(run.phase).toBe('finished');
  expect(run.reason).toMatch(/^no host can be done: .*UTCAsia\/Shanghai/);
  expect(fleetRunVerdict(headOf(run)).tone).toBe('warn');
});

test('a restart drains first, one host at a time; one whose tasks do not leave is not touched, and is ACTIVE again', async () => {
  const stage = await demoStage();
  const supervised = await stage.begin('reboot', 'erp');
  await stage.settled(supervised);
  await supervised.proceed();
  const run = await stage.settled(supervised);
  expect(run.hosts.map(({state, reason}) => [state, reason])).toEqual([
    ['done', undefined],
    ['done', undefined],
    ['failed', expect.stringMatching(/did not leave within 15 minutes: the host was not touched/)],
    ['excluded', expect.anything()],
  ]);
  const [first] = run.hosts;
  expect(first?.after?.values.bootId).not.toBe(first?.before?.values.bootId);
  expect((await stage.targets('erp')).map(({status}) => status)).toEqual(['ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE']);
  const intents = stage.audit.filter(({phase}) => phase === 'intent').map(({command}) => command);
  expect(intents).toEqual([
    ...['fleet.drain', 'fleet.reboot', 'fleet.activate'],
    ...['fleet.drain', 'fleet.reboot', 'fleet.activate'],
    ...['fleet.drain', 'fleet.activate'],
  ]);
});

test('a host that somebody had drained stays so', async () => {
  const stage = await demoStage();
  const [target] = await stage.targets('erp');
  const {changes} = stage.connection;
  const cluster = target?.arn.replace(/container-instance\/(\w+)\/.*/, 'cluster/$1') ?? '';
  await stage.meanwhile(changes.setContainerInstancesState(cluster, [target?.arn ?? ''], 'DRAINING', new AbortController().signal));
  const supervised = await stage.begin('reboot', 'erp', {}, undefined, {instances: [target?.arn ?? '']});
  await stage.settled(supervised);
  await supervised.proceed();
  expect((await stage.settled(supervised)).hosts.map(({state}) => state)).toEqual(['done']);
  expect((await stage.targets('erp'))[0]?.status).toBe('DRAINING');
  expect(stage.audit.some(({command}) => command === 'fleet.activate')).toBe(false);
});

test('an abort while tasks leave gives them back, and touches nothing', async () => {
  const stage = await demoStage();
  const supervised = await stage.begin('reboot', 'erp');
  await stage.settled(supervised);
  await supervised.proceed();
  await stage.clock.advance(8_000);
  expect(supervised.current().hosts[0]?.state).toBe('draining');
  supervised.abort();
  const run = await stage.settled(supervised);
  expect(run).toMatchObject({phase: 'aborted', reason: 'aborted by hand'});
  expect(run.hosts.map(({state}) => state)).toEqual(['unsent', 'unsent', 'unsent', 'excluded']);
  expect(run.sends.every(({stage}) => stage === 'check')).toBe(true);
  expect((await stage.targets('erp')).every(({status}) => status === 'ACTIVE')).toBe(true);
});

test('a run that was left is picked up by the next program, and goes on where it was', async () => {
  const stage = await demoStage();
  const supervised = await stage.begin('time-fix', 'erp', shanghai);
  await stage.settled(supervised);
  await supervised.proceed();
  await stage.clock.advance(2_000);
  stage.fleet.stop();
  await stage.meanwhile(stage.fleet.stopped());
  const left = supervised.current();
  expect(left.phase).toBe('applying');

  const next = stage.nextProgram();
  const resumed = await stage.meanwhile(next.resume(left.id));
  const paused = await stage.settled(resumed);
  expect(paused).toMatchObject({phase: 'paused', reason: 'the program ended while it ran'});
  expect(paused.sends.filter(({stage}) => stage === 'apply')).toHaveLength(1);
  await resumed.proceed();
  const run = await stage.settled(resumed);
  expect(run.phase).toBe('finished');
  expect(run.hosts.map(({state}) => state)).toEqual(['done', 'done', 'done', 'excluded']);
  expect(run.sends.filter(({stage}) => stage === 'apply')).toHaveLength(3);
});

test('a cluster on Fargate is refused with the reason', async () => {
  const stage = await demoStage();
  await expect(stage.begin('time-check', 'discovery', {zone: ''})).rejects.toThrow(/Fargate/);
});

test('in read-only mode nothing is sent, also no check, and it is said why', async () => {
  const stage = await demoStage({isReadOnly: true});
  await expect(stage.begin('time-check', 'erp', {zone: ''})).rejects.toThrow(Refused);
  await expect(stage.begin('time-check', 'erp', {zone: ''})).rejects.toThrow(/also no check/);
});
