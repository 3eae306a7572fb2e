import {describe, expect, test} from 'vitest';
import {clockTime} from '../../../src/domain/format/clock-time.ts';
import {placementTrouble, placementWords, taskNeeds} from '../../../src/domain/health/placement.ts';
import {deservesInvestigation, isServiceSteady, rolloutWords, serviceVerdict} from '../../../src/domain/health/service-health.ts';
import {nothingSuspended} from '../../../src/domain/scaling/scaling.ts';
import type {Service, ServiceFinding} from '../../../src/domain/service.ts';
import {aContainerDefinition, aDefinition, aDeployment, anInstance, aService, cannotPlace, minute, now} from '../fixtures.ts';

const verdict = (parts: Partial<Service>, finding?: ServiceFinding) => serviceVerdict(aService(parts), finding, now);
const event = (message: string, ago = minute) => ({id: message, at: now - ago, message});

describe('the verdict on a service', () => {
  test('steady: nothing to say', () => expect(verdict({})).toEqual({tone: 'ok', note: ''}));

  test('scaled to zero is quiet', () => expect(verdict({desired: 0, running: 0})).toEqual({tone: 'quiet', note: 'scaled to zero'}));

  test('fewer than desired is worth a look; none at all is down', () => {
    expect(verdict({running: 1})).toEqual({tone: 'warn', note: '1 of 2 tasks run'});
    expect(verdict({running: 0, pending: 1})).toEqual({tone: 'bad', note: '0 of 2 tasks run, 1 pending'});
  });

  test('a scale-out on its way is busy', () =>
    expect(verdict({desired: 4, pending: 2})).toEqual({tone: 'busy', note: '2 of 4 tasks run, 2 pending'}));

  test('a scale-in on its way is busy', () =>
    expect(verdict({desired: 1})).toEqual({tone: 'busy', note: '1 task more than desired, stopping'}));

  test('placement with figures', () => {
    const placement = {resource: 'memory', needed: 512, mostFree: 380, instance: 'i-0a1', reason: 'x'} as const;
    expect(verdict({running: 5, desired: 6}, {placement, failures: []})).toEqual({
      tone: 'warn',
      note: 'cannot place: 512 MiB needed, most free is 380 on i-0a1',
    });
  });

  test('auto scaling at its maximum, where it could scale and has more than one count to choose from', () => {
    const scaling = {minimum: 1, maximum: 2, suspension: nothingSuspended};
    const note = (parts: Partial<Service>, more: Partial<typeof scaling> = {}) =>
      verdict(parts, {failures: [], scaling: {...scaling, ...more}});
    expect(note({running: 1})).toEqual({tone: 'warn', note: '1 of 2 tasks run; autoscaling at its maximum of 2'});
    expect(note({}, {minimum: 2})).toEqual({tone: 'ok', note: ''});
    expect(note({}, {maximum: 3})).toEqual({tone: 'ok', note: ''});
    expect(note({}, {suspension: {...nothingSuspended, isOutSuspended: true}})).toEqual({tone: 'ok', note: ''});
    const deployments = [aDeployment({rolloutState: 'IN_PROGRESS', running: 1})];
    expect(note({deployments})).toEqual({tone: 'busy', note: 'deploying taskweb:8: 1/2; autoscaling at its maximum of 2'});
  });

  test('placement from the event alone, until a steady state', () => {
    const trouble = event(cannotPlace('has insufficient memory available'), 5 * minute);
    expect(verdict({running: 1, events: [trouble]}).note).toBe('cannot place: no instance has the memory');
    expect(verdict({running: 1, events: [event('(service srvweb) has reached a steady state.'), trouble]}).note).toBe('1 of 2 tasks run');
  });

  test('failures are counted since the first, with the most frequent cause', () => {
    const failure = (ago: number, cause: string) => ({at: now - ago * minute, cause, taskArn: 't'});
    const failures = [failure(1, 'exit 137 OutOfMemory'), failure(2, 'exit 1'), failure(9, 'exit 137 OutOfMemory')];
    const since = clockTime(now - 9 * minute);
    expect(verdict({running: 0}, {failures})).toEqual({
      tone: 'bad',
      note: `3 tasks failed since ${since}: exit 137 OutOfMemory (and 1 other cause)`,
    });
  });

  test('a deployment says how far it is and how often it failed', () => {
    const deployments = [aDeployment({rolloutState: 'IN_PROGRESS', running: 1, desired: 3, failed: 2}), aDeployment({status: 'ACTIVE'})];
    expect(verdict({deployments})).toEqual({tone: 'warn', note: 'deploying taskweb:8: 1/3, 2 failed'});
    expect(rolloutWords(aService({deployments}))).toEqual({tone: 'warn', note: '1/3 rolling'});
  });

  test('a failed rollout', () => {
    const deployments = [aDeployment({rolloutState: 'FAILED', rolloutReason: 'tasks failed to start.'})];
    expect(verdict({deployments})).toEqual({tone: 'bad', note: 'deployment of taskweb:8 failed: tasks failed to start.'});
  });

  test('the circuit breaker rolling back', () => {
    const deployments = [
      aDeployment({
        rolloutState: 'IN_PROGRESS',
        running: 1,
        rolloutReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
      }),
      aDeployment({status: 'ACTIVE', rolloutState: 'FAILED', taskDefinitionArn: 'arn:aws:ecs:r:1:task-definition/taskweb:9'}),
    ];
    expect(verdict({deployments})).toEqual({tone: 'bad', note: 'taskweb:9 failed, rolling back to taskweb:8: 1/2'});
  });

  test('a rollback is told for an hour after it', () => {
    const rollback = (ago: number) => event('(service srvweb) rolling back to deployment ecs-svc/1.', ago);
    const at = clockTime(now - 5 * minute);
    expect(verdict({events: [rollback(5 * minute)]})).toEqual({tone: 'warn', note: `rolled back at ${at}`});
    const failure = event('(service srvweb) (deployment ecs-svc/2) deployment failed: tasks failed to start.', 6 * minute);
    expect(verdict({events: [rollback(5 * minute), failure]}).note).toBe(`rolled back at ${at} after a failed deployment`);
    expect(verdict({events: [rollback(61 * minute)]}).tone).toBe('ok');
  });

  test('failing health checks of the last minutes', () => {
    const message =
      '(service srvweb) (instance i-0a1) (port 32768) is unhealthy in (target-group arn:aws:x) due to (reason Health checks failed with these codes: [502])';
    expect(verdict({events: [event(message)]})).toEqual({
      tone: 'warn',
      note: 'load balancer health check fails on port 32768: Health checks failed with these codes: [502]',
    });
    expect(verdict({events: [event(message, 20 * minute)]}).tone).toBe('ok');
  });

  test('a service that is being deleted, and one that is', () => {
    expect(verdict({status: 'DRAINING'})).toEqual({tone: 'busy', note: 'being deleted: 2 tasks left'});
    expect(verdict({status: 'INACTIVE', running: 0})).toEqual({tone: 'quiet', note: 'inactive'});
  });

  test('hostile reasons are inert', () => {
    const deployments = [aDeployment({rolloutState: 'FAILED', rolloutReason: '\x1b]0;x\x07'})];
    expect(verdict({deployments}).note).toBe('deployment of taskweb:8 failed: ␛]0;x␇');
  });
});

describe('steadiness', () => {
  test('a service at rest', () => expect([isServiceSteady(aService()), deservesInvestigation(aService())]).toEqual([true, false]));
  test('task sets that stabilize are not at rest', () => {
    const set = {
      id: 's',
      status: 'PRIMARY',
      taskDefinitionArn: 'x',
      desired: 2,
      running: 1,
      pending: 1,
      stability: 'STABILIZING',
      scale: 100,
    };
    expect(isServiceSteady(aService({deployments: [], taskSets: [set]}))).toBe(false);
  });
  test('tasks that die and are replaced are looked into although the counts look well', () => {
    const events = [1, 3, 5].map(ago => ({...event(`(service weather) has started 1 tasks: (task ${ago}).`, ago * minute)}));
    expect(deservesInvestigation(aService({events}))).toBe(true);
    // ECS comes to rest after each replacement and says so: that is no sign of health.
    expect(deservesInvestigation(aService({events: [event('(service weather) has reached a steady state.', 0), ...events]}))).toBe(true);
    expect(deservesInvestigation(aService({events: events.slice(1)}))).toBe(false);
  });
});

describe('placement', () => {
  const needs = taskNeeds(aDefinition());
  const host = (cpu: number, memory: number, parts = {}) => anInstance({remaining: {cpu, memory, ports: [22]}, ...parts});

  test('memory: what is needed, and the best of the instances that take tasks', () => {
    const disconnected = host(2048, 7000, {isAgentConnected: false});
    const trouble = placementTrouble(cannotPlace('has insufficient memory available'), needs, [
      host(1, 200),
      host(1, 380, {ec2InstanceId: 'i-0b2'}),
      disconnected,
    ]);
    expect(trouble && placementWords(trouble)).toBe('cannot place: 512 MiB needed, most free is 380 on i-0b2');
  });

  test('a fixed port', () => {
    const definition = aDefinition({containers: [aContainerDefinition({ports: [{containerPort: 80, hostPort: 80, protocol: 'tcp'}]})]});
    const trouble = placementTrouble(cannotPlace('is already using a port required by your task'), taskNeeds(definition), [
      host(2048, 4000),
    ]);
    expect(trouble && placementWords(trouble)).toBe('cannot place: port 80 is taken on every instance');
  });

  test.each([
    ['is missing an attribute required by your task', 'no instance has the attribute it needs'],
    ['encountered error "MemberOf placement constraint unsatisfied."', 'no instance satisfies its placement constraint'],
    ['encountered error "DistinctInstance placement constraint unsatisfied."', 'every instance runs one already (distinctInstance)'],
    ['encountered error "AGENT"', 'the agent of the closest instance is not connected'],
  ])('%s', (told, words) => {
    const trouble = placementTrouble(cannotPlace(told), needs, [host(2048, 4000)]);
    expect(trouble && placementWords(trouble)).toBe(`cannot place: ${words}`);
  });

  test('no instance at all', () => {
    const trouble = placementTrouble(
      '(service x) was unable to place a task. Reason: No Container Instances were found in your cluster.',
      needs,
      [],
    );
    expect(trouble && placementWords(trouble)).toBe('cannot place: no instance takes tasks');
  });

  test('needs: soft limits before hard ones, the task’s own size before both', () => {
    const containers = [aContainerDefinition({cpu: 100, memoryReservation: 200}), aContainerDefinition({cpu: 50})];
    expect(taskNeeds(aDefinition({containers}))).toEqual({cpu: 150, memory: 712, ports: []});
    expect(taskNeeds(aDefinition({containers, cpu: 256, memory: 1024}))).toEqual({cpu: 256, memory: 1024, ports: []});
  });
});

test('a service that looks well between two crashes is looked into, and says that its tasks fail', () => {
  const restart = (minutes: number) => [
    {id: `steady ${minutes}`, at: now - minutes * minute, message: '(service weather) has reached a steady state.'},
    {id: `start ${minutes}`, at: now - minutes * minute - 6000, message: '(service weather) has started 1 tasks: (task 1).'},
  ];
  const events = [1, 4, 7].flatMap(restart);
  const service = aService({running: 1, desired: 1, events});
  expect(deservesInvestigation(service)).toBe(true);
  expect(deservesInvestigation({...service, events: events.slice(0, 4)})).toBe(false);
  const failures = [1, 4, 7].map(minutes => ({at: now - minutes * minute, cause: 'exit 137 OutOfMemory', taskArn: 'task'}));
  const verdict = serviceVerdict(service, {failures}, now);
  expect(verdict.tone).toBe('warn');
  expect(verdict.note).toContain('3 tasks failed');
});
