// A task's life: what ECS writes into it when it is stopped, crashes, or cannot start.

import {expect, test} from 'vitest';
import {type TaskBehaviour, wellBehaved} from '../../../src/demo/ecs/scheduler/script.ts';
import {found, liveTasks, messages, scale, smallWorld} from './small-world.ts';

const services = [{name: 'api', family: 'api', desired: 1, deployed: [[1, 5]]}] as const;

function run(behaviour: TaskBehaviour) {
  const on = smallWorld({services, behaviours: {'api:2': behaviour}});
  const taskDefinition = found(on.state.taskDefinitions.get('api')?.[1]);
  const [task] = on.scheduler.runTask(on.cluster, {taskDefinition, count: 1, group: 'family:api'}).tasks;
  return {...on, task: found(task)};
}

test('SIGTERM ends a process that heeds it with 143, and one that does not with 137 after 30 seconds', () => {
  for (const [ignoresSigterm, exitCode, seconds] of [
    [false, 143, 5],
    [true, 137, 31],
  ] as const) {
    const on = run({...wellBehaved, ignoresSigterm});
    on.advance(30);
    expect(on.task.lastStatus).toBe('RUNNING');
    on.scheduler.stopTask(on.cluster, on.task, 'UserInitiated', 'Task stopped by user');
    expect(on.task).toMatchObject({desiredStatus: 'STOPPED', stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user'});
    on.advance(ignoresSigterm ? 29 : 0);
    expect(on.task.lastStatus).toBe('STOPPING');
    on.advance(seconds);
    expect(on.task).toMatchObject({lastStatus: 'STOPPED', containers: [{exitCode, lastStatus: 'STOPPED'}]});
    expect(on.task.stoppedAt?.getTime()).toBeGreaterThanOrEqual(found(on.task.stoppingAt).getTime());
  }
});

test('a task that runs out of memory says so as ECS does, and is forgotten after an hour', () => {
  const reason = 'OutOfMemoryError: Container killed due to memory usage';
  const on = run({...wellBehaved, fate: {kind: 'exits', after: [20, 20], exitCode: 137, reason}});
  on.advance(60);
  expect(on.task).toMatchObject({
    lastStatus: 'STOPPED',
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [{exitCode: 137, reason}],
  });
  expect([...on.cluster.tasks.values()]).toContain(on.task);
  on.advance(3600);
  expect([...on.cluster.tasks.values()]).not.toContain(on.task);
});

test('a task whose image cannot be pulled never has an exit code', () => {
  const on = run({...wellBehaved, fate: {kind: 'cannot-start', reason: 'CannotPullContainerError: not found'}});
  on.advance(60);
  expect(on.task).toMatchObject({
    lastStatus: 'STOPPED',
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'CannotPullContainerError: not found',
  });
  expect(on.task.startedAt).toBeUndefined();
  expect(on.task.containers?.[0]?.exitCode).toBeUndefined();
});

test('a stopped task of a service is replaced', () => {
  const on = smallWorld({services});
  const [task] = liveTasks(on.cluster, 'api');
  on.scheduler.stopTask(on.cluster, found(task), 'UserInitiated', 'wrong one');
  on.advance(60);
  expect(on.service('api').service.runningCount).toBe(1);
  expect(liveTasks(on.cluster, 'api')).not.toContain(task);
});

test('nothing is heard of a task whose agent is disconnected, until it is back', () => {
  const on = smallWorld({instances: 1, services});
  const instance = found(on.instances[0]);
  instance.instance.agentConnected = false;
  scale(on, on.service('api'), 0);
  on.advance(600);
  expect([...on.cluster.tasks.values()]).toEqual([expect.objectContaining({lastStatus: 'RUNNING', desiredStatus: 'STOPPED'})]);
  scale(on, on.service('api'), 1);
  expect(messages(on.service('api'))[0]).toContain('encountered error "AGENT"');
});

test('the steady state is repeated every six hours', () => {
  const on = smallWorld({services});
  on.advance(13 * 3600);
  const steady = (on.service('api').service.events ?? []).filter(event => event.message?.endsWith('steady state.'));
  expect(found(steady[0]?.createdAt).getTime() - found(steady[1]?.createdAt).getTime()).toBe(6 * 3_600_000);
});
