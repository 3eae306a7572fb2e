// `ecsdeck get`: the rows of a table on a pipe, and the exit codes that scripts read.

import {Writable} from 'node:stream';
import {describe, expect, test} from 'vitest';
import {AccessDenied, CredentialsExpired, Unreachable} from '../../src/domain/errors.ts';
import {safeJson} from '../../src/headless/get.ts';
import {
  aCluster,
  anEntry,
  anInstance,
  anUnhealthyTarget,
  aService,
  aStoppedTask,
  aTargetGroup,
  aTargetHealth,
  aTask,
  clusterArn,
  now,
  registryArn,
  targetGroupArn,
  taskId,
} from '../domain/fixtures.ts';
import {aFinding, aHost, aRun} from '../engine/fleet/runs.ts';
import {ran} from './world.ts';

const prefix = 'arn:aws:ecs:ap-southeast-1:111122223333';
const named = (name: string, parts: Parameters<typeof aService>[0] = {}) =>
  aService({arn: `${prefix}:service/erp/${name}`, name, ...parts});
const world = {clusters: [aCluster()], services: [named('srvweb'), named('api', {running: 0})]};

test('runs over hosts, and the hosts of one with the columns of its playbook', async () => {
  const run = aRun([aHost(1, {state: 'checked', before: aFinding('DRIFT', {values: {zone: 'UTC'}})})], {
    playbookId: 'time-check',
    phase: 'finished',
  });
  const runs = await ran('get runs -o json', {runs: [run]});
  expect(JSON.parse(runs.stdout)).toMatchObject([{id: run.id, playbookId: 'time-check', summary: {troubled: 1}}]);
  const hosts = await ran(`get run-hosts --run ${run.id}`, {runs: [run]});
  expect(hosts.stdout).toMatch(/^HOST +STATE +OFFSET +ZONE/);
  expect(hosts.stdout).toMatch(/i-0001 +✗ DRIFT +UTC/);
  expect(await ran('get run-hosts --run none', {runs: [run]})).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no run none is recorded'),
  });
});

test('the targets of a service with their reasons and the check, and those of one task', async () => {
  const healthCheck = aTargetGroup().healthCheck;
  const balanced = aService({loadBalancers: [{targetGroupArn, containerName: 'web', containerPort: 80}]});
  const contents = {
    clusters: [aCluster()],
    services: [balanced],
    tasks: [aTask()],
    instances: [anInstance()],
    targetGroups: [aTargetGroup()],
    targets: {[targetGroupArn]: [anUnhealthyTarget('502', {id: 'i-0b2'}), aTargetHealth({id: anInstance().ec2InstanceId})]},
  };
  const {code, stdout} = await ran('get targets --cluster erp --service srvweb -o json', contents);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject([
    {
      id: 'i-0b2',
      port: 32_768,
      state: 'unhealthy',
      reason: 'Target.ResponseCodeMismatch',
      description: 'Health checks failed with these codes: [502]',
      group: {name: 'targetweb', healthCheck},
    },
    {state: 'healthy', task: {id: 't1', container: 'web'}},
  ]);
  const table = await ran('get tg --cluster erp --service srvweb --problems', contents);
  expect(table.stdout).toMatch(
    /^TARGET +HEALTH +GROUP +PORT +DEFINITION +ADDRESS +ZONE +REASON\ni-0b2:32768 +✗ unhealthy +targetweb +32768/,
  );
  const own = await ran('get targets --cluster erp --service srvweb --task t1 -o json', contents);
  expect(JSON.parse(own.stdout)).toMatchObject([{state: 'healthy'}]);
  const targetProblem = new AccessDenied('x', 'denied: elasticloadbalancing:DescribeTargetHealth', 'Have it allowed.');
  expect(await ran('get targets --cluster erp --service srvweb', {...contents, targetProblem})).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('denied: elasticloadbalancing:DescribeTargetHealth'),
  });
});

test('the registrations of a service, the worst first, without what is only on its way', async () => {
  const entries = [
    anEntry({id: 't1', address: '10.0.3.7'}),
    anEntry({id: taskId(9), address: '10.0.3.9'}),
    anEntry({id: taskId(8), address: '10.0.3.8'}),
  ];
  const contents = {
    clusters: [aCluster()],
    services: [aService({serviceRegistries: [registryArn]})],
    tasks: [aTask({startedAt: now - 60_000}), aStoppedTask({arn: taskId(8), id: taskId(8), stoppedAt: now - 10_000})],
    registries: {[registryArn]: {name: 'orders.local-1', entries, isPartial: false}},
  };
  const line = 'get registrations --cluster erp --service srvweb';
  const table = await ran(line, contents);
  expect(table.stdout).toMatch(
    /^ADDRESS +STATE +HEALTH +UNDER +TASK +DEFINITION +REGISTRY +NOTE\n10\.0\.3\.9 +✗ stale .*\n10\.0\.3\.8 +~ stopping .*\n10\.0\.3\.7 +✓ registered/,
  );
  const problems = await ran(`${line} --problems -o json`, contents);
  expect(JSON.parse(problems.stdout)).toMatchObject([{match: 'gone', address: '10.0.3.9', registry: {name: 'orders.local-1'}}]);
  const registryProblem = new AccessDenied('x', 'denied: servicediscovery:ListInstances', 'Have it allowed.');
  expect(await ran(line, {...contents, registryProblem})).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('denied: servicediscovery:ListInstances'),
  });
});

describe('forms', () => {
  test('a table has a header, is in the order of the screen and never cut in a pipe', async () => {
    const long = 'a-service-with-a-name-that-is-much-longer-than-its-column-would-be-on-a-screen';
    const {code, stdout, isClosed} = await ran('get services --cluster erp', {...world, services: [...world.services, named(long)]});
    expect(code).toBe(0);
    const [header, ...rows] = stdout.trimEnd().split('\n');
    expect(header).toMatch(/^NAME +TASKS/);
    expect(rows.map(row => row.split(' ')[0])).toEqual([long, 'api', 'srvweb']);
    expect(isClosed).toBe(true);
  });

  test('on a terminal it fits, and the name stays', async () => {
    const {stdout} = await ran('get services --cluster erp', {...world, columns: 40});
    const lines = stdout.trimEnd().split('\n');
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(40);
    expect(stdout).toContain('srvweb');
  });

  test('json is an array of rows that a script can read', async () => {
    const {stdout} = await ran('get services --cluster erp -o json', world);
    expect(JSON.parse(stdout)).toMatchObject([{name: 'api'}, {name: 'srvweb', desired: 2}]);
  });

  test('ndjson is one row a line', async () => {
    const {stdout} = await ran('get services --cluster erp -o ndjson', world);
    const names = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line).name);
    expect(names).toEqual(['api', 'srvweb']);
  });

  test('nothing is a header or an empty array, and no failure', async () => {
    const empty = {...world, services: []};
    expect(await ran('get services --cluster erp', empty)).toMatchObject({code: 0, stdout: expect.stringMatching(/^NAME .*\n$/)});
    expect(await ran('get services --cluster erp -o json', empty)).toMatchObject({code: 0, stdout: '[]\n'});
    expect(await ran('get services --cluster erp -o ndjson', empty)).toMatchObject({code: 0, stdout: ''});
  });

  test('a hostile name acts on no terminal', async () => {
    const hostile = {...world, services: [named('web\u001b]52;c;AAAA\u0007\u009b2J\u202e')]};
    for (const form of ['table', 'wide', 'json', 'ndjson']) {
      const {stdout} = await ran(`get services --cluster erp -o ${form}`, hostile);
      expect(stdout).not.toMatch(/[\u001b\u0007\u009b\u202e]/);
    }
    expect(JSON.parse(safeJson('\u009b\u202e'))).toBe('\u009b\u202e');
  });
});

describe('which rows', () => {
  test('a filter, as after /', async () => {
    const {stdout} = await ran('get services --cluster erp -o ndjson --filter !name:web', world);
    expect(stdout).toContain('"api"');
    expect(stdout).not.toContain('"srvweb"');
  });

  test('problems only', async () => {
    const {stdout} = await ran('get services --cluster erp -o ndjson --problems', world);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(stdout).toContain('"api"');
  });

  test('the containers of a task by the beginning of its id', async () => {
    const id = '0eff735f5aa104eb0a115f0ab8069944';
    const tasks = [aTask({id, arn: `${prefix}:task/erp/${id}`})];
    expect((await ran('get containers --cluster erp --task 0eff73', {...world, tasks})).stdout).toContain('web');
  });
});

describe('failures', () => {
  test('an unknown cluster is told with the nearest first', async () => {
    const clusters = ['discovery', 'erp', 'batch'].map(name => aCluster({name, arn: `${prefix}:cluster/${name}`}));
    const {code, stdout, stderr} = await ran('get services --cluster erpp', {clusters});
    expect({code, stdout}).toEqual({code: 1, stdout: ''});
    expect(stderr).toMatch(/^ecsdeck: there is no cluster "erpp" in ap-southeast-1\. There are erp, .*\n$/);
  });

  test('a cluster that AWS describes needs no leave to list', async () => {
    const overrides = {
      describeClusters: async () => ({rows: [aCluster()], failures: []}),
      listClusters: () => {
        throw new Error('listed');
      },
    };
    expect(await ran('get services --cluster erp', {...world, overrides})).toMatchObject({code: 0});
  });

  test('the ARN of a cluster is taken as it is', async () => {
    expect(await ran(`get services --cluster ${clusterArn}`, world)).toMatchObject({code: 0});
  });

  test.each([
    [new CredentialsExpired('the session has expired', 'Run aws sso login.'), 4],
    [new Unreachable('no answer within 10 s', 'Try again.'), 1],
  ])('%s ends in its exit code and one line', async (error, code) => {
    const overrides = {describeServices: () => Promise.reject(error)};
    const ended = await ran('get services --cluster erp', {...world, overrides});
    expect(ended).toMatchObject({code, stdout: '', isClosed: true});
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(ended.stderr).toContain(error.advice);
  });

  test('a row that cannot be described leaves the others, and says so', async () => {
    const failures = [{arn: `${prefix}:service/erp/api`, reason: 'ACCESS_DENIED'}];
    const overrides = {describeServices: async () => ({rows: [named('srvweb')], failures})};
    const ended = await ran('get services --cluster erp', {...world, overrides});
    expect(ended.code).toBe(5);
    expect(ended.stdout).toContain('srvweb');
    expect(ended.stderr).toBe('service api cannot be read: ACCESS_DENIED\n');
  });

  test('a reader that has gone, as head does, is no failure', async () => {
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
      },
    });
    expect(await ran('get services --cluster erp', {...world, stdout})).toMatchObject({code: 0, stderr: ''});
  });
});
