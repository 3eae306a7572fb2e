// CPU, memory and requests, as CloudWatch has them: after the rows, once a minute, and never newer than they are.

import {UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

const data = 'cloudwatch:GetMetricData';

/** How many metrics each call asked for: what is paid for. */
function metricsAsked(app: Story): readonly number[] {
  return app.requests.flatMap(({operation, body}) => {
    if (operation !== 'GetMetricData') return [];
    const {MetricDataQueries: queries}: {readonly MetricDataQueries: readonly unknown[]} = JSON.parse(body);
    return [queries.length];
  });
}

test('services show their CPU and memory a moment after their rows', async () => {
  const app = await launch({columns: 160});
  await app.goto('services erp');
  app.sees(/srvapp2 +! 5\/6 .* … +… /);
  await app.pass(1);
  app.sees(/srvapp2 .* 8\d% +7\d% /, /srvcache .* 8\d% /);
  expect(metricsAsked(app)).toEqual([8]);
});

test('only rows in sight are paid for, once a minute, and a refresh costs nothing', async () => {
  const app = await launch({rows: 24, world: 'services=300,tasks=600,instances=60,clusters=1'});
  await app.goto('services generated-1');
  await app.pass(55);
  await app.press('ctrl+r');
  expect(metricsAsked(app)).toEqual([38]);
  await app.pass(10);
  expect(metricsAsked(app)).toEqual([38, 38]);
});

test('ordered by CPU the busiest comes first, also from below the screen', async () => {
  const app = await launch({rows: 12, world: 'services=60,tasks=120,instances=20,clusters=1'});
  await app.goto('services generated-1');
  await app.pass(2);
  for (let column = 0; !app.lines()[1]?.includes('sort CPU') && column < 20; column += 1) await app.press('>', 'o');
  await app.press('o');
  app.sees('sort CPU ▼');
  await app.pass(8);
  expect(Math.max(...metricsAsked(app))).toBeGreaterThan(60);
  const shown = app.lines().flatMap(line => /\s(\d+)%\s+\d+%/.exec(line)?.[1] ?? []);
  expect(shown.length).toBeGreaterThan(4);
  expect(shown.map(Number)).toEqual(shown.map(Number).toSorted((one, other) => other - one));
});

test('a service without tasks has no figure, which is not 0 %', async () => {
  const app = await launch({columns: 160});
  await app.colleague.send(new UpdateServiceCommand({cluster: 'erp', service: 'srvweb', desiredCount: 0}));
  await app.pass(300);
  await app.goto('services erp');
  await app.pass(2);
  app.sees(/srvweb +· 0\/0/);
  app.doesNotSee(/srvweb .* \d+% /);
});

test('figures that cannot be read anew become doubtful; the rows stay fresh', async () => {
  const app = await launch({columns: 160});
  await app.goto('services erp');
  await app.pass(2);
  app.sees(/srvweb .* \d\d% +\d\d% /);
  await app.faults(`deny=${data}`);
  await app.pass(310);
  app.sees(/srvweb .* \d\d\? +\d\d\? /, `CPU and MEM: denied: ${data}`, /data \d+s(?! old)/);
  await app.faults('');
  await app.pass(62);
  app.sees(/srvweb .* \d\d% +\d\d% /);
  app.doesNotSee('denied');
});

test('the details have the last hour, and the requests to the target groups', async () => {
  const app = await launch({columns: 120, rows: 60});
  await app.goto('services discovery');
  await app.select('checkout');
  await app.press('d');
  app.sees('CPU and memory of what is reserved, last hour', /CPU +[▁-█ ]+ +\d+% +\d+% +\d+% +\d+%/, /memory +[▁-█ ]+ /);
  app.sees(/checkout-a +[\d.]+ +\d+ \([\d.]+%\) +\d+ ms/, /checkout-b +[\d.]+ +0 +\d+ ms/);
  app.sees(/Deployment alarms +checkout-5xx, checkout-latency-p99 \(roll back a deployment\)/);
  const before = metricsAsked(app).length;
  await app.pass(40);
  expect(metricsAsked(app).length).toBe(before);
});

test('a cluster with instances tells what of them is reserved and used; one of Fargate has nothing to tell', async () => {
  const app = await launch({columns: 120, rows: 60});
  await app.select('erp');
  await app.press('d');
  app.sees('Instances, last hour', /memory reserved +[▁-█ ]+ +9\d% /);
  await app.escape();
  await app.select('discovery');
  const before = app.calls(data);
  await app.press('d');
  app.doesNotSee('Instances, last hour');
  expect(app.calls(data)).toBe(before);
});

test('turned off, no metric is asked for, and the columns are gone', async () => {
  const app = await launch({columns: 160, rows: 60, config: {metrics: false}});
  await app.goto('services erp');
  await app.pass(70);
  app.doesNotSee(' CPU ', ' MEM ');
  await app.select('srvapp2');
  app.sees('AGE', 'alarm erp-srvapp2-cpu-high');
  await app.press('d');
  app.sees('not read: metrics = false in the configuration');
  expect(app.calls(data)).toBe(0);
});
