// Placement: constraints, strategies, ports, and the failures of RunTask.

import {expect, test} from 'vitest';
import {compileExpression} from '../../../src/demo/ecs/scheduler/expression.ts';
import {found, liveTasks, messages, scale, smallWorld} from './small-world.ts';

function holds(expression: string): boolean {
  const values: Record<string, string> = {
    'attribute:stack': 'test',
    'attribute:ecs.instance-type': 'm5.large',
    runningTasksCount: '3',
    agentConnected: 'true',
  };
  return compileExpression(expression)({valueOf: subject => values[subject], hasTaskOf: group => group === 'service:web'});
}

test.each([
  ['attribute:stack == test', true],
  ['attribute:stack == prod', false],
  ['attribute:stack != prod and attribute:ecs.instance-type =~ m5.*', true],
  ['attribute:ecs.instance-type =~ m5', false],
  ['attribute:stack in [prod, test]', true],
  ['attribute:stack not_in [prod, test]', false],
  ['attribute:stack == prod or attribute:stack == test && runningTasksCount <= 3', true],
  ['not(attribute:stack == test)', false],
  ['attribute:gone exists', false],
  ['attribute:gone !exists', true],
  ['runningTasksCount > 10', false],
  ['task:group == service:web', true],
  ['agentConnected == true and !(task:group == service:api)', true],
])('%s', (expression, expected) => {
  expect(holds(expression)).toBe(expected);
});

test.each(['', 'attribute:stack', 'attribute:stack ==', '(attribute:a == b', 'attribute:a == b c', 'attribute:a =~ (', 'attribute:a in b'])(
  '%j is refused',
  expression => {
    expect(() => compileExpression(expression)).toThrow(/Invalid constraint expression/);
  },
);

const constrained = {name: 'api', family: 'api', desired: 0, deployed: [[1, 5]]} as const;

test.each([
  ['spread over instances', {placementStrategy: [{type: 'spread', field: 'instanceId'}]}, 4],
  ['packed by memory', {placementStrategy: [{type: 'binpack', field: 'memory'}]}, 1],
  ['by default', {}, 4],
] as const)('four tasks %s', (_, more, hosts) => {
  const on = smallWorld({
    services: [{...constrained, more: {...more, placementStrategy: [...('placementStrategy' in more ? more.placementStrategy : [])]}}],
  });
  scale(on, on.service('api'), 4);
  expect(new Set(liveTasks(on.cluster, 'api').map(task => task.containerInstanceArn)).size).toBe(hosts);
});

test('a fixed host port is on an instance once, and the event names the port as the obstacle', () => {
  const on = smallWorld({instances: 2, hostPort: 80, services: [constrained]});
  scale(on, on.service('api'), 3);
  expect(liveTasks(on.cluster, 'api')).toHaveLength(2);
  expect(messages(on.service('api'))[0]).toMatch(
    /\(container-instance [0-9a-f]{32}\) is already using a port required by your task\. For more/,
  );
});

test('RunTask fails for what cannot be placed, each with its reason', () => {
  const on = smallWorld({instances: 2, memory: 3000, services: [constrained]});
  const taskDefinition = found(on.state.taskDefinitions.get('api')?.[0]);
  const request = {taskDefinition, count: 5, group: 'family:api'};
  const full = on.scheduler.runTask(on.cluster, request);
  expect(full.tasks).toHaveLength(4);
  expect(full.failures).toEqual([{arn: expect.stringContaining(':container-instance/main/'), reason: 'RESOURCE:MEMORY'}]);
  const nowhere = on.scheduler.runTask(on.cluster, {
    ...request,
    count: 1,
    placementConstraints: [{type: 'memberOf', expression: 'attribute:stack == prod'}],
  });
  expect(nowhere).toMatchObject({tasks: [], failures: [{reason: 'MemberOf placement constraint unsatisfied.'}]});
});

test('a task that waits for room is placed as soon as some is freed', () => {
  const on = smallWorld({instances: 1, memory: 3000, services: [constrained, {...constrained, name: 'old', desired: 2}]});
  scale(on, on.service('api'), 1);
  expect(messages(on.service('api'))[0]).toContain('has insufficient memory available');
  scale(on, on.service('old'), 1);
  on.advance(40);
  expect(on.service('api').service.runningCount).toBe(1);
});
