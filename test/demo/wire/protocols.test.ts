import {DescribeScalableTargetsCommand} from '@aws-sdk/client-application-auto-scaling';
import {DescribeInstancesCommand, DescribeVpcsCommand} from '@aws-sdk/client-ec2';
import {
  DeleteServiceCommand,
  DescribeContainerInstancesCommand,
  ListClustersCommand,
  ListContainerInstancesCommand,
} from '@aws-sdk/client-ecs';
import {DescribeInstanceInformationCommand, ListDocumentsCommand, paginateDescribeInstanceInformation} from '@aws-sdk/client-ssm';
import {GetCallerIdentityCommand, GetSessionTokenCommand} from '@aws-sdk/client-sts';
import {describe, expect, test} from 'vitest';
import {launch, refusal} from './fixture.ts';

describe('the real clients understand the answers', () => {
  test('STS tells who is calling', async () => {
    const {Account, Arn, $metadata} = await launch().sts.send(new GetCallerIdentityCommand({}));
    expect({Account, Arn}).toEqual({Account: '111122223333', Arn: 'arn:aws:sts::111122223333:assumed-role/OnCall/on-call'});
    expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('EC2 gives the address of each container instance', async () => {
    const {ecs, ec2} = launch();
    const {containerInstanceArns} = await ecs.send(new ListContainerInstancesCommand({cluster: 'erp'}));
    const {containerInstances = []} = await ecs.send(
      new DescribeContainerInstancesCommand({cluster: 'erp', containerInstances: containerInstanceArns}),
    );
    const ids = containerInstances.map(({ec2InstanceId}) => ec2InstanceId ?? '');
    const {Reservations = []} = await ec2.send(new DescribeInstancesCommand({InstanceIds: ids}));
    const hosts = Reservations.flatMap(({Instances = []}) => Instances);
    expect(hosts.map(({InstanceId}) => InstanceId).toSorted()).toEqual(ids.toSorted());
    for (const {PrivateIpAddress, State, LaunchTime} of hosts) {
      expect(PrivateIpAddress).toMatch(/^10\.|^172\.|^192\.168\./);
      expect(State?.Name).toBe('running');
      expect(LaunchTime).toBeInstanceOf(Date);
    }
  });

  test('EC2 filters, and names an instance that does not exist', async () => {
    const {ec2} = launch();
    const none = await ec2.send(new DescribeInstancesCommand({Filters: [{Name: 'private-ip-address', Values: ['203.0.113.9']}]}));
    expect(none.Reservations ?? []).toEqual([]);
    expect(await refusal(ec2.send(new DescribeInstancesCommand({InstanceIds: ['i-0123456789abcdef0']})))).toEqual({
      name: 'InvalidInstanceID.NotFound',
      message: "The instance ID 'i-0123456789abcdef0' does not exist",
      status: 400,
    });
  });

  test('Systems Manager lists its hosts page by page, between 5 and 50 a page', async () => {
    const {ssm} = launch();
    const ids: (string | undefined)[] = [];
    for await (const {InstanceInformationList = []} of paginateDescribeInstanceInformation({client: ssm, pageSize: 5}, {})) {
      expect(InstanceInformationList.length).toBeLessThanOrEqual(5);
      ids.push(...InstanceInformationList.map(({InstanceId}) => InstanceId));
    }
    expect(ids.length).toBeGreaterThan(5);
    expect(new Set(ids).size).toBe(ids.length);
    for (const MaxResults of [4, 51]) {
      expect(await refusal(ssm.send(new DescribeInstanceInformationCommand({MaxResults})))).toMatchObject({name: 'ValidationException'});
    }
  });

  test('Application Auto Scaling gives the bounds of a service', async () => {
    const {scaling} = launch();
    const {ScalableTargets = []} = await scaling.send(
      new DescribeScalableTargetsCommand({ServiceNamespace: 'ecs', ResourceIds: ['service/erp/srvapp2', 'service/erp/none']}),
    );
    expect(ScalableTargets).toMatchObject([{ResourceId: 'service/erp/srvapp2', MinCapacity: 2, MaxCapacity: 8}]);
  });
});

describe('what is not implemented is refused in the protocol of the caller', () => {
  test.each([
    ['JSON', () => launch().ecs.send(new DeleteServiceCommand({service: 'web'}))],
    ['JSON of another service', () => launch().ssm.send(new ListDocumentsCommand({}))],
    ['query', () => launch().sts.send(new GetSessionTokenCommand({}))],
    ['EC2 query', () => launch().ec2.send(new DescribeVpcsCommand({}))],
  ])('%s', async (_, call) => {
    expect(await refusal(call())).toMatchObject({name: 'UnknownOperationException', status: 400});
  });

  test('CBOR', async () => {
    const headers = {'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor'};
    const path = '/service/GraniteServiceVersion20100801/operation/GetMetricData';
    const {status, headers: answered, body} = await launch().region.handle({method: 'POST', path, headers});
    expect({status, protocol: answered['smithy-protocol']}).toEqual({status: 400, protocol: 'rpc-v2-cbor'});
    expect(Buffer.from(body).toString('latin1')).toMatch(/^\xa2y\0\x06__typey\0\x19UnknownOperationExceptiony\0/);
  });

  test('names of JavaScript are no operations, and a body that is no JSON is refused', async () => {
    const {region} = launch();
    const call = async (operation: string, body: string) => {
      const headers = {'X-Amz-Target': `AmazonEC2ContainerServiceV20141113.${operation}`};
      return JSON.parse(String((await region.handle({method: 'POST', path: '/', headers, body})).body)).__type;
    };
    expect(await call('toString', '{}')).toBe('UnknownOperationException');
    expect(await call('ListClusters', '[')).toBe('SerializationException');
  });
});

test('the world answers under the Region that the client signs for', async () => {
  const {ecs} = launch({signFor: 'eu-west-1'});
  const {clusterArns = []} = await ecs.send(new ListClustersCommand({}));
  expect(clusterArns).toContain('arn:aws:ecs:eu-west-1:111122223333:cluster/erp');
  const [first = ''] = (await ecs.send(new ListContainerInstancesCommand({cluster: 'arn:aws:ecs:eu-west-1:111122223333:cluster/erp'})))
    .containerInstanceArns ?? [''];
  const {containerInstances = []} = await ecs.send(new DescribeContainerInstancesCommand({cluster: 'erp', containerInstances: [first]}));
  const zone = containerInstances[0]?.attributes?.find(({name}) => name === 'ecs.availability-zone')?.value;
  expect(zone).toMatch(/^eu-west-1[a-z]$/);
});

test('dates are seconds since 1970 on the wire, and text that looks like a date stays text', async () => {
  const {region} = launch();
  const post = async (operation: string, input: object): Promise<unknown> => {
    const headers = {'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`};
    return JSON.parse(String((await region.handle({method: 'POST', path: '/', headers, body: JSON.stringify(input)})).body));
  };
  const lookalike = '2026-11-20T12:00:00.000Z';
  await post('TagResource', {
    resourceArn: 'arn:aws:ecs:ap-southeast-1:111122223333:service/erp/srvweb',
    tags: [{key: 'since', value: lookalike}],
  });
  const answer = await post('DescribeServices', {cluster: 'erp', services: ['srvweb'], include: ['TAGS']});
  expect(answer).toMatchObject({
    services: [{createdAt: expect.any(Number), tags: expect.arrayContaining([{key: 'since', value: lookalike}])}],
  });
});
