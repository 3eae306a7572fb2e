// The simulated hosts, asked by the real playbooks: what a script does to them is seen by the next one.

import {describe, expect, test} from 'vitest';
import type {Finding, ParameterValues} from '../../../src/domain/fleet/finding.ts';
import {envelope} from '../../../src/fleet/envelope.ts';
import type {Playbook} from '../../../src/fleet/playbook.ts';
import {agentRestart} from '../../../src/fleet/playbooks/agent-restart.ts';
import {diskReport} from '../../../src/fleet/playbooks/disk-report.ts';
import {dockerPrune} from '../../../src/fleet/playbooks/docker-prune.ts';
import {dockerRestart} from '../../../src/fleet/playbooks/docker-restart.ts';
import {reboot} from '../../../src/fleet/playbooks/reboot.ts';
import {playbooks} from '../../../src/fleet/playbooks/registry.ts';
import {shell} from '../../../src/fleet/playbooks/shell.ts';
import {timeCheck} from '../../../src/fleet/playbooks/time-check.ts';
import {timeFix} from '../../../src/fleet/playbooks/time-fix.ts';
import {ssmStage} from '../ssm/stage.ts';

const shanghai = {zone: 'Asia/Shanghai', source: 'amazon', mode: 'slew'};

/** A demo of the five systems, and the hosts of one of their clusters. */
async function hostsOf(cluster: string) {
  const stage = ssmStage();
  const instances = await stage.instances(cluster);
  const run = async (id: string | undefined, playbook: Playbook, name: 'check' | 'apply', values: ParameterValues): Promise<Finding> => {
    const script = playbook[name];
    if (script === undefined) throw new Error(`${playbook.id} has no ${name}`);
    const [invocation] = await stage.run([id ?? ''], [envelope(playbook.id, name, script.body, values)]);
    return playbook.read(invocation?.CommandPlugins?.[0]?.Output ?? '', values);
  };
  const describedAgain = async (id: string | undefined) => (await stage.instances(cluster)).find(({ec2InstanceId}) => ec2InstanceId === id);
  return {...stage, ids: instances.map(({ec2InstanceId}) => ec2InstanceId), run, describedAgain};
}

describe('what is wrong in the five systems', () => {
  test('two hosts of erp are 40 s off, with ntpd not running; the third keeps its clock by ntpd', async () => {
    const {ids, run} = await hostsOf('erp');
    const [ahead, kept, behind] = [
      await run(ids[0], timeCheck, 'check', {zone: ''}),
      await run(ids[1], timeCheck, 'check', {zone: ''}),
      await run(ids[2], timeCheck, 'check', {zone: ''}),
    ];
    expect(ahead).toMatchObject({verdict: 'DRIFT', values: {service: 'ntpd', isActive: false, offset: 40, offsetBy: 'metadata'}});
    expect(behind).toMatchObject({verdict: 'DRIFT', values: {service: 'ntpd', isActive: false, offset: -40}});
    expect(kept).toMatchObject({values: {service: 'ntpd', isActive: true, isSynchronized: true, offsetBy: 'ntp'}});
  });

  test('the zones of simple-ecs-cluster are mixed', async () => {
    const {ids, run} = await hostsOf('simple-ecs-cluster');
    const zones: unknown[] = [];
    for (const id of ids) zones.push((await run(id, timeCheck, 'check', {zone: ''})).values.zone);
    expect(zones).toEqual(['Asia/Shanghai', 'UTC', 'Asia/Shanghai', 'UTC']);
  });
});

describe('time-fix', () => {
  test('does what its check announced; a second run changes nothing', async () => {
    const {ids, run} = await hostsOf('erp');
    const before = await run(ids[0], timeFix, 'check', shanghai);
    expect(before.values.steps).toEqual(['install', 'source', 'start', 'enable', 'zone', 'zone-file', 'zone-users']);
    expect(timeFix.plan(before, shanghai)).toHaveLength(7);
    const applied = await run(ids[0], timeFix, 'apply', shanghai);
    expect(applied).toMatchObject({verdict: 'CHANGED', values: {steps: before.values.steps, zoneBefore: 'UTC', offsetBefore: 40}});
    expect(applied.values.backups).toMatchObject(
      [/^\/etc\/chrony\.conf\.ecsdeck-\d{8}T\d{6}Z$/, /^\/etc\/sysconfig\/clock\.ecsdeck-/].map(pattern => expect.stringMatching(pattern)),
    );
    const after = await run(ids[0], timeFix, 'check', shanghai);
    expect(timeFix.isAsWanted(after, shanghai, before)).toBe(true);
    expect(after).toMatchObject({
      verdict: 'SLEWING',
      values: {zone: 'Asia/Shanghai', zoneFile: 'Asia/Shanghai', following: '169.254.169.123'},
    });
    expect(await run(ids[0], timeFix, 'apply', shanghai)).not.toMatchObject({verdict: 'CHANGED'});
  });

  test('lets the clock slew for minutes, or jump where that is asked for', async () => {
    const {ids, run, clock} = await hostsOf('erp');
    const step = {...shanghai, mode: 'step'};
    await run(ids[0], timeFix, 'apply', shanghai);
    await run(ids[2], timeFix, 'apply', step);
    const jumped = await run(ids[2], timeFix, 'check', step);
    expect(jumped.verdict).toBe('OK');
    expect(Math.abs(Number(jumped.values.offset))).toBeLessThan(0.001);
    const slewing = await run(ids[0], timeFix, 'check', shanghai);
    expect(Number(slewing.values.offset)).toBeGreaterThan(20);
    await clock.advance(480_000);
    const slewed = await run(ids[0], timeFix, 'check', shanghai);
    expect(slewed.verdict).toBe('OK');
    expect(Math.abs(Number(slewed.values.offset))).toBeLessThan(0.001);
  });

  test('writes a source that is missing beside those that are there', async () => {
    const {ids, run} = await hostsOf('consul-demo');
    expect((await run(ids[0], timeFix, 'check', shanghai)).values.steps).toEqual(['source', 'restart']);
    await run(ids[0], timeFix, 'apply', shanghai);
    expect((await run(ids[0], timeCheck, 'check', {zone: ''})).values.source).toBe('169.254.169.123,2.amazon.pool.ntp.org');
  });

  test.each([
    [{...shanghai, zone: 'Asia/Shanghai2'}, /not installed/],
    [{...shanghai, zone: 'asia/shanghai'}, /not installed/],
    [{...shanghai, source: 'ptp'}, /no PTP clock/],
  ])('says what is in its way: %j', async (values, obstacle) => {
    const {ids, run} = await hostsOf('erp');
    const before = await run(ids[0], timeFix, 'check', values);
    expect(timeFix.cannot?.(before)).toMatch(obstacle);
    expect((await run(ids[0], timeFix, 'apply', values)).verdict).toBe('FAILED');
    expect(await run(ids[0], timeFix, 'check', values)).toMatchObject({values: {zone: 'UTC', service: 'ntpd'}});
  });
});

test('a clock that nobody keeps drifts on', async () => {
  const {ids, run, clock} = await hostsOf('erp');
  await clock.advance(3 * 86_400_000);
  const {values} = await run(ids[0], timeCheck, 'check', {zone: ''});
  // 15 to 85 millionths of three days.
  expect(Math.abs(Number(values.offset) - 40)).toBeGreaterThanOrEqual(3);
  expect(Math.abs(Number(values.offset) - 40)).toBeLessThanOrEqual(23);
});

describe('reboot', () => {
  test('takes the host away for about a minute, and brings it back with another boot', async () => {
    const {ids, run, information, describedAgain, clock} = await hostsOf('simple-ecs-cluster');
    const [id = ''] = ids;
    const before = await run(id, reboot, 'check', {});
    await run(id, reboot, 'apply', {});
    await clock.advance(15_000);
    expect(await information(id)).toMatchObject({PingStatus: 'ConnectionLost'});
    expect(await describedAgain(id)).toMatchObject({agentConnected: false});
    await clock.advance(90_000);
    expect(await information(id)).toMatchObject({PingStatus: 'Online'});
    expect(await describedAgain(id)).toMatchObject({agentConnected: true});
    const after = await run(id, reboot, 'check', {});
    expect(after.values.bootId).not.toBe(before.values.bootId);
    expect(Number(after.values.uptimeSeconds)).toBeLessThan(200);
  });

  test('is waited for by a command that was sent meanwhile', async () => {
    const {ids, run, send, invocations, clock} = await hostsOf('simple-ecs-cluster');
    const [id = ''] = ids;
    await run(id, reboot, 'apply', {});
    await clock.advance(10_000);
    const command = await send([id], ['uptime'], {TimeoutSeconds: 120});
    await clock.advance(8_000);
    expect(await invocations(command)).toMatchObject([{StatusDetails: 'Delayed'}]);
    await clock.advance(80_000);
    expect(await invocations(command)).toMatchObject([{StatusDetails: 'Success'}]);
  });

  test('ends the tasks that ran there, and their services start others', async () => {
    const {ids, run, region, describedAgain, clock} = await hostsOf('consul-demo');
    const [id = ''] = ids;
    expect((await describedAgain(id))?.runningTasksCount).toBeGreaterThan(0);
    await run(id, reboot, 'apply', {});
    await clock.advance(80_000);
    const back = await describedAgain(id);
    expect(back).toMatchObject({agentConnected: true});
    await clock.advance(90_000);
    expect((await describedAgain(id))?.runningTasksCount).toBeGreaterThan(0);
    expect(region.calls.get('ssm:SendCommand')).toBe(1);
  });
});

describe('the other playbooks', () => {
  test('agent-restart brings an agent back that had lost its connection', async () => {
    const stage = await hostsOf('consul-demo');
    const {clock, run, describedAgain} = stage;
    // Now and then an agent of this cluster loses its connection by itself.
    const lost = await lostAgent(stage);
    expect((await describedAgain(lost))?.agentConnected).toBe(false);
    const {values} = await run(lost, agentRestart, 'apply', {});
    expect(values.seconds).toBeGreaterThanOrEqual(5);
    await clock.advance(1_000);
    expect((await describedAgain(lost))?.agentConnected).toBe(true);
  });

  test('docker-prune frees what it said it would, and finds nothing a second time', async () => {
    const {ids, run} = await hostsOf('erp');
    const values = {images: 'unused'};
    const disk = await run(ids[2], diskReport, 'check', {});
    expect(Number(disk.values.fullestPercent)).toBe(93);
    const before = await run(ids[2], dockerPrune, 'check', values);
    expect(Number(before.values.images)).toBeGreaterThan(0);
    const applied = await run(ids[2], dockerPrune, 'apply', values);
    expect(Number(applied.values.freeBytes) - Number(applied.values.freeBytesBefore)).toBe(before.values.bytes);
    expect((await run(ids[2], dockerPrune, 'check', values)).values).toMatchObject({images: 0, containers: 0});
    expect(Number((await run(ids[2], diskReport, 'check', {})).values.fullestPercent)).toBeLessThan(93);
  });

  test('docker-restart ends the tasks of the host', async () => {
    const {ids, run, send, describedAgain, clock} = await hostsOf('erp');
    const before = await run(ids[1], dockerRestart, 'check', {});
    expect(Number(before.values.containers)).toBeGreaterThan(1);
    await send([ids[1] ?? ''], [envelope('docker-restart', 'apply', dockerRestart.apply?.body ?? '', {})]);
    let fewest = Number.POSITIVE_INFINITY;
    for (let second = 0; second < 60; second += 1) {
      await clock.advance(1_000);
      fewest = Math.min(fewest, (await describedAgain(ids[1]))?.runningTasksCount ?? 0);
    }
    expect(fewest).toBe(0);
    expect((await describedAgain(ids[1]))?.runningTasksCount).toBeGreaterThan(0);
  });

  test('shell says that the demo runs none', async () => {
    const {ids, run} = await hostsOf('erp');
    const {values} = await run(ids[0], shell, 'apply', {script: Buffer.from('#!/bin/sh\nrm -rf /\n').toString('base64')});
    expect(values.output).toMatch(/simulated host of the demo region/);
    expect(values.output).toMatch(/2 lines/);
  });

  test('plain commands are answered in the same way', async () => {
    const {ids, send, invocations, clock} = await hostsOf('erp');
    const command = await send([ids[0] ?? ''], ['uptime', 'df -h']);
    await clock.advance(10_000);
    const [invocation] = await invocations(command);
    expect(invocation?.CommandPlugins?.[0]?.Output).toMatch(/simulated host/);
  });
});

test('each answer is understood, on each kind of host of a generated world', async () => {
  const {instances, information, send, invocations, clock} = ssmStage({world: {services: 1, tasks: 0, instances: 250, clusters: 1}});
  const hosts = new Map<string, string>();
  for (const {ec2InstanceId: id = ''} of await instances('generated-1')) {
    const {PlatformName, PlatformVersion, PlatformType, PingStatus} = (await information(id)) ?? {};
    await clock.advance(150);
    if (PlatformType === 'Linux' && PingStatus === 'Online') hosts.set(`${PlatformName} ${PlatformVersion}`, id);
  }
  expect(hosts.size).toBeGreaterThanOrEqual(5);
  for (const playbook of playbooks) {
    const values = Object.fromEntries(playbook.parameters.map(({name, initial, example}) => [name, initial === '' ? example : initial]));
    const given = playbook.id === 'shell' ? {script: Buffer.from('true').toString('base64')} : values;
    for (const name of ['check', 'apply'] as const) {
      const script = playbook[name];
      if (script === undefined) continue;
      const id = await send([...hosts.values()], [envelope(playbook.id, name, script.body, given)]);
      await clock.advance(60_000);
      for (const invocation of await invocations(id)) {
        const finding = playbook.read(invocation.CommandPlugins?.[0]?.Output ?? '', given);
        expect({playbook: playbook.id, verdict: finding.verdict}).not.toEqual({playbook: playbook.id, verdict: 'UNREADABLE'});
        expect(invocation.Status).toBe('Success');
      }
      await clock.advance(120_000);
    }
  }
});

/** Waits until an agent of the cluster is lost, and answers with its host. */
async function lostAgent({instances, clock}: Awaited<ReturnType<typeof hostsOf>>): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const lost = (await instances('consul-demo')).find(({agentConnected}) => agentConnected === false);
    if (lost?.ec2InstanceId !== undefined) return lost.ec2InstanceId;
    await clock.advance(40_000);
  }
  throw new Error('no agent was lost');
}
