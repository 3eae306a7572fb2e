// What a deployment says of itself, for each of the four strategies and at each of its stages.

import {describe, expect, test} from 'vitest';
import {deploymentVerdict} from '../../../src/domain/health/deployment-health.ts';
import {
  alarmWords,
  bakeWords,
  breakerWords,
  nextWords,
  revisionName,
  timeoutWords,
  waitingSince,
  waitingWords,
} from '../../../src/domain/health/deployment-words.ts';
import {returningRevision, type ServiceDeployment, waitingPause} from '../../../src/domain/service-deployment.ts';
import {aServiceDeployment, minute, now} from '../fixtures.ts';

const share = (revision: number, parts: Partial<ServiceDeployment['target']> = {}) => ({
  revisionArn: `arn:aws:ecs:r:1:service-revision/erp/web/${revision}`,
  taskDefinitionArn: `arn:aws:ecs:r:1:task-definition/web:${revision}`,
  requested: 3,
  running: 3,
  pending: 0,
  ...parts,
});
const pause = {id: 'ecs-pause-1', type: 'PAUSE', status: 'AWAITING_ACTION', expiresAt: now + 20 * minute, timeoutAction: 'ROLLBACK'};
const going = (parts: Partial<ServiceDeployment> = {}) =>
  aServiceDeployment({status: 'IN_PROGRESS', updatedAt: now - 2 * minute, target: share(2), sources: [share(1)], ...parts});
const paused = (parts: Partial<ServiceDeployment> = {}) =>
  going({
    strategy: 'CANARY',
    lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
    hooks: [pause],
    pace: {bakeMinutes: 5, step: {percent: 10, bakeMinutes: 8}, pauses: [{stage: 'POST_TEST_TRAFFIC_SHIFT', minutes: 30}]},
    ...parts,
  });

describe('waiting', () => {
  test('at a pause: the stage, the keys, what comes by itself, since when', () => {
    expect(waitingWords(paused())).toBe('waits at POST_TEST_TRAFFIC_SHIFT for a hook: C continues, B rolls back');
    expect(timeoutWords(paused(), now)).toBe('it rolls back in 20m');
    expect(timeoutWords(paused({hooks: [{...pause, timeoutAction: 'CONTINUE'}]}), now)).toBe('it goes on in 20m');
    expect(waitingSince(paused())).toBe(now - 10 * minute);
    expect(deploymentVerdict(paused({target: share(2, {trafficWeight: 0})}), now)).toEqual({
      tone: 'warn',
      note:
        'waits at POST_TEST_TRAFFIC_SHIFT for a hook: C continues, B rolls back, else it rolls back in 20m, ' + '3/3 tasks, 0% of traffic',
    });
  });

  test('for a function: its name, and no key, since nobody else can answer', () => {
    const hook = {id: 'h', type: 'AWS_LAMBDA', status: 'IN_PROGRESS', functionArn: 'arn:aws:lambda:r:1:function:check'};
    expect(waitingWords(paused({hooks: [hook]}))).toBe('waits at POST_TEST_TRAFFIC_SHIFT for function check');
    expect(waitingPause(paused({hooks: [hook]}))).toBeUndefined();
  });

  test.each([
    ['answered', {hooks: [{...pause, status: 'SUCCEEDED'}]}],
    ['being rolled back', {status: 'ROLLBACK_IN_PROGRESS'}],
    ['over', {status: 'SUCCESSFUL'}],
  ])('not once it is %s', (_, parts) => {
    expect(waitingWords(paused(parts))).toBeUndefined();
    expect(waitingSince(paused(parts))).toBeUndefined();
    expect(timeoutWords(paused(parts), now)).toBeUndefined();
  });

  test('since when is not guessed where the pause is not in its configuration', () => {
    expect(waitingSince(paused({pace: {pauses: []}}))).toBeUndefined();
  });
});

describe('time left is told as no more than it can be', () => {
  const pace = {bakeMinutes: 5, step: {percent: 10, bakeMinutes: 8}, pauses: []};
  test.each([
    ['BAKE_TIME', 100, 'bake time: at most 3m left'],
    ['PRODUCTION_TRAFFIC_SHIFT', 10, 'next step: in at most 6m'],
    ['PRODUCTION_TRAFFIC_SHIFT', 100, undefined],
    ['SCALE_UP', 0, undefined],
  ])('at %s with %i%%', (lifecycleStage, trafficWeight, words) => {
    expect(bakeWords(going({lifecycleStage, pace, target: share(2, {trafficWeight})}), now)).toBe(words);
  });
  test('never less than nothing, and not where ECS tells no time', () => {
    expect(bakeWords(going({lifecycleStage: 'BAKE_TIME', pace, updatedAt: now - 9 * minute}), now)).toBe('bake time: at most 0s left');
    const {updatedAt: _, ...untold} = going({lifecycleStage: 'BAKE_TIME', pace});
    expect(bakeWords(untold, now)).toBeUndefined();
  });
});

describe('what comes next', () => {
  const canary = {step: {percent: 10, bakeMinutes: 8}, bakeMinutes: 5, pauses: []};
  const linear = {step: {percent: 20, bakeMinutes: 6}, bakeMinutes: 5, pauses: []};
  test.each([
    ['BLUE_GREEN', {pauses: []}, 'PRE_SCALE_UP', 0, 'the tasks of web:2 start'],
    ['BLUE_GREEN', {pauses: []}, 'POST_SCALE_UP', 0, 'test traffic moves to web:2'],
    ['BLUE_GREEN', {pauses: []}, 'POST_TEST_TRAFFIC_SHIFT', 0, 'all production traffic moves to web:2'],
    ['BLUE_GREEN', {pauses: []}, 'POST_PRODUCTION_TRAFFIC_SHIFT', 100, 'the tasks of web:1 stop'],
    ['BLUE_GREEN', canary, 'POST_PRODUCTION_TRAFFIC_SHIFT', 100, 'both revisions run on for 5 min, then the tasks of web:1 stop'],
    ['CANARY', canary, 'POST_TEST_TRAFFIC_SHIFT', 0, '10% of production traffic moves to web:2, and all of it 8 min later'],
    ['CANARY', canary, 'PRE_PRODUCTION_TRAFFIC_SHIFT', 10, 'all production traffic moves to web:2'],
    ['LINEAR', linear, 'PRE_PRODUCTION_TRAFFIC_SHIFT', 40, '20% of production traffic moves to web:2, and as much again every 6 min'],
    ['LINEAR', linear, 'PRE_PRODUCTION_TRAFFIC_SHIFT', 80, 'all production traffic moves to web:2'],
    ['LINEAR', linear, 'SOMETHING_NEW', 80, 'the stage after SOMETHING_NEW'],
  ])('%s %j at %s', (strategy, pace, lifecycleStage, trafficWeight, words) => {
    expect(nextWords(going({strategy, pace, lifecycleStage, target: share(2, {trafficWeight})}))).toBe(words);
  });
});

describe('what watches it', () => {
  test.each([
    ['MONITORING', 2, '2 of 3 failures until the circuit breaker opens'],
    ['MONITORING', 0, undefined],
    ['DISABLED', 2, undefined],
    ['TRIGGERED', 3, 'the circuit breaker opened at 3 of 3 failures'],
  ])('a circuit breaker that is %s with %i failures', (status, failureCount, words) => {
    expect(breakerWords(going({circuitBreaker: {status, failureCount, threshold: 3}}))).toBe(words);
  });
  test('alarms that went off', () => {
    const alarms = {status: 'TRIGGERED', names: ['a', 'b'], triggered: ['b']};
    expect(alarmWords(going({alarms}))).toBe('alarm b went off');
    expect(alarmWords(going({alarms: {...alarms, triggered: ['a', 'b']}}))).toBe('alarms a, b went off');
    expect(alarmWords(going({alarms: {...alarms, triggered: []}}))).toBeUndefined();
    expect(deploymentVerdict(going({alarms}), now)).toMatchObject({tone: 'warn', note: 'alarm b went off, 3/3 tasks'});
  });
});

describe('the revision that comes back', () => {
  test('is the one that ECS names, or the only one that is replaced', () => {
    const two = [share(1), share(3)];
    expect(returningRevision(going())?.revisionArn).toBe(share(1).revisionArn);
    expect(returningRevision(going({sources: two}))).toBeUndefined();
    expect(returningRevision(going({sources: two, rollbackRevisionArn: share(3).revisionArn}))).toEqual(share(3));
    expect(returningRevision(going({sources: []}))).toBeUndefined();
  });
  test('is named in the note while it comes', () => {
    const rolling = going({status: 'ROLLBACK_IN_PROGRESS', rollbackReason: 'why', sources: [share(1, {running: 1})]});
    expect(deploymentVerdict(rolling, now)).toEqual({tone: 'bad', note: 'rolling back to web:1 (1/3 tasks): why'});
  });
});

test('names from AWS cannot act on the terminal', () => {
  const hook = {id: 'h', type: 'AWS_LAMBDA', status: 'IN_PROGRESS', functionArn: 'arn:aws:lambda:r:1:function:a\u001b[2Jb'};
  const hostile = paused({hooks: [hook], lifecycleStage: 'A\u001b]52;c;x\u0007'});
  const {taskDefinitionArn: _, ...unnamed} = share(1, {revisionArn: 'r/\u001bcx'});
  for (const words of [waitingWords(hostile), nextWords(hostile), deploymentVerdict(hostile, now).note, revisionName(unnamed)]) {
    expect(words).not.toMatch(/[\u001b\u0007]/);
    expect(words).not.toBe('');
  }
});
