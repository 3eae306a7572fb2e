import {
  DescribeInstanceInformationCommand,
  GetCommandInvocationCommand,
  ListCommandInvocationsCommand,
  ListCommandsCommand,
  paginateListCommandInvocations,
  paginateListCommands,
  SendCommandCommand,
  type SendCommandCommandInput,
} from '@aws-sdk/client-ssm';
import {describe, expect, test} from 'vitest';
import {pluginOutput} from '../../../src/demo/ssm/output.ts';
import {refusal} from '../wire/fixture.ts';
import {details, packed, ssmStage} from './stage.ts';

const world = {services: 1, tasks: 0, instances: 250, clusters: 1};

/** Hosts of a large generated world by what Systems Manager knows of them. */
async function sorted() {
  const stage = ssmStage({world});
  const online: string[] = [];
  const windows: string[] = [];
  const listed = new Set<string>();
  let NextToken: string | undefined;
  do {
    const page = await stage.ssm.send(new DescribeInstanceInformationCommand({MaxResults: 50, NextToken}));
    for (const {InstanceId = '', PlatformType, PingStatus} of page.InstanceInformationList ?? []) {
      listed.add(InstanceId);
      if (PlatformType === 'Windows') windows.push(InstanceId);
      else if (PingStatus === 'Online') online.push(InstanceId);
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  const all = await stage.instances('generated-1');
  const unmanaged = all.map(({ec2InstanceId = ''}) => ec2InstanceId).filter(id => !listed.has(id));
  return {...stage, online, windows, unmanaged};
}

test('a generated world has hosts of every kind, most of them right', async () => {
  const {online, windows, unmanaged} = await sorted();
  expect(online.length).toBeGreaterThan(220);
  expect(online.length + windows.length + unmanaged.length).toBeLessThan(250);
  expect(windows.length).toBeGreaterThan(0);
  expect(unmanaged.length).toBeGreaterThan(2);
});

describe('SendCommand refuses', () => {
  const valid: SendCommandCommandInput = {
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: ['i-0'],
    Parameters: {commands: ['true']},
  };

  test.each<[string, Partial<SendCommandCommandInput>, string]>([
    ['another document', {DocumentName: 'AWS-RunPowerShellScript'}, 'InvalidDocument'],
    ['a delivery time below 30 s', {TimeoutSeconds: 29}, 'ValidationException'],
    ['a delivery time above 30 days', {TimeoutSeconds: 2_592_001}, 'ValidationException'],
    ['a comment of 101 characters', {Comment: 'x'.repeat(101)}, 'ValidationException'],
    ['MaxConcurrency 0', {MaxConcurrency: '0'}, 'ValidationException'],
    ['MaxConcurrency 101%', {MaxConcurrency: '101%'}, 'ValidationException'],
    ['MaxErrors -1', {MaxErrors: '-1'}, 'ValidationException'],
    ['no script', {Parameters: {}}, 'InvalidParameters'],
    ['a parameter that the document does not have', {Parameters: {commands: ['true'], shell: ['zsh']}}, 'InvalidParameters'],
    ['an execution time of 4 s', {Parameters: {commands: ['true'], executionTimeout: ['4']}}, 'InvalidParameters'],
    ['an execution time above two days', {Parameters: {commands: ['true'], executionTimeout: ['172801']}}, 'InvalidParameters'],
    ['a script of more than 64 kB', {Parameters: {commands: ['x'.repeat(65_600)]}}, 'MaxDocumentSizeExceeded'],
    ['51 hosts', {InstanceIds: Array.from({length: 51}, (_, index) => `i-${index}`)}, 'ValidationException'],
    ['six targets', {InstanceIds: [], Targets: Array.from({length: 6}, () => ({Key: 'tag:a', Values: ['b']}))}, 'ValidationException'],
    ['nothing to run on', {InstanceIds: []}, 'InvalidParameters'],
    ['a host that there is not', {}, 'InvalidInstanceId'],
  ])('%s', async (_, change, name) => {
    const {ssm} = ssmStage();
    expect(await refusal(ssm.send(new SendCommandCommand({...valid, ...change})))).toMatchObject({name, status: 400});
  });

  test('hosts that are not managed, and names them; a host named twice; Windows', async () => {
    const {ssm, online, windows, unmanaged} = await sorted();
    const [one = '', other = ''] = unmanaged;
    const to = (...InstanceIds: readonly string[]) => refusal(ssm.send(new SendCommandCommand({...valid, InstanceIds: [...InstanceIds]})));
    expect(await to(online[0] ?? '', one, other)).toMatchObject({
      name: 'InvalidInstanceId',
      message: `Instances [[${one}, ${other}]] not in a valid state for account 111122223333`,
    });
    expect(await to(online[0] ?? '', online[0] ?? '')).toMatchObject({name: 'DuplicateInstanceId'});
    expect(windows.length).toBeGreaterThan(0);
    expect(await to(windows[0] ?? '')).toMatchObject({name: 'UnsupportedPlatformType'});
  });
});

describe('targets', () => {
  test('are found by tag; MaxConcurrency is 50 and MaxErrors 0 unless given', async () => {
    const {ssm, clock, invocations} = ssmStage();
    const {Command} = await ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        Targets: [{Key: 'tag:Name', Values: ['simple-ecs-cluster']}],
        Parameters: {commands: ['true']},
      }),
    );
    expect(Command).toMatchObject({MaxConcurrency: '50', MaxErrors: '0', TargetCount: 4, InstanceIds: [], TimeoutSeconds: 3600});
    await clock.advance(10_000);
    expect(details(await invocations(Command?.CommandId ?? ''))).toEqual(['Success', 'Success', 'Success', 'Success']);
  });

  test('by id are taken unseen, and are undeliverable where nobody is', async () => {
    const {ssm, clock, invocations} = ssmStage();
    const {Command} = await ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        Targets: [{Key: 'InstanceIds', Values: ['i-0123456789abcdef0']}],
        Parameters: {commands: ['true']},
      }),
    );
    await clock.advance(20_000);
    expect(await invocations(Command?.CommandId ?? '')).toMatchObject([{Status: 'Failed', StatusDetails: 'Undeliverable'}]);
  });
});

describe('listings', () => {
  test('of invocations come fifty a page, in an order that lasts', async () => {
    const {ssm, clock} = ssmStage({world});
    const {Command} = await ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        Targets: [{Key: 'InstanceIds', Values: Array.from({length: 120}, (_, index) => `i-${index}`)}],
        Parameters: {commands: ['true']},
      }),
    );
    await clock.advance(2_000);
    const sizes: number[] = [];
    const ids = new Set<string>();
    for await (const page of paginateListCommandInvocations({client: ssm, pageSize: 50}, {CommandId: Command?.CommandId, Details: true})) {
      sizes.push(page.CommandInvocations?.length ?? 0);
      for (const {InstanceId = ''} of page.CommandInvocations ?? []) ids.add(InstanceId);
      await clock.advance(3_000);
    }
    expect(sizes).toEqual([50, 50, 20]);
    expect(ids.size).toBe(120);
    for (const MaxResults of [0, 51]) {
      expect(await refusal(ssm.send(new ListCommandInvocationsCommand({MaxResults})))).toMatchObject({name: 'ValidationException'});
      expect(await refusal(ssm.send(new ListCommandsCommand({MaxResults})))).toMatchObject({name: 'ValidationException'});
    }
    expect(await refusal(ssm.send(new ListCommandsCommand({NextToken: 'nonsense'})))).toMatchObject({name: 'InvalidNextToken'});
  });

  test('of commands are newest first, and since a time', async () => {
    const {ssm, clock, send, instances} = ssmStage();
    const [host] = await instances('simple-ecs-cluster');
    const id = host?.ec2InstanceId ?? '';
    const sent: string[] = [];
    for (let count = 0; count < 60; count += 1) {
      sent.push(await send([id], ['true'], {Comment: `number ${count}`}));
      await clock.advance(1_000);
    }
    const found: string[] = [];
    for await (const page of paginateListCommands({client: ssm, pageSize: 50}, {})) {
      expect(page.Commands?.length).toBeLessThanOrEqual(50);
      found.push(...(page.Commands ?? []).map(({CommandId = ''}) => CommandId));
    }
    expect(found).toEqual(sent.toReversed());
    const value = new Date(clock.now() - 5_000).toISOString().replace('.000Z', 'Z');
    const {Commands} = await ssm.send(new ListCommandsCommand({Filters: [{key: 'InvokedAfter', value}]}));
    expect(Commands?.map(({Comment}) => Comment)).toEqual(['number 59', 'number 58', 'number 57', 'number 56', 'number 55']);
    const executing = await ssm.send(new ListCommandsCommand({Filters: [{key: 'ExecutionStage', value: 'Executing'}]}));
    expect(executing.Commands?.length).toBeLessThan(10);
    expect(await refusal(ssm.send(new ListCommandsCommand({CommandId: '0c4e1f7a-9d2b-4658-8014-83920576abcd'})))).toMatchObject({
      name: 'InvalidCommandId',
    });
  });

  test('tell no output unless details are asked for', async () => {
    const {ssm, clock, send, instances} = ssmStage();
    const [host] = await instances('simple-ecs-cluster');
    const CommandId = await send([host?.ec2InstanceId ?? ''], ['true'], {OutputS3BucketName: 'bucket', OutputS3KeyPrefix: 'fleet'});
    await clock.advance(8_000);
    const {CommandInvocations} = await ssm.send(new ListCommandInvocationsCommand({CommandId}));
    expect(CommandInvocations).toMatchObject([{StatusDetails: 'Success', CommandPlugins: []}]);
    const output = await ssm.send(new GetCommandInvocationCommand({CommandId, InstanceId: host?.ec2InstanceId}));
    expect(output.StandardOutputUrl).toBe(
      `https://s3.ap-southeast-1.amazonaws.com/bucket/fleet/${CommandId}/${host?.ec2InstanceId}/awsrunShellScript/0.awsrunShellScript/stdout`,
    );
  });
});

test('a send whose answer is lost has happened, and is found by its comment', async () => {
  const {ssm, send, instances, region} = ssmStage();
  const [host] = await instances('simple-ecs-cluster');
  region.faults.set('unknown=SendCommand');
  const caller = new AbortController();
  const lost = ssm.send(
    new SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      InstanceIds: [host?.ec2InstanceId ?? ''],
      Parameters: {commands: ['true']},
      Comment: 'ecsdeck time-check check token-1',
    }),
    {abortSignal: caller.signal},
  );
  while (region.calls.get('ssm:SendCommand') !== 1) await new Promise(resolve => setImmediate(resolve));
  caller.abort();
  expect(await refusal(lost)).toMatchObject({name: 'AbortError'});
  region.faults.set('');
  await send([host?.ec2InstanceId ?? ''], [packed('time-check', 'check')]);
  const {Commands} = await ssm.send(new ListCommandsCommand({}));
  expect(Commands?.map(({Comment}) => Comment)).toEqual(['', 'ecsdeck time-check check token-1']);
});

test('more than twenty calls at once are throttled, and ten a second go on', async () => {
  const {ssm, clock} = ssmStage();
  const list = () => ssm.send(new ListCommandsCommand({}));
  for (let call = 0; call < 20; call += 1) await list();
  expect(await refusal(list())).toMatchObject({name: 'ThrottlingException'});
  await clock.advance(1_000);
  for (let call = 0; call < 10; call += 1) await list();
  expect(await refusal(list())).toMatchObject({name: 'ThrottlingException'});
});

test('output is cut as the agent cuts it: 2,500 characters altogether, and each stream has its half', () => {
  expect(pluginOutput('out', '')).toBe('out');
  expect(pluginOutput('out', 'err')).toBe('out\n----------ERROR-------\nerr');
  expect(pluginOutput('o'.repeat(2_500), '')).toHaveLength(2_500);
  const long = pluginOutput('o'.repeat(9_000), '');
  expect(long).toHaveLength(2_500);
  expect(long).toMatch(/^o+\n---Output truncated---$/);
  const both = pluginOutput('o'.repeat(9_000), 'e'.repeat(9_000));
  expect(both.length).toBeGreaterThanOrEqual(2_499);
  expect(both.length).toBeLessThanOrEqual(2_500);
  expect(both).toMatch(/^o+\n---Output truncated---\n-+ERROR-+\ne+\n---Error truncated----$/);
  expect(pluginOutput('o'.repeat(9_000), 'short')).toMatch(/ERROR-+\nshort$/);
});
