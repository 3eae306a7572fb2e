// Targets second by second beside the tasks that they are.

import {expect, test} from 'vitest';
import {wellBehaved} from '../../../src/demo/ecs/scheduler/script.ts';
import {findGroups} from '../../../src/demo/elb/target-groups.ts';
import {targetsOf} from '../../../src/demo/elb/targets.ts';
import {deploy, found, type SmallWorld, smallWorld, start} from '../scheduler/small-world.ts';

const arn = 'arn:aws:elasticloadbalancing:ap-southeast-1:111122223333:targetgroup/api/0123456789abcdef';
const more = {
  loadBalancers: [{targetGroupArn: arn, containerName: 'app', containerPort: 80}],
  healthCheckGracePeriodSeconds: 60,
  deploymentConfiguration: {minimumHealthyPercent: 100, maximumPercent: 200},
};
const failing = {...wellBehaved, fate: {kind: 'fails-target-health' as const, reason: 'Health checks failed with these codes: [502]'}};
const slow = {...wellBehaved, warmUp: [50, 50] as const};

function world(revision2: typeof failing | typeof slow) {
  const on = smallWorld({services: [{name: 'api', family: 'api', desired: 1, deployed: [[1, 5]], more}], behaviours: {'api:2': revision2}});
  deploy(on, on.service('api'), 2);
  return on;
}

/** The states of the targets whose tasks run the second revision, and how long the oldest of them has run, seconds. */
function ofRevision2(on: SmallWorld, seconds: number) {
  const tasks = [...on.cluster.tasks.values()].filter(task => task.taskDefinitionArn?.endsWith(':2') && task.lastStatus !== 'STOPPED');
  const placed = (task: (typeof tasks)[number]) => {
    const host = on.instances.find(({instance}) => instance.containerInstanceArn === task.containerInstanceArn)?.instance.ec2InstanceId;
    return `${host}:${task.containers?.[0]?.networkBindings?.[0]?.hostPort}`;
  };
  const places = new Set(tasks.map(placed));
  const now = start + seconds * 1000;
  const targets = targetsOf(found(findGroups(on.state, arn)[0]), on.scheduler, now).filter(({id, port}) => places.has(`${id}:${port}`));
  const [task] = tasks;
  return {
    task,
    states: targets.map(({health}) => health),
    runsFor: task?.startedAt === undefined ? undefined : (now - task.startedAt.getTime()) / 1000,
  };
}

test('a target whose check fails is initial for three checks, then unhealthy, and ECS stops its task after the grace period', () => {
  const on = world(failing);
  const unhealthyFrom: number[] = [];
  for (let second = 1; second <= 100 && ofRevision2(on, second - 1).task?.desiredStatus !== 'STOPPED'; second += 1) {
    on.advance(1);
    const {states, runsFor} = ofRevision2(on, second);
    if (states[0]?.state === 'unhealthy') {
      expect(states[0]).toEqual({
        state: 'unhealthy',
        reason: 'Target.ResponseCodeMismatch',
        description: 'Health checks failed with these codes: [502]',
      });
      unhealthyFrom.push(runsFor ?? -1);
    }
  }
  expect(unhealthyFrom[0]).toBeGreaterThanOrEqual(30);
  expect(unhealthyFrom[0]).toBeLessThan(31);
  expect(unhealthyFrom.at(-1)).toBeGreaterThan(55);
  expect(on.service('api').service.events?.some(({message}) => message?.includes('is unhealthy in (target-group'))).toBe(true);
});

test('a program that takes longer to start than its checks wait for is unhealthy meanwhile, and healthy when it answers', () => {
  const on = world(slow);
  const seen: string[] = [];
  for (let second = 1; second <= 70; second += 1) {
    on.advance(1);
    for (const {state, reason} of ofRevision2(on, second).states) {
      const words = [state, reason].join(' ').trim();
      if (seen.at(-1) !== words) seen.push(words);
    }
  }
  expect(seen).toEqual([
    'initial Elb.RegistrationInProgress',
    'initial Elb.InitialHealthChecking',
    'unhealthy Target.FailedHealthChecks',
    'healthy',
  ]);
});

test('a task that ECS has not registered yet, or that never started, is no target', () => {
  const on = smallWorld({
    services: [{name: 'api', family: 'api', desired: 1, deployed: [[1, 5]], more}],
    behaviours: {'api:2': {...wellBehaved, fate: {kind: 'cannot-start', reason: 'CannotPullContainerError'}}},
  });
  deploy(on, on.service('api'), 2);
  for (let second = 1; second <= 30; second += 1) {
    on.advance(1);
    expect(ofRevision2(on, second).states).toEqual([]);
  }
});
