// Run Command on moto, which takes commands and runs nothing: what arrives there is read back through a client of its own, and
// what moto lacks is told apart from a failure.

import {EC2} from '@aws-sdk/client-ec2';
import {SSM} from '@aws-sdk/client-ssm';
import {afterAll, beforeAll, describe, expect, inject, test} from 'vitest';
import {type Connection, createConnection} from '../../src/aws/connection.ts';
import {Gone, OutcomeUnknown, Refused, Unsupported} from '../../src/domain/errors.ts';
import type {CommandOrder} from '../../src/domain/run-command.ts';
import {systemClock} from '../../src/engine/clock.ts';
import {envelope} from '../../src/fleet/envelope.ts';
import {timeFix} from '../../src/fleet/playbooks/time-fix.ts';
import {clientSettings, present} from './register-systems.ts';

const endpoint = inject('motoEndpoint');
const {signal} = new AbortController();

describe.skipIf(endpoint === undefined)('Run Command on moto', () => {
  const ssm = new SSM(clientSettings(endpoint ?? ''));
  const connections: Connection[] = [];
  let aws: Connection;
  let order: CommandOrder;

  async function connect(allowsChanges: boolean): Promise<Connection> {
    const {region, credentials} = clientSettings(endpoint ?? '');
    const connection = await createConnection({clock: systemClock, endpoint, region, credentials, allowsChanges, environment: {}});
    connections.push(connection);
    return connection;
  }

  beforeAll(async () => {
    const {Reservations = []} = await new EC2(clientSettings(endpoint ?? '')).describeInstances({});
    const instanceIds = Reservations.flatMap(({Instances = []}) => Instances.map(({InstanceId = ''}) => InstanceId)).slice(0, 3);
    aws = await connect(true);
    order = {
      document: 'AWS-RunShellScript',
      instanceIds,
      commands: [
        envelope('time-fix', 'apply', present(timeFix.apply, 'a script').body, {zone: 'Asia/Shanghai', source: 'amazon', mode: 'slew'}),
      ],
      comment: 'ecsdeck time-fix apply 0c4e1f7a9d2b',
      deliverySeconds: 60,
      executionSeconds: 300,
      maxConcurrency: 3,
      maxErrors: 1,
      outputBucket: {bucket: 'fleet-output', prefix: 'runs/1'},
    };
  });

  afterAll(() => {
    for (const connection of connections) connection.close();
  });

  test('SendCommand arrives with its document, script, hosts and limits', async () => {
    const sent = await aws.runCommandChanges.send(order, signal);
    const {Commands} = await ssm.listCommands({CommandId: sent.commandId});
    expect(Commands).toHaveLength(1);
    expect(Commands?.[0]).toMatchObject({
      DocumentName: 'AWS-RunShellScript',
      Comment: order.comment,
      Parameters: {commands: order.commands, executionTimeout: ['300']},
      TimeoutSeconds: 60,
      MaxConcurrency: '3',
      MaxErrors: '1',
      OutputS3BucketName: 'fleet-output',
      OutputS3KeyPrefix: 'runs/1',
    });
    // Where no Targets are given, moto adds every other instance of the account by itself.
    expect(Commands?.[0]?.InstanceIds).toEqual(expect.arrayContaining([...order.instanceIds]));
  });

  test('a command is found again by its comment', async () => {
    const comment = 'ecsdeck time-fix apply 7be1d0c2a941';
    const sent = await aws.runCommandChanges.send({...order, comment}, signal);
    const found: string[] = [];
    for await (const page of aws.runCommand.commandsSentAfter(sent.requestedAt - 60_000, signal)) {
      found.push(...page.filter(command => command.comment === comment).map(({commandId}) => commandId));
    }
    expect(found).toEqual([sent.commandId]);
  });

  test('the output of a host is read, and a host that the command was not for is gone', async () => {
    const {commandId, instanceIds} = await aws.runCommandChanges.send(order, signal);
    expect(await aws.runCommand.output(commandId, instanceIds[0] ?? '', signal)).toEqual({
      stdout: '',
      stderr: '',
      status: 'Success',
      statusDetails: 'Success',
      exitCode: 0,
    });
    await expect(aws.runCommand.output(commandId, 'i-0123456789abcdef0', signal)).rejects.toThrow(Gone);
  });

  test.each([
    ['DescribeInstanceInformation', () => aws.runCommand.managedHosts(undefined, signal)],
    ['ListCommandInvocations', () => aws.runCommand.invocations('0c4e1f7a-9d2b-4658-8014-83920576abcd', signal)],
  ])('%s, which moto lacks, is said to be missing there', async (operation, call) => {
    const failure = await call().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Unsupported);
    expect(failure).toMatchObject({message: expect.stringMatching(new RegExp(`does not have ssm:${operation}$`))});
  });

  test('CancelCommand, at which moto breaks down, may have happened for all that is known', async () => {
    const {commandId} = await aws.runCommandChanges.send(order, signal);
    await expect(aws.runCommandChanges.cancel(commandId, signal)).rejects.toThrow(OutcomeUnknown);
  });

  test('nothing leaves the program while changes are not allowed', async () => {
    const comment = 'ecsdeck time-fix apply never';
    const readOnly = await connect(false);
    await expect(readOnly.runCommandChanges.send({...order, comment}, signal)).rejects.toThrow(Refused);
    const {Commands = []} = await ssm.listCommands({});
    expect(Commands.filter(command => command.Comment === comment)).toEqual([]);
  });
});
