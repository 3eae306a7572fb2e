import {expect, test} from 'vitest';
import {isFailure, stopCause} from '../../../src/domain/health/stop-cause.ts';
import type {Container, Task} from '../../../src/domain/task.ts';
import {aContainer, aStoppedTask} from '../fixtures.ts';

type Case = readonly [tone: string, cause: string, task: Partial<Task>, container?: Partial<Container>];

const cases: readonly Case[] = [
  ['bad', 'exit 137 OutOfMemory', {}, {exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage'}],
  ['bad', 'exit 137 SIGKILL', {}, {exitCode: 137}],
  ['bad', 'exit 1', {}, {exitCode: 1}],
  ['bad', 'exit 139 SIGSEGV', {}, {exitCode: 139}],
  ['warn', 'exit 0: ended by itself', {}, {exitCode: 0}],
  ['quiet', 'exit 0', {group: 'family:report'}, {exitCode: 0}],
  [
    'bad',
    'image pull failed: pull access denied for erp/web',
    {
      stopCode: 'TaskFailedToStart',
      stoppedReason: 'CannotPullContainerError: Error response from daemon: pull access denied for erp/web',
    },
  ],
  [
    'bad',
    'could not start: unable to pull secrets',
    {stopCode: 'TaskFailedToStart', stoppedReason: 'ResourceInitializationError: unable to pull secrets'},
  ],
  ['bad', 'failed to start: no space', {stopCode: 'TaskFailedToStart', stoppedReason: 'no space'}],
  [
    'bad',
    'load balancer health check failed',
    {stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed ELB health checks in (target-group arn:aws:x)'},
    {exitCode: 137},
  ],
  [
    'bad',
    'health check failed',
    {stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed container health checks'},
    {exitCode: 143},
  ],
  [
    'quiet',
    'scaled down or replaced by a deployment',
    {stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)'},
    {exitCode: 143},
  ],
  ['quiet', 'stopped by a person', {stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user'}, {exitCode: 137}],
  ['quiet', 'stopped by a person: stuck', {stopCode: 'UserInitiated', stoppedReason: 'stuck'}],
  ['warn', 'spot interruption', {stopCode: 'SpotInterruption', stoppedReason: 'Your Spot Task was interrupted.'}],
  ['warn', 'its host went away', {stopCode: 'TerminationNotice', stoppedReason: 'Host EC2 (instance i-0a1) terminated.'}],
];

test.each(cases.map(([tone, cause, task, container]) => ({tone, cause, task, container})))(
  '$tone: $cause',
  ({tone, cause, task, container}) => {
    expect(stopCause(aStoppedTask(task, container))).toEqual({tone, cause});
  },
);

test('of several containers the one that failed by itself is the cause, not the one that was told to stop', () => {
  const containers = [aContainer({name: 'proxy', exitCode: 143}), aContainer({name: 'app', exitCode: 2})];
  expect(stopCause(aStoppedTask({containers})).cause).toBe('app: exit 2');
});

test('what was asked for is no failure', () => {
  expect(isFailure(stopCause(aStoppedTask({stopCode: 'UserInitiated'})))).toBe(false);
  expect(isFailure(stopCause(aStoppedTask({}, {exitCode: 1})))).toBe(true);
});
