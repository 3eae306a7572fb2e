// CloudWatch is denied, throttled or out of reach: the figures say so, and nothing else does.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

const data = 'cloudwatch:GetMetricData';
const alarms = 'cloudwatch:DescribeAlarms';

test('denied metrics are named above their columns, at 80 columns too, and the rest lives', async () => {
  const app = await launch({columns: 80, rows: 24, faults: `deny=${data}`});
  await app.goto('services consul-demo');
  await app.pass(3);
  app.sees(`CPU and MEM: denied: ${data}`, /portal +✓ 2\/2 +! +!/, 'data');
  app.doesNotSee(' old');
  await app.pass(60);
  app.sees(/weather +! \d\/1/);
  // The client may try each reading twice.
  expect(app.calls(data)).toBeLessThanOrEqual(4);
  await app.press('d');
  await app.pass(1);
  for (let page = 0; page < 6 && !app.screen().includes(`denied: ${data}`); page += 1) await app.press('pagedown');
  app.sees(`denied: ${data}`);
});

test('denied alarms cost the figures nothing; their table names what is missing', async () => {
  const app = await launch({columns: 160, faults: `deny=${alarms}`});
  await app.goto('services erp');
  await app.pass(3);
  app.sees(`alarms: denied: ${alarms}`, /srvapp2 .* 8\d% +7\d% /);
  app.doesNotSee('alarm erp-srvapp2-cpu-high');
  await app.goto('alarms erp');
  app.sees(`denied: ${alarms}`);
});

test('throttled, CloudWatch is asked no oftener than once a minute', async () => {
  const app = await launch({columns: 160});
  await app.goto('services erp');
  await app.pass(2);
  const before = app.calls(data);
  await app.faults('throttle=1');
  await app.pass(120);
  // Each reading may be tried twice by the client.
  expect(app.calls(data) - before).toBeLessThanOrEqual(6);
  await app.faults('');
  await app.pass(130);
  app.sees(/srvapp2 .* \d+% +7\d% /);
  app.doesNotSee('THROTTLED', 'CPU and MEM:');
});

test('an answer that never comes holds up neither rows nor keys', async () => {
  const app = await launch({columns: 160, faults: 'unknown=GetMetricData'});
  await app.goto('services erp');
  await app.pass(5);
  app.sees(/srvapp2 +! 5\/6 .* … +… /);
  await app.pass(30);
  app.sees('CPU and MEM:', /data \d+s(?! old)/);
  await app.select('srvweb');
  await app.press('d');
  app.sees(/Tasks +2 running/);
});
