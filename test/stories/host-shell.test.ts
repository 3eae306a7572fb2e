// `x` on a container instance opens a shell on the host: previewed, confirmed and audited as any change is.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('the preview says that it is the host itself, and the session has the terminal', async () => {
  const app = await launch();
  await app.goto('instances erp');
  await app.select('i-0328a5797aa28db13');
  await app.press('x');
  app.sees('shell on the host i-0328a5797aa28db13', 'the host itself, not a container', 'sudo', 'not in ecsdeck');
  await app.look();
  await app.press('y');
  expect(app.calls('ssm:StartSession')).toBe(1);
  expect(app.shells).toEqual([
    {
      region: 'ap-southeast-1',
      target: 'i-0328a5797aa28db13',
      sessionId: expect.stringMatching(/^OnCall-/),
      streamUrl: expect.stringMatching(/^wss:/),
      token: expect.any(String),
    },
  ]);
  app.sees('the shell has ended');
  expect(app.audit.map(({command, phase}) => [command, phase])).toEqual([
    ['container-instance.shell', 'intent'],
    ['container-instance.shell', 'outcome'],
  ]);
  expect(JSON.stringify(app.audit)).not.toContain(app.shells[0]?.token);
  const request = app.requests.find(({operation}) => operation === 'StartSession');
  expect(JSON.parse(request?.body ?? '')).toEqual({Target: 'i-0328a5797aa28db13'});
});

test('a host that Session Manager does not reach says so, and opens nothing', async () => {
  const app = await launch();
  await app.goto('instances erp');
  await app.select('i-0a1755c38dad863c8');
  await app.press('x');
  await app.look();
  await app.press('y');
  app.sees('Session Manager has no connection to i-0a1755c38dad863c8');
  expect(app.shells).toEqual([]);
});

test('several hosts at once, and a real account without leave, are refused', async () => {
  const app = await launch();
  await app.goto('instances erp');
  await app.press('*', 'x');
  app.sees('"host shell" is done to one at a time');
  const real = await launch({source: 'aws'});
  await real.goto('instances erp');
  await real.press('x');
  real.sees('read-only');
  expect(real.calls('ssm:StartSession')).toBe(0);
});
