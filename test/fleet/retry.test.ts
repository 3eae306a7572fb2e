import {expect, test} from 'vitest';
import {hostsToRetry} from '../../src/fleet/retry.ts';
import {aHost, aRun} from '../engine/fleet/runs.ts';

const states = ['done', 'failed', 'unknown', 'unsent', 'excluded', 'unchanged'] as const;
const run = aRun(states.map((state, number) => aHost(number, {state})));
const arns = (...numbers: readonly number[]) => numbers.map(number => aHost(number).target.arn);

test('those that failed or are unknown are tried again, and nothing else', () => {
  expect(hostsToRetry(run, [])).toEqual(arns(1, 2));
});

test('of marked hosts only those that did not come to a good end', () => {
  expect(hostsToRetry(run, arns(0, 2, 3, 4))).toEqual(arns(2, 3));
});

test('where none failed, those that the run did not reach', () => {
  expect(hostsToRetry(aRun([aHost(0, {state: 'done'}), aHost(1, {state: 'unsent'})]), [])).toEqual(arns(1));
});
