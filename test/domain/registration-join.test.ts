// Which task an entry is, and which have none. What is called stale must be so in every world that can be thought of.

import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {registrationVerdict} from '../../src/domain/health/registration-health.ts';
import {partsOfRegistrationKey, type RegistryContents, registrationKey} from '../../src/domain/registration.ts';
import {type JoinParts, joinRegistrations, type PlacedTask} from '../../src/domain/registration-join.ts';
import {aConsulEntry, aContainer, anEntry, aService, aStoppedTask, aTask, now, registryArn, taskId} from './fixtures.ts';

const cloudMap = {id: registryArn, kind: 'cloud-map', name: 'orders.local-1'} as const;
const consul = {id: 'web', kind: 'consul', name: 'web'} as const;

function contentsOf(...entries: RegistryContents['entries']): RegistryContents {
  return {entries, isPartial: false};
}

function joined(parts: Partial<JoinParts>) {
  return joinRegistrations({
    service: aService(),
    registry: cloudMap,
    contents: contentsOf(),
    tasks: [],
    others: [],
    hosts: undefined,
    isExpected: true,
    ...parts,
  });
}

const own: PlacedTask = {task: aTask({id: taskId(1), address: '10.0.3.7', containers: [aContainer({ports: []})]})};
const onHost: PlacedTask = {task: aTask({id: taskId(1)}), hostAddress: '10.0.1.5'};

describe('in Cloud Map', () => {
  test("an entry is the task whose id it has, and a task of another service is that one's", () => {
    expect(joined({contents: contentsOf(anEntry()), tasks: [own]})).toMatchObject([
      {match: 'task', task: {id: taskId(1)}, address: '10.0.3.7'},
    ]);
    const others = [{task: aTask({id: taskId(2), group: 'service:orders-green'})}];
    const contents = contentsOf(anEntry(), anEntry({id: taskId(2), service: 'orders-green'}));
    expect(joined({contents, tasks: [own], others}).map(({match}) => match)).toEqual(['task', 'elsewhere']);
    const namesake = [{task: aTask({id: taskId(2), clusterArn: 'arn:aws:ecs:eu-west-1:1:cluster/other'})}];
    expect(joined({contents, tasks: [own], others: namesake}).map(({match}) => match)).toEqual(['task', 'elsewhere']);
  });

  test('registered by another id, an address with its port tells the task', () => {
    const contents = contentsOf(anEntry({id: 'web-1', service: 'srvweb'}));
    expect(joined({contents, tasks: [own]})).toMatchObject([{match: 'task', task: {id: taskId(1)}}]);
    const byPort = (port: number) => joined({contents: contentsOf(anEntry({id: 'web-1', address: '10.0.1.5', port})), tasks: [onHost]});
    expect(byPort(32_768)).toMatchObject([{match: 'task'}]);
    expect(byPort(32_769).map(({match}) => match)).toEqual(['gone', 'missing']);
  });

  test('an entry of ECS without its task is left over; one of another hand is foreign', () => {
    expect(joined({contents: contentsOf(anEntry())})).toMatchObject([{match: 'gone'}]);
    const {service: _, cluster: __, ...bare} = anEntry();
    expect(joined({contents: contentsOf(bare)})).toMatchObject([{match: 'gone'}]);
    expect(joined({contents: contentsOf({...bare, id: '16becc26-8558-4af1-9fbd-f81be062a266'})})).toMatchObject([{match: 'gone'}]);
    expect(joined({contents: contentsOf({...bare, id: 'legacy-server'})})).toMatchObject([{match: 'foreign'}]);
  });

  test('the id of a task that is gone at the address of one that lives: used again', () => {
    const rows = joined({contents: contentsOf(anEntry({id: taskId(9)}), anEntry()), tasks: [own]});
    expect(rows.map(({match, task}) => [match, task?.id])).toEqual([
      ['reused', taskId(1)],
      ['task', taskId(1)],
    ]);
    expect(rows.map(row => registrationVerdict(row, now).state)).toEqual(['stale', 'registered']);
  });

  test('a task that stopped is told with its time', () => {
    const others = [{task: aStoppedTask({id: taskId(1)})}];
    expect(joined({contents: contentsOf(anEntry()), others})).toMatchObject([{match: 'gone', task: {stoppedAt: expect.any(Number)}}]);
  });

  test('a task without an entry is missing, at the port of its siblings', () => {
    const second = {task: aTask({id: taskId(2), address: '10.0.3.8'})};
    const rows = joined({contents: contentsOf(anEntry({port: 8080})), tasks: [own, second]});
    expect(rows[1]).toMatchObject({match: 'missing', task: {id: taskId(2)}, address: '10.0.3.8', port: 8080});
    expect(rows[1]).not.toHaveProperty('entry');
  });

  test('without its tasks nothing is judged', () => {
    expect(joined({contents: contentsOf(anEntry()), tasks: undefined})).toMatchObject([{match: 'unknown'}]);
  });
});

describe('in Consul', () => {
  const registry = consul;

  test('an entry is the task at its address and port; another port of a host of the cluster is nobody', () => {
    const hosts = new Set(['10.0.1.5', '10.0.1.6']);
    const contents = contentsOf(aConsulEntry(), aConsulEntry({id: 'b', port: 40_000}), aConsulEntry({id: 'c', address: '10.0.1.6'}));
    expect(joined({registry, contents, tasks: [onHost], hosts}).map(({match}) => match)).toEqual(['task', 'gone', 'gone']);
    const elsewhere = contentsOf(aConsulEntry({address: '192.168.7.7'}));
    expect(joined({registry, contents: elsewhere, hosts}).map(({match}) => match)).toEqual(['foreign']);
  });

  test('without the addresses of hosts nothing is called stale, and no task missing', () => {
    expect(joined({registry, contents: contentsOf(aConsulEntry()), tasks: [{task: aTask()}]}).map(({match}) => match)).toEqual(['unknown']);
  });

  test('the youngest has a port that was used again, and a task that is starting may be the one that is there', () => {
    const younger = {task: aTask({id: taskId(2), createdAt: now}), hostAddress: '10.0.1.5'};
    const rows = joined({registry, contents: contentsOf(aConsulEntry()), tasks: [onHost, younger]});
    expect(rows.map(({match, task}) => [match, task?.id])).toEqual([
      ['task', taskId(2)],
      ['missing', taskId(1)],
    ]);
    const starting = {task: aTask({id: taskId(3), lastStatus: 'PENDING', containers: [aContainer({ports: []})]}), hostAddress: '10.0.1.5'};
    const fresh = joined({registry, contents: contentsOf(aConsulEntry({port: 40_000})), tasks: [starting], hosts: new Set(['10.0.1.5'])});
    expect(fresh).toMatchObject([{match: 'task', task: {id: taskId(3)}}]);
  });

  test('a task that has stopped there is told, one that runs there before it', () => {
    const stopped = {task: aStoppedTask({id: taskId(9)}), hostAddress: '10.0.1.5'};
    const contents = contentsOf(aConsulEntry());
    expect(joined({registry, contents, others: [stopped]})).toMatchObject([{match: 'gone', task: {id: taskId(9)}}]);
    expect(joined({registry, contents, tasks: [onHost], others: [stopped]})).toMatchObject([{match: 'task', task: {id: taskId(1)}}]);
  });

  test('where all entries have addresses of another network nobody is called missing', () => {
    const contents = contentsOf(aConsulEntry({address: '172.17.0.3', port: 80}));
    expect(joined({registry, contents, tasks: [onHost], hosts: new Set(['10.0.1.5'])}).map(({match}) => match)).toEqual(['foreign']);
  });

  test('a name that was only guessed misses nobody, until one of the tasks is found under it', () => {
    const second = {
      task: aTask({id: taskId(2), containers: [aContainer({ports: [{containerPort: 80, hostPort: 32_770, protocol: 'tcp'}]})]}),
      hostAddress: '10.0.1.5',
    };
    const guessed = {registry, isExpected: false, tasks: [onHost, second]};
    expect(joined(guessed)).toEqual([]);
    expect(joined({...guessed, contents: contentsOf(aConsulEntry())}).map(({match}) => match)).toEqual(['task', 'missing']);
  });
});

test('a key is made of what its row is, whatever a registry is called', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('cloud-map', 'service-connect', 'consul'),
      fc.string({unit: 'grapheme'}),
      fc.string(),
      (kind, registry, id) => {
        expect(partsOfRegistrationKey(registrationKey(kind, registry, id))).toEqual({kind, registry, id});
      },
    ),
  );
});

/** Worlds of up to twelve tasks on three hosts, of which some have entries, and entries of which some have tasks. */
const worlds = fc
  .record({
    tasks: fc.uniqueArray(
      fc.record({
        number: fc.integer({min: 1, max: 12}),
        host: fc.integer({min: 1, max: 3}),
        port: fc.integer({min: 32_768, max: 32_772}),
        status: fc.constantFrom('PENDING', 'RUNNING', 'DEACTIVATING', 'STOPPED'),
        isOwn: fc.boolean(),
      }),
      {selector: ({number}) => number},
    ),
    entries: fc.array(
      fc.record({
        number: fc.integer({min: 1, max: 14}),
        host: fc.integer({min: 1, max: 4}),
        port: fc.integer({min: 32_768, max: 32_772}),
        isByEcs: fc.boolean(),
      }),
    ),
    kind: fc.constantFrom('cloud-map' as const, 'consul' as const),
    knowsHosts: fc.boolean(),
  })
  .map(({tasks, entries, kind, knowsHosts}) => {
    const placed = tasks.map(({number, host, port, status, isOwn}) => ({
      isOwn: isOwn && status !== 'STOPPED',
      placed: {
        task: aTask({
          id: taskId(number),
          group: isOwn ? 'service:srvweb' : 'service:other',
          lastStatus: status,
          startedAt: now - 3_600_000,
          containers: [aContainer({ports: [{containerPort: 80, hostPort: port, protocol: 'tcp'}]})],
        }),
        hostAddress: `10.0.1.${host}`,
      },
    }));
    const parts: JoinParts = {
      service: aService(),
      registry: kind === 'consul' ? consul : cloudMap,
      contents: contentsOf(
        ...entries.map(({number, host, port, isByEcs}) => ({
          id: kind === 'consul' ? `entry${number}` : taskId(number),
          address: `10.0.1.${host}`,
          port,
          health: 'HEALTHY' as const,
          attributes: {},
          ...(isByEcs && {cluster: 'erp', service: 'srvweb'}),
        })),
      ),
      tasks: placed.filter(({isOwn}) => isOwn).map(({placed}) => placed),
      others: placed.filter(({isOwn}) => !isOwn).map(({placed}) => placed),
      hosts: knowsHosts ? new Set(['10.0.1.1', '10.0.1.2', '10.0.1.3']) : undefined,
      isExpected: true,
    };
    return {parts, placed: placed.map(({placed}) => placed)};
  });

test('in 2,000 worlds: each entry one row, each own task found or missing, and nothing stale while a task that it can be is alive', () => {
  fc.assert(
    fc.property(worlds, ({parts, placed}) => {
      const rows = joinRegistrations(parts);
      expect(rows.filter(({entry}) => entry).map(({entry}) => entry)).toEqual(parts.contents.entries);
      const found = new Set(rows.flatMap(({match, task}) => (match === 'task' || match === 'missing' ? [task?.id] : [])));
      const isOtherNetwork =
        parts.registry.kind === 'consul' && rows.length > 0 && rows.every(({match}) => match === 'foreign' || match === 'unknown');
      for (const {task} of isOtherNetwork ? [] : (parts.tasks ?? [])) expect(found).toContain(task.id);
      const missing = rows.filter(({match}) => match === 'missing').map(({task}) => task?.id);
      expect(new Set(missing).size).toBe(missing.length);
      for (const {match, entry} of rows) {
        if (match !== 'gone' || entry === undefined) continue;
        const candidates = placed.filter(({task, hostAddress}) => {
          const isThere = hostAddress === entry.address && task.containers[0]?.ports[0]?.hostPort === entry.port;
          return (task.id === entry.id || isThere) && task.lastStatus !== 'STOPPED';
        });
        expect(candidates).toEqual([]);
      }
    }),
    {numRuns: 2_000},
  );
});
