// Elastic Load Balancing as the real client sees it: targets follow the tasks, and limits are AWS's.

import {DescribeServicesCommand, ListTasksCommand, StopTaskCommand} from '@aws-sdk/client-ecs';
import {
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {describe, expect, test} from 'vitest';
import {serveDemoRegion} from '../../../src/demo/http-server.ts';
import {credentials, launch, refusal} from '../wire/fixture.ts';

type Demo = ReturnType<typeof launch>;

async function groupArn({elb}: Demo, name: string): Promise<string> {
  const {TargetGroups = []} = await elb.send(new DescribeTargetGroupsCommand({Names: [name]}));
  return TargetGroups[0]?.TargetGroupArn ?? '';
}

async function targetsIn(demo: Demo, name: string) {
  const {TargetHealthDescriptions = []} = await demo.elb.send(
    new DescribeTargetHealthCommand({TargetGroupArn: await groupArn(demo, name)}),
  );
  return TargetHealthDescriptions.map(({Target, TargetHealth, HealthCheckPort}) => ({...Target, HealthCheckPort, ...TargetHealth}));
}

describe('what the real client reads', () => {
  test('a target group with its health check, as the systems have it', async () => {
    const demo = launch();
    const {TargetGroups} = await demo.elb.send(new DescribeTargetGroupsCommand({Names: ['simple-application']}));
    expect(TargetGroups).toMatchObject([
      {
        TargetGroupName: 'simple-application',
        TargetType: 'instance',
        Protocol: 'HTTP',
        Port: 3000,
        HealthCheckPath: '/simple-application/actuator/info',
        HealthCheckPort: 'traffic-port',
        HealthCheckEnabled: true,
        HealthCheckIntervalSeconds: 30,
        HealthCheckTimeoutSeconds: 5,
        HealthyThresholdCount: 5,
        UnhealthyThresholdCount: 5,
        Matcher: {HttpCode: '200'},
      },
    ]);
    expect(TargetGroups?.[0]?.LoadBalancerArns?.[0]).toContain(':loadbalancer/app/simple-ecs-alb/');
  });

  test('the attributes of a group, its deregistration delay among them', async () => {
    const demo = launch();
    const TargetGroupArn = await groupArn(demo, 'targetweb');
    const {Attributes} = await demo.elb.send(new DescribeTargetGroupAttributesCommand({TargetGroupArn}));
    expect(Attributes).toContainEqual({Key: 'deregistration_delay.timeout_seconds', Value: '30'});
  });

  test('instances with the ports that Docker chose, and addresses with their zones', async () => {
    const demo = launch();
    for (const target of await targetsIn(demo, 'targetapp2')) {
      expect(target).toMatchObject({Id: expect.stringMatching(/^i-[0-9a-f]{17}$/), State: 'healthy'});
      expect(target.Port).toBeGreaterThanOrEqual(32_768);
      expect(target.HealthCheckPort).toBe(String(target.Port));
    }
    expect(await targetsIn(demo, 'orders-blue')).toMatchObject([
      {Id: expect.stringMatching(/^10\./), Port: 8080, AvailabilityZone: 'ap-southeast-1a', State: 'healthy'},
      {Id: expect.stringMatching(/^10\./), Port: 8080, AvailabilityZone: 'ap-southeast-1b', State: 'healthy'},
    ]);
  });

  test('what is wrong in the world, with the reasons of AWS', async () => {
    const demo = launch();
    expect(await targetsIn(demo, 'simple-application')).toContainEqual(
      expect.objectContaining({
        State: 'unhealthy',
        Reason: 'Target.ResponseCodeMismatch',
        Description: 'Health checks failed with these codes: [404]',
      }),
    );
    expect(await targetsIn(demo, 'orders-green')).toContainEqual(
      expect.objectContaining({State: 'unhealthy', Reason: 'Target.Timeout', Description: 'Request timed out'}),
    );
  });

  test('both revisions of a canary, each in a group of its own', async () => {
    const demo = launch();
    const {services = []} = await demo.ecs.send(new DescribeServicesCommand({cluster: 'discovery', services: ['checkout']}));
    expect(services[0]?.deployments?.length).toBe(2);
    const [one, other] = [await targetsIn(demo, 'checkout-a'), await targetsIn(demo, 'checkout-b')];
    expect([one.length, other.length]).toEqual([3, 3]);
    expect(new Set([...one, ...other].map(({Id}) => Id)).size).toBe(6);
  });

  test('the same over HTTP', async () => {
    const {region} = launch();
    const server = await serveDemoRegion(region, 0);
    try {
      const elb = new ElasticLoadBalancingV2Client({
        region: 'eu-west-1',
        endpoint: `http://127.0.0.1:${server.port}`,
        credentials,
        maxAttempts: 1,
      });
      const {TargetGroups = []} = await elb.send(new DescribeTargetGroupsCommand({Names: ['targetweb']}));
      expect(TargetGroups[0]?.TargetGroupArn).toMatch(/^arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup\/targetweb\//);
      const {TargetHealthDescriptions = []} = await elb.send(
        new DescribeTargetHealthCommand({TargetGroupArn: TargetGroups[0]?.TargetGroupArn}),
      );
      expect(TargetHealthDescriptions).toHaveLength(2);
    } finally {
      await server.close();
    }
  });
});

test('a task that is stopped drains for the delay, and its successor is initial until its check has passed', async () => {
  const demo = launch();
  const {taskArns = []} = await demo.ecs.send(new ListTasksCommand({cluster: 'simple-ecs-cluster', serviceName: 'simple-eureka'}));
  await demo.ecs.send(new StopTaskCommand({cluster: 'simple-ecs-cluster', task: taskArns[0] ?? '', reason: 'test'}));
  const states = async () => (await targetsIn(demo, 'simple-eureka')).map(({State, Reason}) => (Reason ? `${State} ${Reason}` : State));
  expect(await states()).toContain('draining Target.DeregistrationInProgress');

  const seen = new Set<string | undefined>();
  let isDrained = false;
  for (let second = 0; second < 90; second += 1) {
    await demo.clock.advance(1000);
    const now = await states();
    for (const state of now) seen.add(state);
    isDrained ||= !now.some(state => state?.startsWith('draining'));
    // 20 seconds after it began to stop, which is up to 7 after it was deregistered.
    if (second < 20) expect(isDrained).toBe(false);
  }
  expect(isDrained).toBe(true);
  expect(seen).toEqual(
    new Set([
      'healthy',
      'draining Target.DeregistrationInProgress',
      'initial Elb.RegistrationInProgress',
      'initial Elb.InitialHealthChecking',
    ]),
  );
  expect(await states()).toEqual(['healthy', 'healthy']);
});

describe('limits and refusals', () => {
  test('at most 20 groups by name, pages of 400, a marker for the rest', async () => {
    const demo = launch({world: {services: 45, tasks: 45, instances: 5, clusters: 1}});
    const {TargetGroups = []} = await demo.elb.send(new DescribeTargetGroupsCommand({}));
    expect(TargetGroups).toHaveLength(45);
    const arns = TargetGroups.map(({TargetGroupArn = ''}) => TargetGroupArn);
    expect(await refusal(demo.elb.send(new DescribeTargetGroupsCommand({TargetGroupArns: arns.slice(0, 21)})))).toEqual({
      name: 'ValidationError',
      message: "You cannot describe more than '20' target groups at a time",
      status: 400,
    });
    const paged: (string | undefined)[] = [];
    for await (const page of paginateDescribeTargetGroups({client: demo.elb}, {PageSize: 20})) {
      expect(page.TargetGroups?.length).toBeLessThanOrEqual(20);
      paged.push(...(page.TargetGroups ?? []).map(({TargetGroupArn}) => TargetGroupArn));
    }
    expect(paged).toEqual(arns);
    expect(await refusal(demo.elb.send(new DescribeTargetGroupsCommand({PageSize: 401})))).toMatchObject({name: 'ValidationError'});
  });

  test('a group that is not there, and a target that is not registered', async () => {
    const demo = launch();
    const known = await groupArn(demo, 'targetweb');
    const gone = known.replace('targetweb', 'targetgone');
    const refused = {name: 'TargetGroupNotFoundException', status: 400};
    expect(await refusal(demo.elb.send(new DescribeTargetHealthCommand({TargetGroupArn: gone})))).toMatchObject(refused);
    expect(await refusal(demo.elb.send(new DescribeTargetGroupsCommand({TargetGroupArns: [known, gone]})))).toMatchObject(refused);
    expect(await refusal(demo.elb.send(new DescribeTargetHealthCommand({TargetGroupArn: 'targetweb'})))).toMatchObject({
      name: 'ValidationError',
    });
    const asked = await demo.elb.send(
      new DescribeTargetHealthCommand({TargetGroupArn: known, Targets: [{Id: 'i-0123456789abcdef0', Port: 80}]}),
    );
    expect(asked.TargetHealthDescriptions).toMatchObject([{TargetHealth: {State: 'unused', Reason: 'Target.NotRegistered'}}]);
  });

  test('forty calls at once are answered, the next is throttled', async () => {
    const demo = launch();
    const TargetGroupArn = await groupArn(demo, 'targetweb');
    const answers = await Promise.allSettled(
      Array.from({length: 60}, () => demo.elb.send(new DescribeTargetHealthCommand({TargetGroupArn}))),
    );
    expect(answers.filter(({status}) => status === 'fulfilled')).toHaveLength(39);
    expect(await refusal(demo.elb.send(new DescribeTargetHealthCommand({TargetGroupArn})))).toEqual({
      name: 'Throttling',
      message: 'Rate exceeded',
      status: 400,
    });
  });
});
