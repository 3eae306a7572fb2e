import {describe, expect, test} from 'vitest';
import {AccessDenied, Gone} from '../../src/domain/errors.ts';
import {mask} from '../../src/domain/secret.ts';
import {cluster} from '../../src/resources/cluster.ts';
import {container} from '../../src/resources/container.ts';
import {containerInstance} from '../../src/resources/container-instance.ts';
import type {Section} from '../../src/resources/resource.ts';
import {service} from '../../src/resources/service.ts';
import {serviceEvent} from '../../src/resources/service-event.ts';
import {stoppedTask} from '../../src/resources/stopped-task.ts';
import {task} from '../../src/resources/task.ts';
import {taskDefinition} from '../../src/resources/task-definition.ts';
import {taskDefinitionFamily} from '../../src/resources/task-definition-family.ts';
import {
  aCluster,
  aContainer,
  aContainerDefinition,
  aDefinition,
  anInstance,
  aService,
  aStoppedTask,
  aTask,
  cannotPlace,
  clusterArn,
  definitionArn,
  minute,
  now,
} from '../domain/fixtures.ts';
import {all, patient, regionOf} from './region.ts';
import {cellOf, wordsOf} from './shown.ts';

const scope = {cluster: clusterArn};
const host = {instanceId: 'i-0a1', privateAddress: '10.0.1.5'};
const denied = new AccessDenied('ecs:ListTasks', 'denied: ecs:ListTasks', 'Ask for the action ecs:ListTasks.');

describe('services', () => {
  test('list pages of ids, describe rows, tell what is missing', async () => {
    const {aws} = regionOf({services: [aService()]});
    expect(await all(service.list(aws, scope, patient))).toEqual([{ids: [aService().arn]}]);
    const described = await service.describe(aws, scope, [aService().arn, 'gone'], patient);
    expect(described.failures).toEqual([{arn: 'gone', reason: 'MISSING'}]);
  });

  test('tasks are a sign and a number', () => {
    expect(cellOf(service, 'TASKS', aService())).toBe('✓ 2/2');
    expect(cellOf(service, 'TASKS', aService({running: 5, desired: 6}))).toBe('! 5/6');
    expect(cellOf(service, 'DEFINITION', aService())).toBe('taskweb:8');
    expect(cellOf(service, 'AGE', aService())).toBe('3d');
  });

  test('the second look finds the room that is missing and the tasks that failed', async () => {
    const {aws} = regionOf({
      tasks: [aStoppedTask({}, {exitCode: 1}), aStoppedTask({arn: 'other', stopCode: 'UserInitiated'})],
      instances: [anInstance({remaining: {cpu: 100, memory: 380, ports: []}})],
      definitions: [aDefinition()],
    });
    const row = aService({running: 1, events: [{id: 'e', at: now - minute, message: cannotPlace('has insufficient memory available')}]});
    const finding = await service.investigate?.(aws, row, patient);
    expect(finding?.failures.map(({cause}) => cause)).toEqual(['exit 1']);
    expect(cellOf(service, 'NOTE', row, finding)).toMatch(/^cannot place: 512 MiB needed, most free is 380 on i-0a1; 1 task failed at/);
  });

  test('a denied action takes only its own part away', async () => {
    const refuse = async function* (): AsyncIterable<readonly string[]> {
      yield* [];
      throw denied;
    };
    const {aws} = regionOf({overrides: {listTasks: refuse}, scaling: {srvweb: 'none'}});
    const finding = await service.investigate?.(aws, aService({running: 1}), patient);
    expect(finding).toEqual({failures: [], problems: ['denied: ecs:ListTasks – Ask for the action ecs:ListTasks.']});
  });

  test('details come at once, then with what was joined; a join that fails is a line', async () => {
    const {aws, calls} = regionOf({});
    const details = service.details(aws, aService(), undefined, patient, now)[Symbol.asyncIterator]();
    const first: IteratorResult<readonly Section[]> = await details.next();
    expect(calls).toEqual([]);
    expect(wordsOf(first.value)).toContain('2 running, 0 pending, 2 desired');
    const second: IteratorResult<readonly Section[]> = await details.next();
    expect(wordsOf(second.value)).toContain('1 to 8 tasks');
    expect(wordsOf(second.value)).toContain(`no task definition ${definitionArn} – Look at the families`);
  });

  test('an abort is no finding', async () => {
    const abort = new DOMException('stop', 'AbortError');
    const {aws} = regionOf({overrides: {describeTasks: () => Promise.reject(abort)}, tasks: [aStoppedTask()]});
    await expect(service.investigate?.(aws, aService(), patient)).rejects.toBe(abort);
  });
});

describe('clusters', () => {
  test('the second look sums the instances and names the services in trouble', async () => {
    const {aws} = regionOf({
      instances: [anInstance(), anInstance({arn: 'two', isAgentConnected: false}), anInstance({arn: 'three', status: 'DRAINING'})],
      services: [aService(), aService({arn: 'x', name: 'srvapp2', running: 0})],
    });
    const finding = await cluster.investigate?.(aws, aCluster(), patient, now);
    expect(finding).toEqual({
      capacity: {cpuRegistered: 4096, cpuReserved: 2048, memoryRegistered: 15_972, memoryReserved: 8192},
      instancesDraining: 1,
      agentsDisconnected: 1,
      instancesRead: 3,
      servicesRead: 2,
      troubledServices: ['srvapp2'],
    });
    expect(cellOf(cluster, 'CPU', aCluster(), finding)).toBe('50%');
    expect(cellOf(cluster, 'STATUS', aCluster(), finding)).toBe('! active');
  });

  test('of services that look well and may not be, only a few are looked into', async () => {
    const deploying = Array.from({length: 5}, (_, index) => aService({arn: `s${index}`, name: `s${index}`, running: 3}));
    const {aws, calls} = regionOf({services: deploying, tasks: [aStoppedTask()]});
    const finding = await cluster.investigate?.(aws, aCluster(), patient, now);
    expect(finding?.troubledServices).toEqual(['s0', 's1', 's2']);
    expect(calls.filter(name => name === 'listTasks')).toHaveLength(3);
  });

  test('a cluster without instances has no reservation: n/a, not 0; one not yet read says so', () => {
    expect(cellOf(cluster, 'MEM', aCluster({instances: 0}))).toBe('n/a');
    expect(cellOf(cluster, 'MEM', aCluster())).toBe('…');
  });
});

describe('tasks', () => {
  test('a dynamic port is resolved to the host’s address, with one call for all rows and none the second time', async () => {
    const {aws, calls} = regionOf({instances: [anInstance()], hosts: [host], definitions: [aDefinition({memory: 512})]});
    const rows = [aTask(), aTask({arn: 't2'}), aTask({arn: 't3'})];
    const findings = await Promise.all(rows.map(row => task.investigate?.(aws, row, patient)));
    expect(findings.map(finding => cellOf(task, 'ADDRESS', aTask(), finding))).toEqual(Array(3).fill('10.0.1.5:32768→80'));
    expect(cellOf(task, 'MEMORY', aTask(), findings[0])).toBe('512M');
    expect(cellOf(task, 'INSTANCE', aTask(), findings[0])).toBe('i-0a1');
    expect(calls.filter(name => name === 'describeContainerInstances')).toHaveLength(1);
    expect(calls.filter(name => name === 'hosts')).toHaveLength(1);
    await task.investigate?.(aws, aTask(), patient);
    expect(calls.filter(name => name === 'describeContainerInstances')).toHaveLength(1);
  });

  test('an awsvpc task shows its own address', () => {
    const row = aTask({address: '10.0.3.7', containers: [aContainer({ports: [{containerPort: 8080, hostPort: 8080, protocol: 'tcp'}]})]});
    expect(cellOf(task, 'ADDRESS', row)).toBe('10.0.3.7:8080');
  });

  test('a host that may not be read is named by its instance, and the finding says why', async () => {
    const {aws} = regionOf({instances: [anInstance()], definitions: [aDefinition()], hostsProblem: denied});
    const finding = await task.investigate?.(aws, aTask(), patient);
    expect(cellOf(task, 'ADDRESS', aTask(), finding)).toBe('i-0a1:32768→80');
    expect(finding?.problems).toEqual(['denied: ecs:ListTasks – Ask for the action ecs:ListTasks.']);
  });

  test('one caller that gives up takes nothing from the others', async () => {
    const {aws} = regionOf({instances: [anInstance()], hosts: [host], definitions: [aDefinition()]});
    const impatient = new AbortController();
    const leaving = task.investigate?.(aws, aTask(), impatient.signal);
    const staying = task.investigate?.(aws, aTask(), patient);
    impatient.abort(new Error('gone'));
    await expect(leaving).rejects.toThrow('gone');
    expect((await staying)?.hostAddress).toBe('10.0.1.5');
  });

  test('status and what is wanted', () => {
    expect(cellOf(task, 'STATUS', aTask())).toBe('✓ running');
    expect(cellOf(task, 'STATUS', aTask({lastStatus: 'PENDING', createdAt: now}))).toBe('~ pending→running');
  });

  test('stopped tasks tell their cause and exit codes', () => {
    const row = aStoppedTask({}, {exitCode: 137, reason: 'OutOfMemoryError: killed'});
    expect(cellOf(stoppedTask, 'CAUSE', row)).toBe('✗ exit 137 OutOfMemory');
    expect(cellOf(stoppedTask, 'EXIT', row)).toBe('137');
  });

  test('running and stopped tasks are listed apart', async () => {
    const {aws} = regionOf({tasks: [aTask(), aStoppedTask({arn: 'stopped'})]});
    expect(await all(task.list(aws, scope, patient))).toEqual([{ids: [aTask().arn]}]);
    expect(await all(stoppedTask.list(aws, scope, patient))).toEqual([{ids: ['stopped']}]);
  });
});

describe('containers', () => {
  const inTask = {...scope, task: aTask().arn};

  test('come with the list, from their task', async () => {
    const {aws} = regionOf({tasks: [aTask()]});
    expect(await all(container.list(aws, inTask, patient))).toEqual([{ids: [aContainer().arn], rows: [aContainer()]}]);
  });

  test('a task that is gone is told as such', async () => {
    await expect(all(container.list(regionOf({}).aws, inTask, patient))).rejects.toBeInstanceOf(Gone);
  });

  test('image without its registry, ports, log', async () => {
    const {aws} = regionOf({instances: [anInstance()], hosts: [host], definitions: [aDefinition()]});
    const finding = await container.investigate?.(aws, aContainer(), patient);
    expect(cellOf(container, 'IMAGE', aContainer())).toBe('erp/web:1.4');
    expect(cellOf(container, 'PORTS', aContainer(), finding)).toBe('10.0.1.5:32768→80');
    expect(cellOf(container, 'LOG', aContainer(), finding)).toBe('erp-log/srvweb/web/t1');
  });
});

test('instances show what is free as a bar and in figures', () => {
  expect(cellOf(containerInstance, 'CPU FREE', anInstance())).toBe('███░░ 1024/2048');
  expect(cellOf(containerInstance, 'MEMORY FREE', anInstance())).toBe('██░░░ 3.8G/7.8G');
  expect(cellOf(containerInstance, 'AGENT', anInstance({isAgentConnected: false}))).toBe('✗ lost');
});

describe('task definitions', () => {
  const secretive = aDefinition({containers: [aContainerDefinition({environment: [{name: 'DB_PASSWORD', value: 'hunter2'}]})]});

  test('who uses them is counted over clusters', async () => {
    const {aws} = regionOf({clusters: [aCluster()], tasks: [aTask(), aTask({arn: 't2'})], definitions: [aDefinition()]});
    const finding = await taskDefinitionFamily.investigate?.(aws, {name: 'taskweb', status: 'ACTIVE'}, patient);
    expect(cellOf(taskDefinitionFamily, 'IN USE BY', {name: 'taskweb', status: 'ACTIVE'}, finding)).toBe('erp: 2 tasks');
    const usage = await taskDefinition.investigate?.(aws, aDefinition({arn: `${definitionArn}1`}), patient);
    expect(cellOf(taskDefinition, 'IN USE BY', aDefinition({arn: `${definitionArn}1`}), usage)).toBe('no running task');
  });

  test('secrets are marked in the details and masked in JSON', async () => {
    const {aws} = regionOf({definitions: [secretive]});
    const [first] = await all(taskDefinition.details(aws, secretive, {tasks: {}, isAll: true}, patient, now));
    expect(wordsOf(first)).toContain(`DB_PASSWORD | ${mask}`);
    expect(JSON.stringify(taskDefinition.json(secretive, undefined))).not.toContain('hunter2');
  });

  test('a revision that is gone is a missing row', async () => {
    const {aws} = regionOf({definitions: [aDefinition()]});
    const described = await taskDefinition.describe(aws, {family: 'taskweb'}, [definitionArn, 'x:9'], patient);
    expect(described.rows).toHaveLength(1);
    expect(described.failures).toEqual([{arn: 'x:9', reason: 'MISSING', detail: 'no task definition x:9'}]);
  });
});

test('events drop the service’s name, which the trail shows already', () => {
  const row = {id: 'e', at: now, message: '(service srvweb) has reached a steady state.'};
  expect(cellOf(serviceEvent, 'MESSAGE', row)).toBe('✓ has reached a steady state.');
});
