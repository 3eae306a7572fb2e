import {CancelCommandCommand, GetCommandInvocationCommand, ListCommandsCommand} from '@aws-sdk/client-ssm';
import {describe, expect, test} from 'vitest';
import {refusal} from '../wire/fixture.ts';
import {counts, details, packed, ssmStage} from './stage.ts';

const check = packed('time-check', 'check');
const world = {services: 1, tasks: 0, instances: 60, clusters: 1};

/** A stage with so many hosts of a generated world on which scripts run. */
async function fleet(count: number, faults = '') {
  const stage = ssmStage({world, ...(faults !== '' && {faults})});
  const ids: string[] = [];
  for (const {ec2InstanceId = ''} of await stage.instances('generated-1')) {
    const information = await stage.information(ec2InstanceId);
    await stage.clock.advance(200);
    if (information?.PingStatus === 'Online' && information.PlatformName === 'Amazon Linux') ids.push(ec2InstanceId);
  }
  expect(ids.length).toBeGreaterThanOrEqual(count);
  const statusOf = async (CommandId: string) => {
    const {Commands} = await stage.ssm.send(new ListCommandsCommand({CommandId}));
    return {status: Commands?.[0]?.Status, details: Commands?.[0]?.StatusDetails};
  };
  return {...stage, ids: ids.slice(0, count), statusOf};
}

describe('a command on its way', () => {
  test('is not known by its hosts right after the send', async () => {
    const {ids, send, ssm, invocations, clock} = await fleet(1);
    const CommandId = await send(ids, [check]);
    const ask = () => ssm.send(new GetCommandInvocationCommand({CommandId, InstanceId: ids[0]}));
    expect(await invocations(CommandId)).toEqual([]);
    expect(await refusal(ask())).toMatchObject({name: 'InvocationDoesNotExist'});
    await clock.advance(1_300);
    expect(details(await invocations(CommandId))).toEqual(['Pending']);
    expect(await ask()).toMatchObject({Status: 'Pending', ResponseCode: -1, StandardOutputContent: '', ExecutionStartDateTime: ''});
  });

  test('runs and succeeds, and shows its output only then', async () => {
    const {ids, send, invocations, clock, statusOf, ssm} = await fleet(3);
    const id = await send(ids, [check]);
    expect(await statusOf(id)).toEqual({status: 'Pending', details: 'Pending'});
    const seen = new Set<string>();
    for (let step = 0; step < 20; step += 1) {
      await clock.advance(500);
      for (const each of await invocations(id)) {
        seen.add(each.StatusDetails ?? '');
        const [plugin] = each.CommandPlugins ?? [];
        expect(plugin?.Output === '').toBe(each.Status !== 'Success');
        expect(plugin?.ResponseCode).toBe(each.Status === 'Success' ? 0 : -1);
      }
    }
    expect([...seen]).toEqual(['Pending', 'InProgress', 'Success']);
    expect(await statusOf(id)).toEqual({status: 'Success', details: 'Success'});
    const output = await ssm.send(new GetCommandInvocationCommand({CommandId: id, InstanceId: ids[1]}));
    expect(output).toMatchObject({Status: 'Success', PluginName: 'aws:runShellScript', ResponseCode: 0});
    expect(output.StandardOutputContent).toMatch(/^\{"ecsdeck":"time-check",/);
    expect(output.ExecutionElapsedTime).toMatch(/^PT\d+\.\d{3}S$/);
  });

  test('is on no more hosts at once than MaxConcurrency, as a number or a share', async () => {
    for (const [MaxConcurrency, most] of [
      ['4', 4],
      ['20%', 8],
    ] as const) {
      const {ids, send, invocations, clock} = await fleet(40);
      const id = await send(ids, [check], {MaxConcurrency});
      let highest = 0;
      for (let step = 0; step < 150; step += 1) {
        await clock.advance(250);
        highest = Math.max(highest, counts(await invocations(id)).InProgress ?? 0);
      }
      expect(highest).toBeGreaterThan(1);
      expect(highest).toBeLessThanOrEqual(most);
      expect(counts(await invocations(id))).toEqual({Success: 40});
    }
  });
});

describe('errors', () => {
  test('one more than MaxErrors ends the command: what runs goes on, the rest is Terminated', async () => {
    const {ids, send, invocations, clock, statusOf} = await fleet(20, 'ssm-fail=1');
    const id = await send(ids, [check], {MaxConcurrency: '2', MaxErrors: '3'});
    await clock.advance(60_000);
    const found = counts(await invocations(id));
    expect(found.Failed).toBeGreaterThanOrEqual(4);
    expect(found.Failed).toBeLessThanOrEqual(5);
    expect(found.Terminated).toBe(20 - (found.Failed ?? 0));
    expect(await statusOf(id)).toEqual({status: 'Failed', details: 'Failed'});
  });

  test('none is put up with unless MaxErrors says so; few enough leave the command Incomplete', async () => {
    const {ids, send, invocations, clock, statusOf, region} = await fleet(20, 'ssm-fail=0.2');
    const strict = await send(ids, [check], {MaxConcurrency: '1', MaxErrors: '0'});
    await clock.advance(120_000);
    expect(counts(await invocations(strict)).Failed).toBe(1);
    const lenient = await send(ids, [check], {MaxErrors: '100%'});
    await clock.advance(120_000);
    const found = counts(await invocations(lenient));
    expect(found.Failed).toBeGreaterThanOrEqual(1);
    expect((found.Failed ?? 0) + (found.Success ?? 0)).toBe(20);
    expect(await statusOf(lenient)).toEqual({status: 'Failed', details: 'Incomplete'});
    region.faults.set('');
    expect(
      counts(
        await (async () => {
          const id = await send(ids, [check]);
          await clock.advance(60_000);
          return invocations(id);
        })(),
      ),
    ).toEqual({Success: 20});
  });

  test('a failed script shows its exit code and what it wrote to stderr', async () => {
    const {ids, run} = await fleet(1, 'ssm-fail=1');
    const [failed] = await run(ids, [check]);
    expect(failed).toMatchObject({Status: 'Failed', StatusDetails: 'Failed'});
    expect(failed?.CommandPlugins?.[0]).toMatchObject({ResponseCode: 2, Output: expect.stringContaining('----------ERROR-------')});
    expect(failed?.CommandPlugins?.[0]?.Output).toMatch(/failed to run commands: exit status 2$/);
  });

  test('a slow host runs out of its execution time', async () => {
    const {ids, send, invocations, clock, statusOf} = await fleet(2, 'ssm-slow=1');
    const id = await send(ids, [check], {Parameters: {commands: [check], executionTimeout: ['5']}, MaxErrors: '0'});
    await clock.advance(30_000);
    expect(await invocations(id)).toMatchObject([
      {Status: 'TimedOut', StatusDetails: 'ExecutionTimedOut'},
      {Status: 'TimedOut', StatusDetails: 'ExecutionTimedOut'},
    ]);
    expect(await statusOf(id)).toEqual({status: 'TimedOut', details: 'ExecutionTimedOut'});
  });

  test('a host that seems online and is silent is Delayed, then not delivered when the whole time is over', async () => {
    const {ids, send, invocations, clock, statusOf, information} = await fleet(2, 'ssm-lost=1');
    expect(await information(ids[0] ?? '')).toMatchObject({PingStatus: 'Online'});
    const id = await send(ids, [check]);
    await clock.advance(8_000);
    expect(details(await invocations(id))).toEqual(['Delayed', 'Delayed']);
    await clock.advance(170_000);
    expect(details(await invocations(id))).toEqual(['Delayed', 'Delayed']);
    // 60 s of TimeoutSeconds and 120 s of executionTimeout.
    await clock.advance(3_000);
    expect(await invocations(id)).toMatchObject([
      {Status: 'TimedOut', StatusDetails: 'DeliveryTimedOut'},
      {Status: 'TimedOut', StatusDetails: 'DeliveryTimedOut'},
    ]);
    // Not counted among the errors: MaxErrors is 50.
    expect(await statusOf(id)).toEqual({status: 'Failed', details: 'Incomplete'});
  });

  test('a host that was lost long ago is undeliverable, and the command a Success all the same', async () => {
    const {send, invocations, clock, information, instances, ssm} = ssmStage();
    const erp = await instances('erp');
    const lost = erp.find(({agentConnected}) => agentConnected === false)?.ec2InstanceId ?? '';
    const well = erp.find(({agentConnected}) => agentConnected === true)?.ec2InstanceId ?? '';
    expect(await information(lost)).toMatchObject({PingStatus: 'ConnectionLost'});
    const CommandId = await send([well, lost], [check]);
    await clock.advance(15_000);
    expect(details(await invocations(CommandId))).toEqual(['Success', 'Undeliverable']);
    const {Commands} = await ssm.send(new ListCommandsCommand({CommandId}));
    expect(Commands).toMatchObject([{Status: 'Success', TargetCount: 2, CompletedCount: 2, ErrorCount: 0}]);
  });
});

describe('CancelCommand', () => {
  test('cancels what waits at once, and what runs when the host hears of it, unless it has ended before', async () => {
    const {ids, send, invocations, clock, ssm, statusOf} = await fleet(20);
    const id = await send(ids, [packed('docker-prune', 'apply')], {MaxConcurrency: '5'});
    await clock.advance(4_000);
    await ssm.send(new CancelCommandCommand({CommandId: id}));
    expect(counts(await invocations(id))).toEqual({Cancelling: 5, Cancelled: 15});
    expect(await statusOf(id)).toEqual({status: 'Cancelling', details: 'Cancelling'});
    await clock.advance(6_000);
    const found = counts(await invocations(id));
    expect((found.Cancelled ?? 0) + (found.Success ?? 0)).toBe(20);
    expect(found.Cancelled).toBeGreaterThanOrEqual(15);
    expect(await statusOf(id)).toEqual({status: 'Cancelled', details: 'Cancelled'});
  });

  test('leaves hosts alone that it does not name, and knows no other command', async () => {
    const {ids, send, invocations, clock, ssm} = await fleet(4);
    const id = await send(ids, [check], {MaxConcurrency: '1'});
    await clock.advance(1_300);
    await ssm.send(new CancelCommandCommand({CommandId: id, InstanceIds: ids.slice(2)}));
    await clock.advance(30_000);
    expect(details(await invocations(id))).toEqual(['Success', 'Success', 'Cancelled', 'Cancelled']);
    const unknown = '0c4e1f7a-9d2b-4658-8014-83920576abcd';
    expect(await refusal(ssm.send(new CancelCommandCommand({CommandId: unknown})))).toMatchObject({name: 'InvalidCommandId'});
    const stranger = ssm.send(new CancelCommandCommand({CommandId: id, InstanceIds: ['i-0123456789abcdef0']}));
    expect(await refusal(stranger)).toMatchObject({name: 'InvalidInstanceId'});
  });
});

test('the same seed and the same calls give the same life', async () => {
  const lives = await Promise.all(
    [1, 2].map(async () => {
      const {ids, send, invocations, clock} = await fleet(10, 'ssm-fail=0.2,ssm-slow=0.3,ssm-lost=0.2');
      const id = await send(ids, [check], {MaxConcurrency: '3'});
      const life: unknown[] = [];
      for (let step = 0; step < 30; step += 1) {
        await clock.advance(1_000);
        life.push(await invocations(id));
      }
      return life;
    }),
  );
  expect(lives[0]).toEqual(lives[1]);
});
