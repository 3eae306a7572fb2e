import {expect, test} from 'vitest';
import {toTargetGroup, toTargetHealth} from '../../src/aws/target-mapper.ts';
import {AccessDenied, Gone, Throttled} from '../../src/domain/errors.ts';
import {type Answer, connectTo, patient, type SentRequest} from './fake-endpoint.ts';

const prefix = 'arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup';

function answer(operation: string, content: string): Answer {
  return {body: `<${operation}Response><${operation}Result>${content}</${operation}Result></${operation}Response>`};
}

function refusal(code: string, message: string, status = 400): Answer {
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  };
}

/** Answers DescribeTargetGroups with the groups that are asked for; a call that names `gone` is refused. */
function groups({operation, input}: SentRequest): Answer {
  const arns = Object.entries(input).flatMap(([name, value]) => (name.startsWith('TargetGroupArns.member.') ? [String(value)] : []));
  if (arns.some(arn => arn.includes('gone'))) return refusal('TargetGroupNotFound', 'One or more target groups not found');
  return answer(
    operation,
    `<TargetGroups>${arns.map(arn => `<member><TargetGroupArn>${arn}</TargetGroupArn></member>`).join('')}</TargetGroups>`,
  );
}

test('what AWS leaves out of a group or a target is absent, or what it means', () => {
  expect(toTargetGroup({TargetGroupArn: `${prefix}/web/1`, TargetGroupName: 'web', HealthCheckProtocol: 'TCP'})).toEqual({
    arn: `${prefix}/web/1`,
    name: 'web',
    targetType: 'instance',
    loadBalancerArns: [],
    healthCheck: {
      isEnabled: true,
      protocol: 'TCP',
      port: 'traffic-port',
      intervalSeconds: 0,
      timeoutSeconds: 0,
      healthyThreshold: 0,
      unhealthyThreshold: 0,
    },
  });
  expect(toTargetHealth({Target: {Id: 'i-1', Port: 32_768}, TargetHealth: {State: 'healthy'}})).toEqual({
    id: 'i-1',
    port: 32_768,
    state: 'healthy',
  });
  expect(toTargetHealth({})).toEqual({id: '', state: 'unknown'});
});

test('a group and a target as AWS describes them in full', () => {
  expect(
    toTargetGroup({
      TargetGroupArn: `${prefix}/grpc/1`,
      TargetGroupName: 'grpc',
      TargetType: 'ip',
      Protocol: 'HTTP',
      Port: 50_051,
      HealthCheckProtocol: 'HTTP',
      HealthCheckPort: '8081',
      HealthCheckEnabled: true,
      HealthCheckPath: '/grpc.health.v1.Health/Check',
      HealthCheckIntervalSeconds: 30,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 5,
      UnhealthyThresholdCount: 2,
      Matcher: {GrpcCode: '0'},
      LoadBalancerArns: ['arn:lb'],
    }),
  ).toMatchObject({
    targetType: 'ip',
    port: 50_051,
    loadBalancerArns: ['arn:lb'],
    healthCheck: {port: '8081', path: '/grpc.health.v1.Health/Check', matcher: '0', intervalSeconds: 30, unhealthyThreshold: 2},
  });
  expect(
    toTargetHealth({
      Target: {Id: '10.0.0.7', Port: 8080, AvailabilityZone: 'eu-west-1a'},
      HealthCheckPort: '8081',
      TargetHealth: {State: 'unhealthy', Reason: 'Target.Timeout', Description: 'Request timed out'},
    }),
  ).toEqual({
    id: '10.0.0.7',
    port: 8080,
    zone: 'eu-west-1a',
    checkedPort: '8081',
    state: 'unhealthy',
    reason: 'Target.Timeout',
    description: 'Request timed out',
  });
});

test('groups are read twenty at a time, and kept for half a minute', async () => {
  const {connection, sent, clock} = await connectTo(groups);
  const arns = Array.from({length: 45}, (_, index) => `${prefix}/web-${index}/1`);
  const read = () => connection.region.loadBalancing.targetGroups(arns, patient);
  expect((await read()).map(({arn}) => arn).toSorted()).toEqual(arns.toSorted());
  expect(sent).toHaveLength(3);
  await read();
  expect(sent).toHaveLength(3);
  await clock.advance(30_000);
  await read();
  expect(sent).toHaveLength(6);
});

test('a group that is gone does not take the others along', async () => {
  const {connection, sent} = await connectTo(groups);
  const found = await connection.region.loadBalancing.targetGroups([`${prefix}/web/1`, `${prefix}/gone/1`, `${prefix}/api/1`], patient);
  expect(found.map(({arn}) => arn).toSorted()).toEqual([`${prefix}/api/1`, `${prefix}/web/1`]);
  expect(sent).toHaveLength(4);
});

test('the deregistration delay is a number of seconds; a group of a function has none', async () => {
  const attribute = '<Attributes><member><Key>deregistration_delay.timeout_seconds</Key><Value>120</Value></member></Attributes>';
  const {connection} = await connectTo(({operation, input}) =>
    answer(operation, String(input.TargetGroupArn).includes('web') ? attribute : '<Attributes/>'),
  );
  expect(await connection.region.loadBalancing.deregistrationDelay(`${prefix}/web/1`, patient)).toBe(120);
  expect(await connection.region.loadBalancing.deregistrationDelay(`${prefix}/function/1`, patient)).toBeUndefined();
});

test.each([
  ['TargetGroupNotFound', Gone],
  ['AccessDenied', AccessDenied],
  ['Throttling', Throttled],
])('%s is told in our words', async (code, kind) => {
  const {connection, clock} = await connectTo(() => refusal(code, 'no'));
  const read = connection.region.loadBalancing.targetHealth(`${prefix}/web/1`, patient);
  const outcome = expect(read).rejects.toThrow(kind);
  await clock.advance(5_000);
  await outcome;
});
