import {describe, expect, test} from 'vitest';
import {serviceVerdict} from '../../../src/domain/health/service-health.ts';
import {
  countTargets,
  isTargetSteady,
  targetCountsInWords,
  targetCountsTone,
  targetsVerdict,
  targetVerdict,
} from '../../../src/domain/health/target-health.ts';
import {targetGroupsOf} from '../../../src/domain/service.ts';
import {partsOfTargetKey, targetKey} from '../../../src/domain/target.ts';
import {aDeployment, anUnhealthyTarget, aService, aTargetHealth, minute, now} from '../fixtures.ts';

const count = (...targets: Parameters<typeof countTargets>[1][number][]) => countTargets('arn', targets);
const timedOut = aTargetHealth({state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out'});
const initial = aTargetHealth({state: 'initial', reason: 'Elb.RegistrationInProgress', description: 'Target registration is in progress'});
const draining = aTargetHealth({state: 'draining', reason: 'Target.DeregistrationInProgress'});
const unused = aTargetHealth({
  state: 'unused',
  reason: 'Target.NotInUse',
  description: 'Target group is not configured to receive traffic',
});

test.each([
  [aTargetHealth(), 'ok', ''],
  [anUnhealthyTarget('502'), 'bad', 'Health checks failed with these codes: [502] (Target.ResponseCodeMismatch)'],
  [timedOut, 'bad', 'Request timed out (Target.Timeout)'],
  [initial, 'busy', 'Target registration is in progress (Elb.RegistrationInProgress)'],
  [draining, 'busy', 'Target.DeregistrationInProgress'],
  [unused, 'warn', 'Target group is not configured to receive traffic (Target.NotInUse)'],
  [aTargetHealth({state: 'unhealthy.draining'}), 'warn', ''],
  [aTargetHealth({state: 'unavailable', reason: 'Target.HealthCheckDisabled'}), 'quiet', 'Target.HealthCheckDisabled'],
  [aTargetHealth({state: 'unavailable', reason: 'Elb.InternalError'}), 'warn', 'Elb.InternalError'],
  [aTargetHealth({state: 'a state of tomorrow'}), 'warn', ''],
])('the verdict on a target is its state, and AWS says why', (target, tone, note) => {
  expect(targetVerdict(target)).toEqual({tone, note});
});

test('a target that changes or fails is no steady one', () => {
  expect([aTargetHealth(), unused].map(isTargetSteady)).toEqual([true, true]);
  expect([initial, draining, timedOut].map(isTargetSteady)).toEqual([false, false, false]);
});

test('control characters of a description are shown and do nothing', () => {
  expect(targetVerdict(aTargetHealth({state: 'unhealthy', description: 'no\u001b]52;c;eA==\u0007'})).note).not.toMatch(/[\u0000-\u001f]/);
});

describe('counts', () => {
  test('targets that are draining are not among those that should serve', () => {
    expect(count(aTargetHealth(), anUnhealthyTarget('502'), initial, draining, unused)).toMatchObject({
      total: 4,
      healthy: 1,
      unhealthy: 1,
      initial: 1,
      draining: 1,
      other: 1,
    });
  });

  test('in words, and nothing of what there is none of', () => {
    expect(targetCountsInWords(count(aTargetHealth(), timedOut, draining))).toBe('1 healthy, 1 unhealthy, 1 draining');
    expect(targetCountsInWords(count())).toBe('no targets');
  });

  test('a group is as bad as what is left of it', () => {
    expect(targetCountsTone(count(aTargetHealth()))).toBe('ok');
    expect(targetCountsTone(count(aTargetHealth(), timedOut))).toBe('warn');
    expect(targetCountsTone(count(initial, timedOut))).toBe('bad');
    expect(targetCountsTone(count(aTargetHealth(), initial))).toBe('busy');
    expect(targetCountsTone(count())).toBe('quiet');
  });
});

describe('all targets of a service', () => {
  test('how many are unhealthy and why, over all of its groups', () => {
    const groups = [
      count(...Array.from({length: 4}, () => aTargetHealth()), draining),
      count(anUnhealthyTarget('502'), anUnhealthyTarget('502')),
    ];
    expect(targetsVerdict(groups)).toEqual({tone: 'warn', note: '2 of 6 targets unhealthy: health checks failed with 502'});
  });

  test('the most frequent cause, and how many others', () => {
    const groups = [count(anUnhealthyTarget('502'), timedOut, timedOut, aTargetHealth({state: 'unhealthy', reason: 'Elb.InternalError'}))];
    expect(targetsVerdict(groups)).toEqual({
      tone: 'bad',
      note: '4 of 4 targets unhealthy: health checks timed out (and 2 other causes)',
    });
  });

  test('a target alone, whose connections are refused', () => {
    const refused = aTargetHealth({state: 'unhealthy', reason: 'Target.FailedHealthChecks', description: 'Health checks failed'});
    expect(targetsVerdict([count(refused)])?.note).toBe(
      '1 of 1 target unhealthy: health checks failed: no connection, or no proper answer',
    );
  });

  test('nothing while none is unhealthy', () => {
    expect(targetsVerdict([count(aTargetHealth(), initial, draining), count()])).toBeUndefined();
  });
});

describe('the verdict on a service', () => {
  const event = (message: string) => ({id: message, at: now - minute, message});
  const rolling = aService({
    running: 3,
    deployments: [aDeployment({rolloutState: 'IN_PROGRESS', running: 1, failed: 1}), aDeployment({status: 'ACTIVE'})],
    events: [
      event(
        '(service srvweb) (instance i-0a1) (port 32768) is unhealthy in (target-group arn) due to (reason Health checks failed with these codes: [404])',
      ),
    ],
  });
  const finding = (...targets: Parameters<typeof count>) => ({failures: [], targets: [count(...targets)]});

  test('says what the load balancer says now in place of the event about it', () => {
    expect(serviceVerdict(rolling, undefined, now).note).toContain('load balancer health check fails on port 32768');
    const {tone, note} = serviceVerdict(rolling, finding(aTargetHealth(), anUnhealthyTarget('502')), now);
    expect(note).toBe('1 of 2 targets unhealthy: health checks failed with 502; deploying taskweb:8: 1/2, 1 failed');
    expect(tone).toBe('warn');
  });

  test('is as before where no target is unhealthy now', () => {
    expect(serviceVerdict(rolling, finding(aTargetHealth()), now)).toEqual(serviceVerdict(rolling, {failures: []}, now));
  });

  test('is bad where none of its targets is healthy, and keeps what ECS says of the containers', () => {
    const green = aService({running: 3, events: [event('(service srvweb) (task 1) failed container health checks.')]});
    expect(serviceVerdict(green, finding(timedOut, initial), now)).toEqual({
      tone: 'bad',
      note: '1 of 2 targets unhealthy: health checks timed out; container health check fails',
    });
  });
});

test("a service's groups are each named once, those that it changes to among them", () => {
  const loadBalancers = [{targetGroupArn: 'a', alternateTargetGroupArn: 'b'}, {targetGroupArn: 'a'}, {loadBalancerName: 'classic'}];
  expect(targetGroupsOf({loadBalancers})).toEqual(['a', 'b']);
});

test.each([{id: 'i-1', port: 80}, {id: 'fd00::7', port: 8080}, {id: 'arn:aws:lambda:r:1:function:f'}])(
  'a key is taken apart into what it was made of',
  place => {
    expect(partsOfTargetKey(targetKey('arn:x/1', place))).toEqual({targetGroupArn: 'arn:x/1', ...place});
  },
);
