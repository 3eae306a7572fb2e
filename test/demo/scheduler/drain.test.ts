// Draining obeys the service's percentages, and leaves tasks alone that belong to no service.

import {expect, test} from 'vitest';
import type {ServicePlan} from '../../../src/demo/ecs/world/builder.ts';
import {drain, found, liveTasks, messages, smallWorld} from './small-world.ts';

function service(minimumHealthyPercent: number, maximumPercent: number): ServicePlan {
  return {
    name: 'api',
    family: 'api',
    desired: 4,
    deployed: [[1, 5]],
    more: {deploymentConfiguration: {minimumHealthyPercent, maximumPercent}},
  };
}

const agent: ServicePlan = {name: 'agent', family: 'agent', desired: 4, deployed: [[1, 5]], more: {schedulingStrategy: 'DAEMON'}};

test('a drained instance is emptied, daemons last, and filled again when it is active', () => {
  const on = smallWorld({services: [service(100, 200), agent]});
  const instance = found(on.instances[0]);
  drain(on, instance, 'DRAINING');
  for (let second = 0; second < 90; second++) {
    on.advance(1);
    expect(on.service('api').service.runningCount).toBeGreaterThanOrEqual(4);
  }
  expect(instance.instance).toMatchObject({runningTasksCount: 0, pendingTasksCount: 0});
  expect(on.service('agent').service).toMatchObject({desiredCount: 3, runningCount: 3});
  drain(on, instance, 'ACTIVE');
  on.advance(60);
  expect(on.service('agent').service).toMatchObject({desiredCount: 4, runningCount: 4});
});

test('100/100 percent stalls a drain, and the event says why', () => {
  const on = smallWorld({services: [service(100, 100)]});
  const instance = found(on.instances[0]);
  drain(on, instance, 'DRAINING');
  on.advance(1800);
  expect(instance.instance.runningTasksCount).toBe(1);
  expect(on.service('api').service.runningCount).toBe(4);
  expect(messages(on.service('api'))[0]).toMatch(
    /was unable to stop or start tasks during a deployment because of the service deployment configuration/,
  );
});

test('a task that belongs to no service stays on a draining instance', () => {
  const on = smallWorld({instances: 1, services: [{...service(0, 200), desired: 1}]});
  const taskDefinition = found(on.state.taskDefinitions.get('api')?.[0]);
  const {tasks} = on.scheduler.runTask(on.cluster, {taskDefinition, count: 1, group: 'family:api', startedBy: 'me'});
  on.advance(60);
  drain(on, found(on.instances[0]), 'DRAINING');
  on.advance(60);
  expect(tasks[0]).toMatchObject({lastStatus: 'RUNNING', desiredStatus: 'RUNNING', startedBy: 'me'});
  expect(liveTasks(on.cluster, 'api')).toEqual([]);
});
