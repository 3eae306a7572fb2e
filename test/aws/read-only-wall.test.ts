// Every command that any of our clients could send, sent into the wall: what is not known to read stays in front of it.

import * as scaling from '@aws-sdk/client-application-auto-scaling';
import * as groups from '@aws-sdk/client-auto-scaling';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ec2 from '@aws-sdk/client-ec2';
import * as ecs from '@aws-sdk/client-ecs';
import * as loadBalancing from '@aws-sdk/client-elastic-load-balancing-v2';
import * as servicediscovery from '@aws-sdk/client-servicediscovery';
import * as ssm from '@aws-sdk/client-ssm';
import * as sts from '@aws-sdk/client-sts';
import type {InitializeMiddleware} from '@smithy/types';
import {describe, expect, test} from 'vitest';
import {operationFacts, type ServiceId} from '../../src/aws/operations.ts';
import {addReadOnlyWall} from '../../src/aws/read-only-wall.ts';
import {Refused} from '../../src/domain/errors.ts';
import {fakeEndpoint} from './fake-endpoint.ts';

type AnyClient = Pick<ecs.ECSClient, 'middlewareStack' | 'send'>;

interface Sdk {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly client: string;
  /** So many operations it has at least: a list that was read wrongly would prove nothing. */
  readonly least: number;
}

const sdks: Readonly<Record<ServiceId, Sdk>> = {
  ecs: {exports: ecs, client: 'ECSClient', least: 60},
  ec2: {exports: ec2, client: 'EC2Client', least: 600},
  ssm: {exports: ssm, client: 'SSMClient', least: 130},
  sts: {exports: sts, client: 'STSClient', least: 8},
  logs: {exports: logs, client: 'CloudWatchLogsClient', least: 80},
  'application-autoscaling': {exports: scaling, client: 'ApplicationAutoScalingClient', least: 12},
  cloudwatch: {exports: cloudwatch, client: 'CloudWatchClient', least: 35},
  autoscaling: {exports: groups, client: 'AutoScalingClient', least: 60},
  servicediscovery: {exports: servicediscovery, client: 'ServiceDiscoveryClient', least: 28},
  elasticloadbalancing: {exports: loadBalancing, client: 'ElasticLoadBalancingV2Client', least: 45},
};

const services = Object.keys(sdks) as readonly ServiceId[];

function operationsOf({exports}: Sdk): readonly string[] {
  return Object.keys(exports).flatMap(name => (/^[A-Z]\w+Command$/.test(name) ? [name.replace(/Command$/, '')] : []));
}

function made(sdk: Sdk, name: string, argument: object) {
  const found = sdk.exports[name];
  if (typeof found !== 'function') throw new Error(`the SDK has no ${name}`);
  return Reflect.construct(found, [argument]);
}

/** A client behind the wall, and what came through: nothing is sent. */
function walledClient(service: ServiceId, allowsChanges: () => boolean): {readonly client: AnyClient; readonly through: string[]} {
  const settings = {region: 'eu-west-1', credentials: {accessKeyId: 'a', secretAccessKey: 'b'}};
  const client: AnyClient = made(sdks[service], sdks[service].client, settings);
  addReadOnlyWall(client.middlewareStack, service, allowsChanges);
  const through: string[] = [];
  const end: InitializeMiddleware<ecs.ServiceInputTypes, ecs.ServiceOutputTypes> = (_, context) => async () => {
    through.push(context.commandName?.replace(/Command$/, '') ?? '');
    return {response: {}, output: {$metadata: {}}};
  };
  client.middlewareStack.add(end, {step: 'initialize', priority: 'low', name: 'end', override: false});
  return {client, through};
}

/** Sends every command of the SDK; answers with those that came through, and how many were refused. */
async function sendAll(service: ServiceId, isAllowed: boolean) {
  const {client, through} = walledClient(service, () => isAllowed);
  const commands = operationsOf(sdks[service]).map(name => made(sdks[service], `${name}Command`, {}));
  const results = await Promise.allSettled(commands.map(command => client.send(command)));
  const refused = results.filter(result => result.status === 'rejected' && result.reason instanceof Refused);
  return {through: through.toSorted(), refused: refused.length};
}

describe.each(services)('%s', service => {
  const all = operationsOf(sdks[service]);
  const reads = all.filter(name => operationFacts(service, name).effect === 'read').toSorted();

  test('the SDK has about as many operations as AWS documents', () => expect(all.length).toBeGreaterThanOrEqual(sdks[service].least));

  test('exactly the known reads get through, whichever command of the SDK is sent', async () => {
    expect(reads.length).toBeGreaterThan(0);
    expect(await sendAll(service, false)).toEqual({through: reads, refused: all.length - reads.length});
  });

  test('with changes allowed all get through', async () => {
    expect(await sendAll(service, true)).toEqual({through: all.toSorted(), refused: 0});
  });

  test('no operation counts as a read that is not named like one', () => {
    expect(reads.filter(name => !/^(?:List|Describe|Get|Discover|Filter|StartLiveTail$)/.test(name))).toEqual([]);
  });
});

test.each([
  ['sts', /^(?:Assume|GetSessionToken|GetFederationToken|GetWebIdentityToken|GetDelegated)/],
  ['ssm', /^(?:GetParameter|GetAccessToken|GetConnection)/],
  ['ec2', /^(?:GetPasswordData|GetConsole)/],
  ['logs', /Unmask|^GetLogObject/],
] as const)('what gives secrets away is no read for us: %s', (service, giving) => {
  const operations = operationsOf(sdks[service]).filter(name => giving.test(name));
  expect(operations.filter(name => operationFacts(service, name).effect === 'read')).toEqual([]);
});

test('it is asked at each call whether changes are allowed', async () => {
  let isAllowed = false;
  const requestHandler = fakeEndpoint(() => ({body: {}}));
  const client = new ecs.ECSClient({region: 'eu-west-1', requestHandler, credentials: {accessKeyId: 'a', secretAccessKey: 'b'}});
  addReadOnlyWall(client.middlewareStack, 'ecs', () => isAllowed);
  const stop = () => client.send(new ecs.StopTaskCommand({task: 'a'}));
  await expect(stop()).rejects.toThrow('read-only: ecs:StopTask');
  isAllowed = true;
  await stop();
  isAllowed = false;
  await expect(stop()).rejects.toThrow(Refused);
  expect(requestHandler.sent).toHaveLength(1);
});
