import {expect, test} from 'vitest';
import {Gone, OutcomeUnknown, Refused, Throttled, Unsupported, UserError} from '../../src/domain/errors.ts';
import type {CommandOrder} from '../../src/domain/run-command.ts';
import {awsError, connectTo, patient} from './fake-endpoint.ts';
import {settle} from './manual-clock.ts';

const order: CommandOrder = {
  document: 'AWS-RunShellScript',
  instanceIds: ['i-0123456789abcdef0', 'i-0123456789abcdef1'],
  commands: ['true'],
  comment: 'ecsdeck time-check check token-1',
  deliverySeconds: 60,
  executionSeconds: 120,
  maxConcurrency: 2,
  maxErrors: 1,
};

const command = {
  CommandId: 'c-1',
  Comment: order.comment,
  RequestedDateTime: 1_795_953_600,
  InstanceIds: order.instanceIds,
  Status: 'Pending',
  StatusDetails: 'Pending',
};

/** Sends; answers with what the sending ended in. */
async function sendTo(answer: Parameters<typeof connectTo>[0]): Promise<unknown> {
  const {connection} = await connectTo(answer);
  return connection.runCommandChanges.send(order, patient).catch((error: unknown) => error);
}

test('a command goes out with every limit set', async () => {
  const {connection, sent} = await connectTo(() => ({body: {Command: command}, headers: {'x-amzn-requestid': 'request-1'}}));
  expect(await connection.runCommandChanges.send(order, patient)).toEqual({
    commandId: 'c-1',
    comment: order.comment,
    requestedAt: 1_795_953_600_000,
    instanceIds: order.instanceIds,
    status: 'Pending',
    statusDetails: 'Pending',
    requestId: 'request-1',
  });
  await connection.runCommandChanges.send({...order, outputBucket: {bucket: 'logs', prefix: 'fleet'}}, patient);
  expect(sent[0]).toMatchObject({operation: 'SendCommand'});
  expect(sent[0]?.input).toEqual({
    DocumentName: 'AWS-RunShellScript',
    InstanceIds: order.instanceIds,
    Comment: order.comment,
    Parameters: {commands: ['true'], executionTimeout: ['120']},
    TimeoutSeconds: 60,
    MaxConcurrency: '2',
    MaxErrors: '1',
  });
  expect(sent[1]?.input).toMatchObject({OutputS3BucketName: 'logs', OutputS3KeyPrefix: 'fleet'});
});

test('nothing is sent to hosts while changes are not allowed, nor cancelled', async () => {
  const {connection, sent} = await connectTo(() => ({body: {}}), {allowsChanges: false});
  await expect(connection.runCommandChanges.send(order, patient)).rejects.toThrow(Refused);
  await expect(connection.runCommandChanges.cancel('c-1', patient)).rejects.toThrow(Refused);
  expect(sent).toEqual([]);
});

test('a send without an answer may have happened, and is not tried again', async () => {
  const {connection, sent, clock} = await connectTo(() => 'never');
  const outcome = connection.runCommandChanges.send(order, patient).catch((error: unknown) => error);
  while (sent.length === 0) await settle();
  await clock.advance(15_000);
  expect(await outcome).toBeInstanceOf(OutcomeUnknown);
  expect(await sendTo(() => awsError('InternalServerError', 'oops', 500))).toBeInstanceOf(OutcomeUnknown);
  expect(await sendTo(() => ({body: {}}))).toBeInstanceOf(OutcomeUnknown);
  expect(sent).toHaveLength(1);
});

test('a throttled send did not happen, and is not tried again by itself', async () => {
  let calls = 0;
  const outcome = await sendTo(() => {
    calls += 1;
    return awsError('ThrottlingException', 'Rate exceeded');
  });
  expect(outcome).toBeInstanceOf(Throttled);
  expect(calls).toBe(1);
});

test('hosts that Systems Manager cannot reach are named, however many there are', async () => {
  const ids = Array.from({length: 50}, (_, index) => `i-0123456789abcde${String(index).padStart(2, '0')}`);
  const message = `Instances [[${ids.join(', ')}]] not in a valid state for account 111122223333`;
  expect(await sendTo(() => awsError('InvalidInstanceId', message))).toMatchObject({
    message: `Systems Manager cannot reach ${ids.slice(0, 5).join(', ')} and 45 more`,
    advice: expect.stringContaining('nothing was sent'),
  });
  expect(await sendTo(() => awsError('InvalidInstanceId', ''))).toMatchObject({
    message: 'Systems Manager cannot reach at least one of the hosts',
  });
});

test.each([
  ['UnsupportedPlatformType', 'a shell script does not run on at least one of the hosts'],
  ['DuplicateInstanceId', 'a host is named twice: at least one of the hosts'],
  ['MaxDocumentSizeExceeded', 'the script is longer than Systems Manager takes (64 kB)'],
  ['InvalidDocument', 'there is no document AWS-RunShellScript for this account in eu-west-1'],
  ['InvalidOutputFolder', 'the bucket for output cannot be used'],
])('%s is explained', async (name, message) => {
  const refusal = await sendTo(() => awsError(name, 'AWS says no'));
  expect(refusal).toBeInstanceOf(UserError);
  expect(refusal).toMatchObject({message, advice: expect.stringContaining('nothing was sent')});
});

test('hosts are asked for fifty at a time, page by page, and never from memory', async () => {
  const information = {
    InstanceId: 'i-1',
    PingStatus: 'Online',
    PlatformType: 'Linux',
    LastPingDateTime: 1_795_953_600,
    IPAddress: '10.0.0.1',
  };
  const {connection, sent} = await connectTo(({input}) => ({
    body:
      input.NextToken === undefined
        ? {InstanceInformationList: [information], NextToken: 'more'}
        : {InstanceInformationList: [{InstanceId: 'mi-2', PingStatus: 'ConnectionLost'}]},
  }));
  const ids = Array.from({length: 60}, (_, index) => `i-${index}`);
  expect(await connection.runCommand.managedHosts(ids.slice(0, 3), patient)).toEqual([
    {instanceId: 'i-1', ping: 'Online', platformType: 'Linux', address: '10.0.0.1', lastPingAt: 1_795_953_600_000},
    {instanceId: 'mi-2', ping: 'ConnectionLost'},
  ]);
  expect(sent.map(({input}) => input)).toEqual([
    {Filters: [{Key: 'InstanceIds', Values: ids.slice(0, 3)}], MaxResults: 50},
    {Filters: [{Key: 'InstanceIds', Values: ids.slice(0, 3)}], MaxResults: 50, NextToken: 'more'},
  ]);
  expect(await connection.runCommand.managedHosts(ids, patient)).toHaveLength(4);
  expect(await connection.runCommand.managedHosts([], patient)).toEqual([]);
  expect(sent).toHaveLength(6);
});

test('all hosts are asked for without a filter', async () => {
  const {connection, sent} = await connectTo(() => ({body: {}}));
  expect(await connection.runCommand.managedHosts(undefined, patient)).toEqual([]);
  expect(sent[0]?.input).toEqual({MaxResults: 50});
});

test('invocations tell their details; what has not begun has no exit code', async () => {
  const invocation = {CommandId: 'c-1', InstanceId: 'i-1', Status: 'Failed', StatusDetails: 'Failed'};
  const plugin = {Output: '{}', ResponseCode: 3, ResponseStartDateTime: 100, ResponseFinishDateTime: 101};
  const waiting = {CommandId: 'c-1', InstanceId: 'i-2', Status: 'Pending', StatusDetails: 'Pending', CommandPlugins: [{ResponseCode: -1}]};
  const {connection, sent} = await connectTo(() => ({
    body: {CommandInvocations: [{...invocation, CommandPlugins: [plugin]}, waiting]},
  }));
  expect(await connection.runCommand.invocations('c-1', patient)).toEqual([
    {
      commandId: 'c-1',
      instanceId: 'i-1',
      status: 'Failed',
      statusDetails: 'Failed',
      output: '{}',
      exitCode: 3,
      startedAt: 100_000,
      endedAt: 101_000,
    },
    {commandId: 'c-1', instanceId: 'i-2', status: 'Pending', statusDetails: 'Pending', output: ''},
  ]);
  expect(sent[0]?.input).toEqual({CommandId: 'c-1', Details: true, MaxResults: 50});
});

test('a host that AWS does not know yet of a command is gone, not a failure', async () => {
  const {connection} = await connectTo(() => awsError('InvocationDoesNotExist', ''));
  await expect(connection.runCommand.output('c-1', 'i-1', patient)).rejects.toThrow(Gone);
});

test('the output is read with its places in S3', async () => {
  const answer = {Status: 'Success', StatusDetails: 'Success', ResponseCode: 0, StandardOutputContent: 'out', StandardErrorContent: 'err'};
  const {connection} = await connectTo(() => ({body: {...answer, StandardOutputUrl: ''}}));
  expect(await connection.runCommand.output('c-1', 'i-1', patient)).toEqual({
    stdout: 'out',
    stderr: 'err',
    status: 'Success',
    statusDetails: 'Success',
    exitCode: 0,
  });
  const inBucket = await connectTo(() => ({body: {...answer, StandardOutputUrl: 'https://s3/x'}}));
  expect(await inBucket.connection.runCommand.output('c-1', 'i-1', patient)).toMatchObject({stdoutUrl: 'https://s3/x'});
});

test('commands are listed since a time in whole seconds', async () => {
  const {connection, sent} = await connectTo(() => ({body: {Commands: [command]}}));
  for await (const page of connection.runCommand.commandsSentAfter(Date.UTC(2026, 10, 20, 12, 0, 0, 999), patient)) {
    expect(page).toMatchObject([{commandId: 'c-1', comment: order.comment}]);
  }
  expect(sent[0]?.input).toEqual({Filters: [{key: 'InvokedAfter', value: '2026-11-20T12:00:00Z'}], MaxResults: 50});
});

test('a server that lacks Run Command is told apart from one that fails', async () => {
  const {connection} = await connectTo(() => ({status: 404, body: '<html>404</html>'}));
  await expect(connection.runCommand.invocations('c-1', patient)).rejects.toThrow(Unsupported);
  await expect(connection.runCommandChanges.send(order, patient)).rejects.toThrow(Unsupported);
});
