import {expect, test} from 'vitest';
import {Unsupported} from '../../src/domain/errors.ts';
import {type Answer, awsError, connectTo, patient, type SentRequest} from './fake-endpoint.ts';

const reservation = `<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><reservationSet><item><instancesSet>
  <item><instanceId>i-1</instanceId><privateIpAddress>10.0.0.1</privateIpAddress></item>
  </instancesSet></item></reservationSet></DescribeInstancesResponse>`;

const ec2Denied = `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized.</Message></Error></Errors>
  <RequestID>1</RequestID></Response>`;

const managed = {
  InstanceInformationList: [
    {
      InstanceId: 'i-1',
      PingStatus: 'Online',
      IPAddress: '172.17.0.1',
      PlatformName: 'Amazon Linux',
      PlatformVersion: '2023',
      AgentVersion: '3.3',
    },
    {InstanceId: 'mi-2', PingStatus: 'ConnectionLost', IPAddress: '192.168.1.2'},
  ],
};

function aws(answers: {readonly ec2?: Answer; readonly ssm?: Answer}) {
  return connectTo(({operation}: SentRequest) =>
    operation === 'DescribeInstances' ? (answers.ec2 ?? {body: reservation}) : (answers.ssm ?? {body: managed}),
  );
}

type Aws = Awaited<ReturnType<typeof aws>>;

/** Asks, and lets the time pass in which questions are gathered. */
async function hosts({surroundings, clock}: Aws, ...ids: string[]) {
  const answer = surroundings.hosts(ids, patient);
  await clock.advance(10);
  return answer;
}

test('EC2 tells the address of a host, and Systems Manager how it is and those outside EC2', async () => {
  const found = await hosts(await aws({}), 'i-1', 'mi-2', 'i-gone');
  expect(found).toEqual([
    {instanceId: 'i-1', privateAddress: '10.0.0.1', managed: 'Online', platform: 'Amazon Linux 2023', ssmAgentVersion: '3.3'},
    {instanceId: 'mi-2', privateAddress: '192.168.1.2', managed: 'ConnectionLost'},
  ]);
});

test('when one of them is denied, the other is enough; the denied one is left alone for a minute', async () => {
  const denied = await aws({ec2: {status: 403, body: ec2Denied}});
  expect(await hosts(denied, 'i-1')).toMatchObject([{instanceId: 'i-1', privateAddress: '172.17.0.1'}]);
  await hosts(denied, 'i-3');
  expect(denied.sent.filter(({operation}) => operation === 'DescribeInstances')).toHaveLength(1);
  await denied.clock.advance(60_000);
  await hosts(denied, 'i-1');
  expect(denied.sent.filter(({operation}) => operation === 'DescribeInstances')).toHaveLength(2);
});

test('when both are denied, nothing is known and nothing fails', async () => {
  const denied = await aws({ec2: {status: 403, body: ec2Denied}, ssm: awsError('AccessDeniedException', 'no')});
  expect(await hosts(denied, 'i-1')).toEqual([]);
});

test('what rows ask one by one is one call, and is remembered for five minutes', async () => {
  const asked = await aws({});
  const one = asked.surroundings.hosts(['i-1'], patient);
  const other = asked.surroundings.hosts(['mi-2', 'i-1'], patient);
  await asked.clock.advance(10);
  expect((await one).length + (await other).length).toBe(3);
  expect(asked.sent).toHaveLength(2);
  await asked.clock.advance(290_000);
  await hosts(asked, 'i-1', 'mi-2');
  expect(asked.sent).toHaveLength(2);
  await asked.clock.advance(20_000);
  await hosts(asked, 'i-1', 'mi-2');
  expect(asked.sent).toHaveLength(4);
});

test("a service's scaling bounds are found by names, also from ARNs, and kept for half a minute", async () => {
  const target = {MinCapacity: 2, MaxCapacity: 9, SuspendedState: {DynamicScalingInSuspended: true, DynamicScalingOutSuspended: true}};
  const {surroundings, sent, clock} = await connectTo(() => ({body: {ScalableTargets: [target]}}));
  const bounds = () => surroundings.scalingBounds('arn:aws:ecs:r:1:cluster/erp', 'arn:aws:ecs:r:1:service/erp/api', patient);
  expect(await bounds()).toEqual({minimum: 2, maximum: 9, isSuspended: true});
  expect(sent[0]?.input).toMatchObject({ResourceIds: ['service/erp/api'], ServiceNamespace: 'ecs'});
  await bounds();
  expect(sent).toHaveLength(1);
  await clock.advance(30_000);
  await bounds();
  expect(sent).toHaveLength(2);
});

test('a service without a scalable target has no bounds; a place without auto scaling says so', async () => {
  const without = await connectTo(() => ({body: {ScalableTargets: []}}));
  expect(await without.surroundings.scalingBounds('erp', 'api', patient)).toBeUndefined();
  const lacking = await connectTo(() => ({status: 404, body: '<html>404</html>'}));
  await expect(lacking.surroundings.scalingBounds('erp', 'api', patient)).rejects.toThrow(Unsupported);
});
