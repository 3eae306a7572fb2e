// Auto scaling in words: every status and reason that AWS has, every kind of policy.

import {describe, expect, test} from 'vitest';
import {activityVerdict, activityWords, causeWords, notScaledAdvice, statusWords} from '../../../src/domain/scaling/activity-words.ts';
import {cooldownWords, policyWords, scheduledBoundsWords, suspensionWords, targetWords} from '../../../src/domain/scaling/policy-words.ts';
import {allSuspended, nothingSuspended, type ScalingActivity, type ScalingPolicy} from '../../../src/domain/scaling/scaling.ts';

function anActivity(parts: Partial<ScalingActivity> = {}): ScalingActivity {
  return {id: 'a', at: 0, status: 'Successful', description: 'Setting desired count to 4.', cause: '', notScaled: [], count: 4, ...parts};
}

describe('an activity', () => {
  test.each([
    ['Successful', 'ok', ''],
    ['Pending', 'busy', 'm'],
    ['InProgress', 'busy', 'm'],
    ['Failed', 'bad', 'm'],
    ['Unfulfilled', 'warn', 'm'],
    ['Overridden', 'quiet', 'a later one took its place'],
    ['Dreaming', 'plain', 'm'],
  ])('%s is %s', (status, tone, note) => expect(activityVerdict(anActivity({status, message: 'm'}))).toEqual({tone, note}));

  test.each([
    ['AlreadyAtMaxCapacity', 'warn', 'at its maximum of 8'],
    ['AlreadyAtMinCapacity', 'quiet', 'at its minimum of 2'],
    ['AlreadyAtDesiredCapacity', 'quiet', 'already has the count that the policy asks for'],
    ['AutoScalingAnticipatedFlapping', 'quiet', 'would be undone at once'],
    ['TargetServicePutResourceAsUnscalable', 'warn', 'ECS lets it not be scaled at the moment'],
    ['SomethingNew', 'plain', 'SomethingNew'],
  ])('not scaled for %s is %s, whatever its status', (code, tone, note) => {
    const activity = anActivity({status: 'Failed', notScaled: [{code, minimum: 2, maximum: 8, current: 4}]});
    expect(activityVerdict(activity)).toEqual({tone, note});
    expect(statusWords(activity)).toBe('not scaled');
    expect(activityWords(activity)).toBe('stays at 4');
    expect(notScaledAdvice({code})).not.toBe('');
  });

  test('several reasons: all are told, the worst rules', () => {
    const notScaled = [{code: 'AutoScalingAnticipatedFlapping'}, {code: 'AlreadyAtMaxCapacity', maximum: 8}];
    expect(activityVerdict(anActivity({notScaled}))).toEqual({tone: 'warn', note: 'would be undone at once; at its maximum of 8'});
    expect(activityWords(anActivity({notScaled}))).toBe('stays');
  });

  test('what it sets, and what was set before where that is known', () => {
    expect(activityWords(anActivity())).toBe('set 4');
    expect(activityWords(anActivity({countBefore: 2}))).toBe('set 4 (2 before)');
    const {count: _, ...uncounted} = anActivity({description: 'Something else.'});
    expect(activityWords(uncounted)).toBe('Something else.');
  });

  test('AWS says at length what the row tells already', () => {
    const message = 'Failed to set desired count to 4. Reason: Rate exceeded';
    expect(activityVerdict(anActivity({status: 'Failed', message})).note).toBe('Rate exceeded');
    const waiting = 'Successfully set desired count to 4. Waiting for change to be fulfilled by ecs.';
    expect(activityVerdict(anActivity({status: 'InProgress', message: waiting})).note).toBe('not all of its tasks run yet');
  });

  test.each([
    [
      'monitor alarm TargetTracking-service/erp/web-AlarmHigh-4d8c1b7e-52a0-4f3e-9c66-0b1f7a2d9e35 in state ALARM triggered policy web-cpu',
      'policy web-cpu: its metric is high',
    ],
    ['monitor alarm web-cpu-lt-25 in state ALARM triggered policy web-in', 'policy web-in: alarm web-cpu-lt-25'],
    ['minimum capacity was set to 3', 'minimum capacity was set to 3'],
    ['\u001b[2J', '␛[2J'],
  ])('the cause %j', (cause, words) => expect(causeWords({cause})).toBe(words));
});

describe('a policy', () => {
  const tracking = {
    name: 'p',
    alarms: [],
    type: 'target tracking',
    metric: 'ECSServiceAverageCPUUtilization',
    value: 60,
    isInDisabled: false,
  } as const;
  test.each([
    [tracking, 'keeps average CPU at 60 %', 'out 300 s, in 300 s'],
    [{...tracking, outCooldownSeconds: 60, isInDisabled: true}, 'keeps average CPU at 60 %', 'out 60 s, in never'],
    [{...tracking, metric: 'ALBRequestCountPerTarget', value: 900}, 'keeps requests per target and minute at 900', 'out 300 s, in 300 s'],
    [{...tracking, metric: 'Shop QueueDepth', value: 5}, 'keeps Shop QueueDepth at 5', 'out 300 s, in 300 s'],
    [
      {
        name: 'p',
        alarms: [],
        type: 'step',
        adjustment: 'ChangeInCapacity',
        steps: [
          {from: 0, to: 20, by: 1},
          {from: 20, by: 3},
        ],
        cooldownSeconds: 60,
      },
      '+1 task from the threshold to threshold + 20; +3 tasks from threshold + 20 up',
      '60 s',
    ],
    [
      {name: 'p', alarms: [], type: 'step', adjustment: 'PercentChangeInCapacity', steps: [{to: 0, by: -10}], leastChange: 2},
      '-10 % (at least 2 tasks) from the threshold down',
      '300 s',
    ],
    [{name: 'p', alarms: [], type: 'step', adjustment: 'ExactCapacity', steps: [{by: 4}]}, 'exactly 4 tasks', '300 s'],
    [
      {name: 'p', alarms: [], type: 'other', kind: 'predictive', about: 'forecasts only, scales nothing'},
      'predictive: forecasts only, scales nothing',
      '',
    ],
  ] satisfies readonly (readonly [ScalingPolicy, string, string])[])('%j', (policy, does, waits) => {
    expect(policyWords(policy)).toBe(does);
    expect(cooldownWords(policy)).toBe(waits);
  });
});

test('bounds, and what of it is suspended', () => {
  const bounds = {minimum: 2, maximum: 8};
  expect(targetWords({...bounds, suspension: nothingSuspended})).toBe('2 to 8 tasks');
  expect(targetWords({...bounds, suspension: allSuspended})).toBe('2 to 8 tasks, suspended');
  expect(targetWords({...bounds, suspension: {...nothingSuspended, isInSuspended: true}})).toBe('2 to 8 tasks, scaling in suspended');
  expect(suspensionWords({...allSuspended, isInSuspended: false})).toBe('scaling out and scheduled actions');
  expect(scheduledBoundsWords({minimum: 4, maximum: 12})).toBe('4 to 12 tasks');
  expect(scheduledBoundsWords({minimum: 4})).toBe('minimum 4');
  expect(scheduledBoundsWords({maximum: 1})).toBe('maximum 1');
});
