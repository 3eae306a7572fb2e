import {DescribeInstancesCommand, EC2Client} from '@aws-sdk/client-ec2';
import {ECSClient, ListClustersCommand, ListTasksCommand} from '@aws-sdk/client-ecs';
import {GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {createDemo} from '../../../src/demo/demo.ts';
import {type DemoServer, serveDemoRegion} from '../../../src/demo/http-server.ts';
import {manualClock} from '../../aws/manual-clock.ts';
import {credentials, refusal} from './fixture.ts';

const region = createDemo({clock: manualClock()});
let server: DemoServer;
let endpoint: string;

beforeAll(async () => {
  server = await serveDemoRegion(region, 0);
  endpoint = `http://127.0.0.1:${server.port}`;
});
afterAll(() => server.close());

test('real clients work over HTTP', async () => {
  const settings = {region: 'eu-central-1', endpoint, credentials, maxAttempts: 1};
  const ecs = new ECSClient(settings);
  expect((await ecs.send(new ListClustersCommand({}))).clusterArns).toContain('arn:aws:ecs:eu-central-1:111122223333:cluster/erp');
  expect((await new STSClient(settings).send(new GetCallerIdentityCommand({}))).Account).toBe('111122223333');
  expect((await new EC2Client(settings).send(new DescribeInstancesCommand({}))).Reservations?.length).toBeGreaterThan(0);
  expect(await refusal(ecs.send(new ListTasksCommand({cluster: 'none'})))).toMatchObject({name: 'ClusterNotFoundException', status: 400});
});

test('the calls are counted for benches, and faults are switched', async () => {
  const calls = await (await fetch(`${endpoint}/_demo/calls`)).json();
  expect(calls).toMatchObject({'ecs:ListClusters': 1, 'sts:GetCallerIdentity': 1});
  const post = async (body: string) => {
    const response = await fetch(`${endpoint}/_demo/faults`, {method: 'POST', body});
    return [response.status, await response.json()];
  };
  expect(await post('expired')).toEqual([200, {faults: 'expired'}]);
  expect(await post('bogus')).toEqual([400, {message: expect.stringContaining('bogus')}]);
  expect(region.faults.spec).toBe('expired');
  expect(await post('')).toEqual([200, {faults: ''}]);
});

test('anything else is an AWS error and never HTML', async () => {
  const response = await fetch(`${endpoint}/index.html`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({__type: 'UnknownOperationException'});
});

test('a client that hangs up ends its call', async () => {
  region.faults.set('blackhole');
  const headers = {'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters'};
  const given = new AbortController();
  const before = region.calls.get('ecs:ListClusters') ?? 0;
  const call = fetch(endpoint, {method: 'POST', headers, body: '{}', signal: given.signal});
  while ((region.calls.get('ecs:ListClusters') ?? 0) === before) await new Promise(resolve => setImmediate(resolve));
  given.abort();
  await expect(call).rejects.toThrow('abort');
  region.faults.set('');
  expect((await fetch(endpoint, {method: 'POST', headers, body: '{}'})).status).toBe(200);
});

test('a port that is taken is told with advice', async () => {
  await expect(serveDemoRegion(region, server.port)).rejects.toMatchObject({
    name: 'UserError',
    advice: expect.stringContaining('another port'),
  });
});
