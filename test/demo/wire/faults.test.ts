import {DescribeInstancesCommand} from '@aws-sdk/client-ec2';
import {DescribeServicesCommand, ListClustersCommand, ListTasksCommand, UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {GetCallerIdentityCommand} from '@aws-sdk/client-sts';
import {describe, expect, test} from 'vitest';
import {coversAction, parseFaults} from '../../../src/demo/faults.ts';
import {manualClock, settle} from '../../aws/manual-clock.ts';
import {launch, refusal} from './fixture.ts';

const listClusters = () => new ListClustersCommand({});

describe('the specification', () => {
  test('of every fault is read', () => {
    const spec =
      'throttle=0.3, latency=2000,deny=ecs:ListTasks,deny=ec2:*,expired,blackhole,fail-batch=0.1,skew=-3600,unknown=UpdateService,' +
      'ssm-lost=0.05,ssm-slow=0.1,ssm-fail=0.02,' +
      'fail=0.2,region-out=eu-west-1,cut-streams,consul-out,consul-filtered';
    expect(parseFaults(spec)).toEqual({
      throttle: 0.3,
      latency: 2000,
      deny: ['ecs:ListTasks', 'ec2:*'],
      isExpired: true,
      isBlackhole: true,
      failBatch: 0.1,
      skew: -3600,
      unknown: ['UpdateService'],
      ssmLost: 0.05,
      ssmSlow: 0.1,
      ssmFail: 0.02,
      fail: 0.2,
      regionsOut: ['eu-west-1'],
      cutsStreams: true,
      isConsulOut: true,
      filtersConsul: true,
    });
  });

  test.each([
    'throtle=1',
    'throttle=1.5',
    'throttle',
    'latency=-1',
    'latency=soon',
    'deny=ListTasks',
    'expired=no',
    'skew=',
    'unknown=ecs:UpdateService',
    'ssm-lost=2',
    'fail=2',
    'region-out=moon',
    'cut-streams=1',
    'toString',
  ])('%s is refused with advice', spec => {
    expect(() => parseFaults(spec)).toThrow(expect.objectContaining({name: 'UsageError', advice: expect.stringMatching(/\S/)}));
  });

  test('a pattern covers its actions only', () => {
    expect(['ecs:ListTasks', 'ecs:List*', 'ecs:*', '*'].filter(pattern => coversAction(pattern, 'ecs:ListTasks'))).toHaveLength(4);
    expect(['ecs:ListTask', 'ecs:Describe*', 'ec2:*'].filter(pattern => coversAction(pattern, 'ecs:ListTasks'))).toHaveLength(0);
  });
});

describe('the throttle buckets', () => {
  test('refuse a burst beyond their size and fill up again', async () => {
    const {ecs, clock, region} = launch();
    for (let call = 0; call < 50; call += 1) await ecs.send(listClusters());
    expect(await refusal(ecs.send(listClusters()))).toEqual({name: 'ThrottlingException', message: 'Rate exceeded', status: 400});
    await ecs.send(new ListTasksCommand({cluster: 'erp'}));
    await clock.advance(100);
    await ecs.send(listClusters());
    await ecs.send(listClusters());
    await refusal(ecs.send(listClusters()));
    expect(region.calls.get('ecs:ListClusters')).toBe(54);
  });
});

describe('faults', () => {
  test('denied: worded as AWS words it, in each protocol', async () => {
    const {ecs, ec2, sts} = launch({faults: 'deny=ecs:ListTasks,deny=ec2:*,deny=sts:GetCallerIdentity'});
    expect(await refusal(ecs.send(new ListTasksCommand({cluster: 'erp'})))).toEqual({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::111122223333:assumed-role/OnCall/on-call is not authorized to perform: ecs:ListTasks on resource: ' +
        'arn:aws:ecs:ap-southeast-1:111122223333:cluster/erp because no identity-based policy allows the ecs:ListTasks action',
      status: 400,
    });
    expect(await refusal(ec2.send(new DescribeInstancesCommand({})))).toMatchObject({name: 'UnauthorizedOperation', status: 403});
    expect(await refusal(sts.send(new GetCallerIdentityCommand({})))).toMatchObject({name: 'AccessDenied', status: 403});
    await ecs.send(listClusters());
  });

  test('expired, until they are switched off', async () => {
    const {ecs, sts, region} = launch({faults: 'expired'});
    expect(await refusal(ecs.send(listClusters()))).toMatchObject({name: 'ExpiredTokenException'});
    expect(await refusal(sts.send(new GetCallerIdentityCommand({})))).toMatchObject({name: 'ExpiredToken'});
    region.faults.set('');
    await ecs.send(listClusters());
  });

  test('a specification that cannot be read leaves the faults as they are', () => {
    const {region} = launch({faults: 'expired'});
    expect(() => region.faults.set('nonsense')).toThrow('nonsense');
    expect(region.faults).toMatchObject({spec: 'expired', current: {isExpired: true}});
  });

  test('throttled at the given rate, and the same calls each time', async () => {
    const refused = async () => {
      const {ecs, clock} = launch({faults: 'throttle=0.3', seed: 7});
      const outcomes: boolean[] = [];
      for (let call = 0; call < 200; call += 1) {
        await clock.advance(60);
        outcomes.push(
          await ecs.send(listClusters()).then(
            () => false,
            () => true,
          ),
        );
      }
      return outcomes;
    };
    const first = await refused();
    expect(first.filter(Boolean).length).toBeGreaterThan(40);
    expect(first.filter(Boolean).length).toBeLessThan(80);
    expect(await refused()).toEqual(first);
  });

  test('failing batches hit Describe calls alone', async () => {
    const {ecs} = launch({faults: 'fail-batch=1'});
    await ecs.send(listClusters());
    const call = ecs.send(new DescribeServicesCommand({cluster: 'erp', services: ['srvweb']}));
    expect(await refusal(call)).toMatchObject({name: 'ServerException', status: 500});
  });

  test('latency is waited for on the clock', async () => {
    const {ecs, clock} = launch({faults: 'latency=2000'});
    let isAnswered = false;
    const call = ecs.send(listClusters()).then(() => {
      isAnswered = true;
    });
    await clock.advance(1999);
    expect(isAnswered).toBe(false);
    await clock.advance(1);
    await call;
  });

  test('a black hole answers nothing until the caller gives up', async () => {
    const {ecs} = launch({faults: 'blackhole'});
    const given = new AbortController();
    const call = ecs.send(listClusters(), {abortSignal: given.signal});
    await settle();
    given.abort();
    expect(await refusal(call)).toMatchObject({name: 'AbortError'});
  });

  test('an unknown outcome: the change happens, the answer is lost', async () => {
    const {ecs, region} = launch({faults: 'unknown=UpdateService'});
    const given = new AbortController();
    const call = ecs.send(new UpdateServiceCommand({cluster: 'erp', service: 'srvweb', desiredCount: 3}), {abortSignal: given.signal});
    await settle();
    given.abort();
    expect(await refusal(call)).toMatchObject({name: 'AbortError'});
    const {services} = await ecs.send(new DescribeServicesCommand({cluster: 'erp', services: ['srvweb']}));
    expect(services?.[0]?.desiredCount).toBe(3);
    expect(region.calls.get('ecs:UpdateService')).toBe(1);
  });

  test('skew: an honest signature is refused, with both times in the message', async () => {
    const {ecs} = launch({clock: manualClock(Date.now()), faults: 'skew=3600'});
    const {name, message} = await refusal(ecs.send(listClusters()));
    expect(name).toBe('InvalidSignatureException');
    expect(message).toMatch(/^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/);
  });
});
