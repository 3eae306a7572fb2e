import {describe, expect, test} from 'vitest';
import {AccessDenied, Gone, Unreachable} from '../../src/domain/errors.ts';
import {service} from '../../src/resources/service.ts';
import {target} from '../../src/resources/target.ts';
import {task} from '../../src/resources/task.ts';
import {
  aContainer,
  anInstance,
  anUnhealthyTarget,
  aService,
  aTarget,
  aTargetGroup,
  aTargetHealth,
  aTask,
  clusterArn,
  now,
  targetGroupArn,
} from '../domain/fixtures.ts';
import {all, type Contents, patient, regionOf} from './region.ts';
import {cellOf, wordsOf} from './shown.ts';

const balanced = aService({loadBalancers: [{targetGroupArn, containerName: 'web', containerPort: 80}]});
const scope = {cluster: clusterArn, service: balanced.arn};
const denied = new AccessDenied('elasticloadbalancing:X', 'denied: elasticloadbalancing:X', 'Have it allowed.');

const world: Contents = {
  services: [balanced],
  tasks: [aTask({zone: 'ap-southeast-1a'})],
  instances: [anInstance()],
  targetGroups: [aTargetGroup()],
  targets: {[targetGroupArn]: [aTargetHealth({id: anInstance().ec2InstanceId})]},
};

async function rowsOf(contents: Contents, narrowed: Parameters<typeof target.list>[1] = scope) {
  const {aws, calls} = regionOf(contents);
  const pages = await all(target.list(aws, narrowed, patient));
  return {aws, calls, rows: pages.flatMap(page => page.rows ?? [])};
}

describe('which task a target is', () => {
  test('by instance and host port', async () => {
    const {rows} = await rowsOf(world);
    expect(rows).toMatchObject([{state: 'healthy', task: {id: 't1', container: 'web', containerPort: 80}, group: {name: 'targetweb'}}]);
    const [row = aTarget()] = rows;
    expect(cellOf(target, 'TARGET', row)).toBe('t1');
    expect(cellOf(target, 'DEFINITION', row)).toBe('taskweb:8');
    expect(cellOf(target, 'ZONE', row)).toBe('ap-southeast-1a');
  });

  test("by a task's own address", async () => {
    const {rows} = await rowsOf({
      ...world,
      tasks: [aTask({address: '10.0.3.7', containers: [aContainer({ports: []})]})],
      targets: {[targetGroupArn]: [aTargetHealth({id: '10.0.3.7', port: 8080, zone: 'ap-southeast-1b'})]},
    });
    expect(rows).toMatchObject([{task: {id: 't1'}}]);
    expect(cellOf(target, 'ZONE', rows[0] ?? aTarget())).toBe('ap-southeast-1b');
  });

  test('a task that is on its way down, for a target that is draining', async () => {
    const {rows, calls} = await rowsOf({
      ...world,
      tasks: [aTask({desiredStatus: 'STOPPED', lastStatus: 'DEACTIVATING'})],
      targets: {[targetGroupArn]: [aTargetHealth({id: anInstance().ec2InstanceId, state: 'draining'})]},
    });
    expect(rows).toMatchObject([{state: 'draining', task: {id: 't1'}}]);
    expect(calls.filter(call => call === 'listTasks')).toHaveLength(2);
  });

  test('none: the place stands for it', async () => {
    const {rows} = await rowsOf({...world, tasks: []});
    expect(rows.map(row => cellOf(target, 'TARGET', row))).toEqual([`${anInstance().ec2InstanceId}:32768`]);
    expect(cellOf(target, 'TARGET', aTarget({id: 'fd00::7', port: 8080}))).toBe('[fd00::7]:8080');
  });

  test('tasks are read again only when a target is new', async () => {
    const {aws, calls} = await rowsOf(world);
    const before = calls.filter(call => call === 'listTasks').length;
    await all(target.list(aws, scope, patient));
    expect(calls.filter(call => call === 'listTasks')).toHaveLength(before);
  });

  test('one that nobody has is looked for once, and again while it is new', async () => {
    const looked = async (state: string) => {
      const targets = {[targetGroupArn]: [aTargetHealth({id: 'i-other', state})]};
      const {aws, calls} = await rowsOf({...world, targets});
      await all(target.list(aws, scope, patient));
      return calls.filter(call => call === 'listTasks').length;
    };
    expect(await looked('healthy')).toBe(2);
    expect(await looked('initial')).toBe(4);
  });

  test('of one task, only its own', async () => {
    const other = aTargetHealth({id: 'i-other'});
    const contents = {...world, targets: {[targetGroupArn]: [...(world.targets?.[targetGroupArn] ?? []), other]}};
    expect((await rowsOf(contents)).rows).toHaveLength(2);
    expect((await rowsOf(contents, {...scope, task: aTask().arn})).rows).toMatchObject([{task: {id: 't1'}}]);
  });
});

describe('what fails costs only itself', () => {
  test('the tasks: the rows stand, and say so', async () => {
    const describeTasks = () => Promise.reject(denied);
    const {rows} = await rowsOf({...world, overrides: {describeTasks}});
    expect(rows).toMatchObject([{state: 'healthy', problems: ['denied: elasticloadbalancing:X – Have it allowed.']}]);
  });

  test('a group that is gone has no targets', async () => {
    expect((await rowsOf({...world, targetProblem: new Gone('no such group', 'Look again.')})).rows).toEqual([]);
  });

  test('the health itself is the table, and is told', async () => {
    await expect(rowsOf({...world, targetProblem: denied})).rejects.toThrow('denied: elasticloadbalancing:X');
  });

  test('a service without a load balancer has no targets, and costs one call', async () => {
    expect(await rowsOf({...world, services: [aService()]})).toMatchObject({rows: [], calls: ['describeServices']});
  });

  test('a service that is gone is told; a task that no service started has none', async () => {
    await expect(rowsOf({...world, services: []})).rejects.toThrow('ECS does not know the service srvweb');
    expect((await rowsOf(world, {...scope, service: 'family:nightly'})).rows).toEqual([]);
  });
});

describe('what is shown', () => {
  test('health is a sign and a word, with the cause that tells targets apart', () => {
    const row = aTarget(anUnhealthyTarget('404'));
    expect(cellOf(target, 'HEALTH', row)).toBe('✗ unhealthy');
    expect(cellOf(target, 'REASON', row)).toBe('health checks failed with 404');
    expect(cellOf(target, 'GROUP', row)).toBe('targetweb');
    expect(cellOf(target, 'PORT', row)).toBe('32768');
  });

  test('the worst come first', () => {
    const sort = target.columns.find(({title}) => title === 'HEALTH')?.sort;
    const states = ['healthy', 'draining', 'unhealthy', 'initial', 'unused'];
    const ranks = states.map(state => Number(sort?.(aTarget({state}), undefined)));
    expect(states.toSorted((one, other) => (ranks[states.indexOf(one)] ?? 0) - (ranks[states.indexOf(other)] ?? 0))).toEqual([
      'unhealthy',
      'unused',
      'initial',
      'draining',
      'healthy',
    ]);
  });

  test('the details tell what is asked, and then how long a target drains', async () => {
    const {aws} = regionOf(world);
    const [first, second] = await all(target.details(aws, aTarget(anUnhealthyTarget('404')), undefined, patient, now));
    for (const words of [
      'Reason: Target.ResponseCodeMismatch',
      'Description: Health checks failed with these codes: [404]',
      'Asks: HTTP /index.php on port 32768 (the traffic port)',
      'Passes with: 200',
      'Every: 30 s',
      'Waits for: 5 s',
      'Unhealthy after: 2 failures in a row: 60 s',
      'Healthy after: 5 passes in a row: 150 s; a new target after 1',
      'Load balancers: albdocker',
      'Deregistration delay: reading …',
    ]) {
      expect(wordsOf(first)).toContain(words);
    }
    expect(wordsOf(second)).toContain('Deregistration delay: 300 s');
  });

  test('a check that is off, a group without a load balancer, and a group that could not be read say so', async () => {
    const {aws} = regionOf(world);
    const shown = async (row: Parameters<typeof target.details>[1]) =>
      wordsOf((await all(target.details(aws, row, undefined, patient, now))).at(-1));
    const {healthCheck} = aTargetGroup();
    expect(await shown(aTarget({group: aTargetGroup({healthCheck: {...healthCheck, isEnabled: false}})}))).toContain('disabled');
    expect(await shown(aTarget({group: aTargetGroup({loadBalancerArns: []})}))).toContain('none: its targets get no traffic');
    const {group: _, ...unread} = aTarget({problems: ['denied: elasticloadbalancing:DescribeTargetGroups']});
    expect(await shown(unread)).toContain('unknown: its target group could not be read');
    expect(await shown(unread)).toContain('denied: elasticloadbalancing:DescribeTargetGroups');
  });
});

describe('where targets are reached from', () => {
  const link = <Row, Scope>(links: readonly {readonly kind: string; scope(row: Row, scope: Scope): Scope}[]) =>
    links.find(({kind}) => kind === 'target');

  test('a service, and a task for its own', () => {
    expect(link(service.links)?.scope(balanced, {})).toEqual(scope);
    expect(link(task.links)?.scope(aTask(), {cluster: clusterArn})).toEqual({cluster: clusterArn, service: 'srvweb', task: aTask().arn});
    expect(link(task.links)?.scope(aTask(), scope)).toEqual({...scope, task: aTask().arn});
  });

  test('the lines of a target are those of its task, else of its service', () => {
    expect(target.logs?.(aTarget({task: {arn: 'arn:task', id: '1', taskDefinitionArn: 'd'}}), {})).toEqual({
      cluster: clusterArn,
      tasks: ['arn:task'],
    });
    expect(target.logs?.(aTarget(), {})).toEqual({cluster: clusterArn, service: balanced.arn});
  });
});

describe('the second look at a service', () => {
  test('reads each of its groups once, and tells what the load balancer says', async () => {
    const {aws, calls} = regionOf({...world, targets: {[targetGroupArn]: [aTargetHealth(), anUnhealthyTarget('502')]}});
    const row = {...balanced, running: 1};
    const finding = await service.investigate?.(aws, row, patient);
    expect(calls.filter(call => call === 'targetHealth')).toHaveLength(1);
    expect(cellOf(service, 'NOTE', row, finding)).toBe('1 of 2 targets unhealthy: health checks failed with 502');
    const [sections] = await all(service.details(aws, row, finding, patient, now));
    expect(wordsOf(sections)).toContain('targetweb | web | 80 | 1 healthy, 1 unhealthy');
  });

  test('is not taken at a steady service, and asks no load balancer where there is none', async () => {
    expect(service.wantsInvestigation?.(balanced)).toBe(false);
    const {aws, calls} = regionOf(world);
    await service.investigate?.(aws, aService({running: 1}), patient);
    expect(calls).not.toContain('targetHealth');
  });

  test('leaves an endpoint that does not answer alone for a minute, and goes on telling so', async () => {
    const silent = new Unreachable('no answer', 'It is tried again.');
    const {aws, calls} = regionOf({...world, targetProblem: silent});
    const row = {...balanced, running: 1};
    const asked = () => calls.filter(call => call === 'targetHealth').length;
    for (const at of [now, now + 20_000, now + 59_000]) {
      expect((await service.investigate?.(aws, row, patient, at))?.problems).toEqual(['no answer – It is tried again.']);
    }
    expect(asked()).toBe(1);
    await service.investigate?.(aws, row, patient, now + 60_000);
    expect(asked()).toBe(2);
    await all(service.details(aws, row, undefined, patient, now + 61_000));
    expect(asked()).toBe(3);
  });

  test('counts no targets in a group that is gone', async () => {
    const {aws} = regionOf({...world, targetProblem: new Gone('no such group', 'Look again.')});
    const finding = await service.investigate?.(aws, {...balanced, running: 1}, patient);
    expect(finding?.targets).toMatchObject([{targetGroupArn, total: 0}]);
    const [sections] = await all(service.details(aws, balanced, finding, patient, now));
    expect(wordsOf(sections)).toContain('targetweb | web | 80 | no targets');
  });

  test('stands when the load balancer is denied', async () => {
    const {aws} = regionOf({...world, targetProblem: denied, scaling: {srvweb: 'none'}});
    const finding = await service.investigate?.(aws, {...balanced, running: 1}, patient);
    expect(finding).toEqual({failures: [], problems: ['denied: elasticloadbalancing:X – Have it allowed.']});
    const [sections] = await all(service.details(aws, balanced, finding, patient, now));
    expect(wordsOf(sections)).toContain('targetweb | web | 80 | unknown');
  });
});
