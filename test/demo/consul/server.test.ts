// The demo's Consul beside the tasks that it has entries of, in process and over HTTP.

import {DescribeTasksCommand, ListTasksCommand} from '@aws-sdk/client-ecs';
import {expect, onTestFinished, test} from 'vitest';
import {serveDemoRegion} from '../../../src/demo/http-server.ts';
import {launch} from '../wire/fixture.ts';

type Launched = ReturnType<typeof launch>;

interface Entry {
  readonly Node: {readonly Address: string};
  readonly Service: {readonly ID: string; readonly Address: string; readonly Port: number};
  readonly Checks: readonly {readonly Status: string; readonly Output: string; readonly ServiceID: string}[];
}

async function under(name: string, {region}: Launched): Promise<readonly Entry[]> {
  const {status, body} = await region.handle({method: 'GET', path: `/v1/health/service/${name}`, headers: {}});
  expect(status).toBe(200);
  return JSON.parse(String(body));
}

async function portsOf({ecs}: Launched, serviceName: string) {
  const {taskArns = []} = await ecs.send(new ListTasksCommand({cluster: 'consul-demo', serviceName}));
  if (taskArns.length === 0) return [];
  const {tasks = []} = await ecs.send(new DescribeTasksCommand({cluster: 'consul-demo', tasks: taskArns}));
  return tasks.filter(({lastStatus}) => lastStatus === 'RUNNING').map(({containers}) => containers?.[0]?.networkBindings?.[0]?.hostPort);
}

test('the entries of a name are the containers that run, at the address of their node, and one of stock-price is left over', async () => {
  const on = launch();
  const entries = await under('stock-price', on);
  const ports = await portsOf(on, 'stock-price');
  expect(entries.map(({Service}) => Service.Port).toSorted()).toEqual([...ports, 49_158].toSorted());
  for (const {Node, Service} of entries) expect([Node.Address.startsWith('10.0.'), Service.Address]).toEqual([true, '']);
  const stale = entries.find(({Service}) => Service.Port === 49_158);
  expect(stale?.Checks.map(({Status}) => Status)).toEqual(['passing', 'critical']);
  expect(stale?.Checks.at(-1)?.Output).toContain('connection refused');
});

test('weather comes and goes with its crashes', async () => {
  const on = launch();
  const seen = new Set<number>();
  for (let second = 0; second < 200; second += 4) {
    await on.clock.advance(4_000);
    const entries = await under('weather', on);
    expect(entries.map(({Service}) => Service.Port)).toEqual(await portsOf(on, 'weather'));
    seen.add(entries.length);
  }
  expect([...seen].toSorted()).toEqual([0, 1]);
});

test('a name that nobody has is an empty list; what is no such path is refused', async () => {
  const on = launch();
  expect(await under('nobody', on)).toEqual([]);
  const status = async (method: string, path: string) => (await on.region.handle({method, path, headers: {}})).status;
  expect(await status('GET', '/v1/catalog/services')).toBe(404);
  expect(await status('PUT', '/v1/health/service/weather')).toBe(405);
});

test('faults: denied, filtered, without a leader, silent', async () => {
  const on = launch();
  const ask = (signal?: AbortSignal) => on.region.handle({method: 'GET', path: '/v1/health/service/stock-price', headers: {}}, signal);
  on.region.faults.set('deny=consul:HealthService');
  expect(await ask()).toMatchObject({status: 403, body: 'Permission denied'});
  on.region.faults.set('consul-filtered');
  expect(await ask()).toMatchObject({status: 200, headers: {'x-consul-results-filtered-by-acls': 'true'}});
  on.region.faults.set('fail=1');
  expect(await ask()).toMatchObject({status: 500, body: 'No cluster leader'});
  on.region.faults.set('consul-out');
  const left = new AbortController();
  const waiting = ask(left.signal);
  left.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  expect(on.region.calls.get('consul:HealthService')).toBe(4);
});

test('over HTTP it answers at the same port as AWS', async () => {
  const {region} = launch();
  const server = await serveDemoRegion(region, 0);
  onTestFinished(() => server.close());
  const response = await fetch(`http://127.0.0.1:${server.port}/v1/health/service/stock-price?passing`);
  expect(response.headers.get('x-consul-index')).not.toBeNull();
  expect(await response.json()).toHaveLength(3);
});
