import {expect, test} from 'vitest';
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
