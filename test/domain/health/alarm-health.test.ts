import {describe, expect, test} from 'vitest';
import {alarmConcerns, alarmsInRule, concernsCluster, loadBalancerDimension, targetGroupDimension} from '../../../src/domain/alarm.ts';
import {alarmRank, alarmVerdict, reasonWords} from '../../../src/domain/health/alarm-health.ts';
import {anAlarm, targetGroupArn} from '../fixtures.ts';

const values = '[88.2233182319941 (20/11/26 11:59:00), 7.0E-4 (20/11/26 11:58:00), 85.0 (20/11/26 11:57:00)]';

test('what rings is bad, what lets auto scaling act is not, and no data is no trouble', () => {
  expect(alarmVerdict(anAlarm()).tone).toBe('bad');
  expect(alarmVerdict(anAlarm({isForScaling: true}))).toEqual({tone: 'busy', note: 'auto scaling acts on it'});
  expect(alarmVerdict(anAlarm({state: 'INSUFFICIENT_DATA', reason: 'Unchecked: Initial alarm creation'}))).toEqual({
    tone: 'quiet',
    note: 'Unchecked: Initial alarm creation',
  });
  expect(alarmVerdict(anAlarm({state: 'OK'})).tone).toBe('ok');
  const order = [anAlarm(), anAlarm({isForScaling: true}), anAlarm({state: 'INSUFFICIENT_DATA'}), anAlarm({state: 'OK'})];
  expect(order.map(alarmRank)).toEqual([0, 1, 2, 3]);
});

describe('the reason', () => {
  test('is the newest values beside the condition', () => {
    const reason = `Threshold Crossed: 3 out of the last 3 datapoints ${values} were greater than the threshold (70.0).`;
    expect(reasonWords(anAlarm({reason}))).toBe('88.2, 0.0007, 85 (Average > 80 in 3 of 3 × 1 min)');
  });

  test('tells three values, and that there are more', () => {
    const reason = 'Threshold Crossed: 5 datapoints [1.0 (a), 2.0 (b), 3.0 (c), 4.0 (d), 5.0 (e)] were not less than the threshold (0.5).';
    expect(reasonWords(anAlarm({reason}))).toBe('1, 2, 3 … (Average > 80 in 3 of 3 × 1 min)');
  });

  test('is what CloudWatch says where it names no values, without the ARNs of other alarms', () => {
    expect(reasonWords(anAlarm({reason: 'Set by hand'}))).toBe('Set by hand');
    const {condition: _, ...composite} = anAlarm({
      reason: 'arn:aws:cloudwatch:eu-west-1:1:alarm:cpu-high transitioned to ALARM',
      rule: 'ALARM("cpu-high")',
    });
    expect(reasonWords(composite)).toBe('cpu-high transitioned to ALARM');
  });
});

describe('what an alarm is about', () => {
  const subject = {cluster: 'erp', service: 'srvweb', targetGroupArns: [targetGroupArn], deploymentAlarms: ['heeded']};
  const of = (dimensions: Readonly<Record<string, string>>, name = 'any') => ({name, metrics: [{namespace: 'n', name: 'm', dimensions}]});

  test.each([
    ['its service', of({ClusterName: 'erp', ServiceName: 'srvweb'}), ['srvweb']],
    ['its targets', of({TargetGroup: 'targetgroup/targetweb/73e2d6bc24d8a067'}), ['targets targetweb']],
    ['its deployments', of({}, 'heeded'), ['deployments of srvweb']],
    ['a service of the same name elsewhere', of({ClusterName: 'shop', ServiceName: 'srvweb'}), []],
    ['other targets', of({TargetGroup: 'targetgroup/targetweb/0000000000000000'}), []],
    ['its whole cluster', of({ClusterName: 'erp'}), []],
  ])('%s', (_, alarm, about) => {
    expect(alarmConcerns(alarm, subject)).toEqual(about);
  });

  test('of an expression, all that its metrics are about, once each', () => {
    const {metrics} = of({ClusterName: 'erp', ServiceName: 'srvweb'});
    expect(
      alarmConcerns(
        {name: 'sum', metrics: [...metrics, ...metrics, ...of({TargetGroup: targetGroupDimension(targetGroupArn)}).metrics]},
        subject,
      ),
    ).toEqual(['srvweb', 'targets targetweb']);
  });

  test('the cluster itself', () => {
    expect(concernsCluster(of({ClusterName: 'erp'}), 'erp')).toBe(true);
    expect(concernsCluster(of({ClusterName: 'erp', ServiceName: 'srvweb'}), 'erp')).toBe(false);
  });

  test('the members of a rule, by name or ARN', () => {
    expect(
      alarmsInRule(
        `(ALARM("cpu high") OR ALARM('slow') OR NOT OK(arn:aws:cloudwatch:eu-west-1:1:alarm:a/b)) AND TRUE AND INSUFFICIENT_DATA( bare )`,
      ),
    ).toEqual(['cpu high', 'slow', 'a/b', 'bare']);
    expect(alarmsInRule('FALSE')).toEqual([]);
  });

  test('the dimensions of groups and balancers are the ends of their ARNs', () => {
    expect(targetGroupDimension(targetGroupArn)).toBe('targetgroup/targetweb/73e2d6bc24d8a067');
    expect(loadBalancerDimension('arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/web/0123')).toBe('app/web/0123');
  });
});
