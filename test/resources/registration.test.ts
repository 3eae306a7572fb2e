import {describe, expect, test} from 'vitest';
import {AccessDenied, Gone, Unreachable} from '../../src/domain/errors.ts';
import {registration} from '../../src/resources/registration.ts';
import {service} from '../../src/resources/service.ts';
import {task} from '../../src/resources/task.ts';
import {
  aConsulEntry,
  aContainer,
  aContainerDefinition,
  aDefinition,
  anEntry,
  anInstance,
  aRegistration,
  aService,
  aStoppedTask,
  aTask,
  clusterArn,
  minute,
  now,
  registryArn,
  taskId,
} from '../domain/fixtures.ts';
import {all, type Contents, patient, regionOf} from './region.ts';
import {cellOf, wordsOf} from './shown.ts';

const found = aService({serviceRegistries: [registryArn]});
const scope = {cluster: clusterArn, service: found.arn};
const denied = new AccessDenied('servicediscovery:ListInstances', 'denied: servicediscovery:ListInstances', 'Have it allowed.');

function aFargateTask(number: number, parts: Parameters<typeof aTask>[0] = {}) {
  const {containerInstanceArn: _, ...bare} = aTask({
    arn: `arn:aws:ecs:ap-southeast-1:111122223333:task/erp/${taskId(number)}`,
    id: taskId(number),
    address: `10.0.3.${number + 6}`,
    startedAt: now - 60 * minute,
    containers: [aContainer({ports: []})],
    ...parts,
  });
  return bare;
}

const contents = {name: 'orders.local-1', answers: 'A records for 10 s', entries: [anEntry()], isPartial: false};
const world: Contents = {services: [found], tasks: [aFargateTask(1)], registries: {[registryArn]: contents}};

async function rowsOf(of: Contents, narrowed: Parameters<typeof registration.list>[1] = scope) {
  const {aws, calls} = regionOf(of);
  const pages = await all(registration.list(aws, narrowed, patient));
  return {aws, calls, rows: pages.flatMap(page => page.rows ?? [])};
}

describe('the table', () => {
  test('tells who is found under which name', async () => {
    const {rows, calls} = await rowsOf(world);
    const [row = aRegistration()] = rows;
    const cells = ['ADDRESS', 'STATE', 'HEALTH', 'UNDER', 'TASK', 'DEFINITION', 'REGISTRY', 'NOTE'].map(title =>
      cellOf(registration, title, row),
    );
    expect(cells).toEqual(['10.0.3.7', '✓ registered', 'healthy', 'orders.local-1', taskId(1), 'taskweb:8', 'Cloud Map', '']);
    expect(calls).not.toContain('consul');
    expect(calls).not.toContain('hosts');
  });

  test('looks an entry up that is none of its tasks, and asks again only for what is new', async () => {
    const left = anEntry({id: taskId(9), address: '10.0.3.99'});
    const {aws, rows, calls} = await rowsOf({...world, registries: {[registryArn]: {...contents, entries: [anEntry(), left]}}});
    expect(rows.map(row => cellOf(registration, 'STATE', row))).toEqual(['✓ registered', '✗ stale']);
    const asked = () => calls.filter(call => call === 'describeTasks').length;
    expect(asked()).toBe(2);
    await all(registration.list(aws, scope, patient));
    expect(asked()).toBe(3);
  });

  test('of one task has its own alone, and of a task without a service nothing', async () => {
    const two = {...world, tasks: [aFargateTask(1), aFargateTask(2)]};
    const {rows} = await rowsOf(two, {...scope, task: aFargateTask(2).arn});
    expect(rows).toMatchObject([{match: 'missing', task: {id: taskId(2)}}]);
    expect((await rowsOf(two, {cluster: clusterArn, service: 'family:job'})).calls).toEqual([]);
    const link = task.links.find(({kind}) => kind === 'registration');
    expect(link?.scope(aFargateTask(1), {cluster: clusterArn})).toEqual({
      cluster: clusterArn,
      service: 'srvweb',
      task: aFargateTask(1).arn,
    });
  });

  test('of a service without a registry costs one call', async () => {
    expect((await rowsOf({services: [aService()]}, {cluster: clusterArn, service: aService().arn})).calls).toEqual(['describeServices']);
  });

  test('finds those of Service Connect too', async () => {
    const {rows} = await rowsOf({
      ...world,
      services: [{...found, serviceRegistries: [], serviceConnect: {endpoints: [{name: 'orders', registryArn, aliases: ['orders:8080']}]}}],
    });
    expect(rows).toMatchObject([{match: 'task', registry: {kind: 'service-connect'}}]);
  });

  test('a registry that is gone has no entries: its tasks are missing, and the details say why', async () => {
    const {aws, rows} = await rowsOf({...world, registryProblem: new Gone('no such service', 'Look again.')});
    const [row = aRegistration()] = rows;
    expect(cellOf(registration, 'NOTE', row)).toBe('runs for 1h, not registered: nobody finds it');
    const shown = await all(registration.details(aws, row, undefined, patient, now));
    expect(wordsOf(shown.at(-1))).toContain('no such service – Look again.');
  });

  test('a denied registry is the failure of the table; beside one that answers it is a row', async () => {
    await expect(rowsOf({...world, registryProblem: denied})).rejects.toBe(denied);
    const {rows} = await rowsOf({
      ...world,
      registryProblem: denied,
      consulNames: {srvweb: 'web'},
      registries: {web: {entries: [aConsulEntry({address: '10.0.3.7'})], isPartial: false}},
    });
    expect(rows.map(row => [row.match, cellOf(registration, 'NOTE', row)])).toEqual([
      ['unread', 'denied: servicediscovery:ListInstances – Have it allowed.'],
      ['task', ''],
    ]);
  });

  test('without its tasks the entries stand, unjudged', async () => {
    const overrides = {
      listTasks: () => {
        throw denied;
      },
    };
    const {rows} = await rowsOf({...world, overrides});
    expect(rows).toMatchObject([{match: 'unknown', entry: {id: taskId(1)}, problems: [expect.stringContaining('denied')]}]);
  });
});

describe('in Consul', () => {
  const named = aDefinition({containers: [aContainerDefinition({environment: [{name: 'SERVICE_80_NAME', value: 'web'}]})]});
  const hosted = aTask({startedAt: now - 60 * minute});
  const consul: Contents = {
    services: [aService()],
    tasks: [hosted],
    definitions: [named],
    instances: [anInstance()],
    hosts: [{instanceId: anInstance().ec2InstanceId, privateAddress: '10.0.1.5'}],
    consulNames: {},
    registries: {web: {entries: [aConsulEntry()], isPartial: false}},
  };
  const there = {cluster: clusterArn, service: aService().arn};

  test('the name is that of registrator, and the task the one at the port of its host', async () => {
    const {rows, calls} = await rowsOf(consul, there);
    expect(rows).toMatchObject([{match: 'task', registry: {kind: 'consul', name: 'web'}, task: {id: 't1'}}]);
    expect(calls).not.toContain('cloudMap');
    expect(calls.filter(call => call === 'listContainerInstances')).toEqual([]);
  });

  test('a port of a host at which nothing of the service runs is stale; of one that just stopped it is going', async () => {
    const stale = aConsulEntry({id: 'stale', port: 40_000});
    const {rows} = await rowsOf({...consul, registries: {web: {entries: [aConsulEntry(), stale], isPartial: false}}}, there);
    expect(rows.map(row => cellOf(registration, 'STATE', row))).toEqual(['✓ registered', '✗ stale']);
    const stopped = aStoppedTask({arn: 'arn:aws:ecs:ap-southeast-1:1:task/erp/t9', id: 't9', stoppedAt: now - 20_000});
    const going = await rowsOf({...consul, tasks: [stopped]}, there);
    expect(going.rows.map(row => cellOf(registration, 'NOTE', row))).toEqual(['its task stopped 20s ago: the entry should go now']);
  });

  test('the configuration has the last word on a name, by cluster and service or by service', async () => {
    const asked = async (consulNames: Readonly<Record<string, string>>) => {
      const registries = {shop: {entries: [aConsulEntry({id: 'a'})], isPartial: false}, pool: {entries: [], isPartial: false}};
      return (await rowsOf({...consul, consulNames, registries}, there)).rows.map(({registry}) => registry.name);
    };
    expect(await asked({srvweb: 'shop'})).toEqual(['shop']);
    expect(await asked({srvweb: 'pool', 'erp/srvweb': 'shop'})).toEqual(['shop']);
    expect(await asked({srvweb: 'pool'})).toEqual(['pool']);
  });

  test('a name that was only guessed has no rows where Consul has none, and no word in the note', async () => {
    const guessed = {...consul, definitions: [aDefinition()], registries: {}};
    const table = await rowsOf(guessed, there);
    expect(table.rows).toEqual([]);
    expect(table.calls).toEqual(['describeServices', 'taskDefinition', 'consul']);
    const {aws, calls} = regionOf(guessed);
    const finding = await service.investigate?.(aws, aService({running: 1}), patient, now);
    expect(finding?.registrations).toBeUndefined();
    expect(calls).not.toContain('consul');
  });

  test('without the definition its names are not known, which is said', async () => {
    const overrides = {taskDefinition: () => Promise.reject(denied)};
    await expect(rowsOf({...consul, overrides}, there)).rejects.toBe(denied);
    const both = {...consul, services: [{...found}], registries: {[registryArn]: contents}, overrides};
    const {rows} = await rowsOf(both);
    expect(rows.map(({match, registry}) => [match, registry.kind])).toEqual([
      ['gone', 'cloud-map'],
      ['missing', 'cloud-map'],
      ['unread', 'consul'],
    ]);
  });

  test('what the token may not see is a row of its own, and nobody is called missing for certain', async () => {
    const {rows} = await rowsOf({...consul, registries: {web: {entries: [], isPartial: true}}}, there);
    expect(rows.map(row => cellOf(registration, 'STATE', row))).toEqual(['! missing', '! partial']);
    expect(cellOf(registration, 'NOTE', rows[1] ?? aRegistration())).toBe('there may be more entries: the token may not see all of them');
  });

  test('without the addresses of hosts nothing is called stale or missing', async () => {
    const {rows} = await rowsOf({...consul, hostsProblem: denied}, there);
    expect(rows.map(row => cellOf(registration, 'STATE', row))).toEqual(['· unknown']);
  });
});

describe('a service', () => {
  const troubled = {...found, running: 1};
  const left = {...contents, entries: [anEntry(), anEntry({id: taskId(9), address: '10.0.3.99'})]};

  test('that is unsteady says what is stale in its registries', async () => {
    const {aws} = regionOf({...world, registries: {[registryArn]: left}});
    const finding = await service.investigate?.(aws, troubled, patient, now);
    expect(cellOf(service, 'NOTE', troubled, finding)).toContain('1 stale entry under orders.local-1: no task at 10.0.3.99');
  });

  test('counts in its details, also while it is steady', async () => {
    const {aws} = regionOf({...world, registries: {[registryArn]: left}});
    const [first, , last] = await all(service.details(aws, found, undefined, patient, now));
    expect(wordsOf(first)).toContain('srv-orders | Cloud Map | reading …');
    expect(wordsOf(last)).toContain('orders.local-1 | Cloud Map | 1 stale, 1 registered | A records for 10 s');
    expect(wordsOf(last)).toContain('Note: 1 stale entry under orders.local-1: no task at 10.0.3.99');
  });

  test('tells under which names Service Connect has it', async () => {
    const connected = aService({
      serviceConnect: {
        namespace: 'arn:aws:servicediscovery:eu-west-1:1:namespace/ns-1',
        endpoints: [{name: 'orders', aliases: ['orders:8080']}],
      },
    });
    const {aws} = regionOf(world);
    expect(wordsOf((await all(service.details(aws, connected, undefined, patient, now)))[0])).toContain(
      'Namespace: ns-1\nCalled as: orders:8080',
    );
    const client = aService({serviceConnect: {endpoints: []}});
    expect(wordsOf((await all(service.details(aws, client, undefined, patient, now)))[0])).toContain('nothing: it only calls others');
  });

  test('stands when the registry is denied, and leaves one alone for a minute that does not answer', async () => {
    const {aws} = regionOf({...world, registryProblem: denied});
    const shown = await all(service.details(aws, found, undefined, patient, now));
    expect(wordsOf(shown.at(-1))).toContain('denied: servicediscovery:ListInstances – Have it allowed.');
    const silent = regionOf({...world, registryProblem: new Unreachable('no answer', 'It is tried again.')});
    const asked = () => silent.calls.filter(call => call === 'cloudMap').length;
    for (const at of [now, now + 59_000]) {
      expect((await service.investigate?.(silent.aws, troubled, patient, at))?.problems).toEqual(['no answer – It is tried again.']);
    }
    expect(asked()).toBe(1);
    await service.investigate?.(silent.aws, troubled, patient, now + 60_000);
    expect(asked()).toBe(2);
  });
});

test('the raw view asks the registry that has the entry', async () => {
  const {aws} = regionOf({...world, consulNames: {}});
  expect(await registration.raw(aws, scope, aRegistration().key, patient)).toEqual({id: registryArn, entry: taskId(1)});
  expect(registration.name(aRegistration().key)).toBe(taskId(1));
});
