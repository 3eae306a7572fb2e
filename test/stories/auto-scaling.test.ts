// Why it did not scale, what it will do next, and how it is kept from undoing what a person does.

import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  RegisterScalableTargetCommand,
  type RegisterScalableTargetCommandInput,
} from '@aws-sdk/client-application-auto-scaling';
import {DescribeServicesCommand, UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {demoRegionName} from '../../src/demo/demo.ts';
import {createRequestHandler} from '../../src/demo/request-handler.ts';
import {type LaunchOptions, launch, type Story} from '../harness/launch.ts';

const registering = 'application-autoscaling:RegisterScalableTarget';
const reading = 'application-autoscaling:DescribeScalableTargets';
const dimension = {ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount'} as const;
const all = {DynamicScalingInSuspended: true, DynamicScalingOutSuspended: true, ScheduledScalingSuspended: true};
const nothing = {DynamicScalingInSuspended: false, DynamicScalingOutSuspended: false, ScheduledScalingSuspended: false};

function colleague({region, clock}: Story): ApplicationAutoScalingClient {
  const credentials = {accessKeyId: 'AKIACOLLEAGUE', secretAccessKey: 'secret'};
  return new ApplicationAutoScalingClient({
    region: demoRegionName,
    credentials,
    maxAttempts: 1,
    requestHandler: createRequestHandler(region, clock),
  });
}

async function targetOf(app: Story, service: string) {
  const {ScalableTargets} = await colleague(app).send(
    new DescribeScalableTargetsCommand({...dimension, ResourceIds: [`service/erp/${service}`]}),
  );
  return ScalableTargets?.[0];
}

async function register(app: Story, service: string, parts: Partial<RegisterScalableTargetCommandInput>): Promise<void> {
  await colleague(app).send(new RegisterScalableTargetCommand({...dimension, ResourceId: `service/erp/${service}`, ...parts}));
}

async function desiredOf(app: Story, service: string): Promise<number | undefined> {
  const {services} = await app.colleague.send(new DescribeServicesCommand({cluster: 'erp', services: [service]}));
  return services?.[0]?.desiredCount;
}

async function onService(service: string, options: LaunchOptions = {}): Promise<Story> {
  const app = await launch({columns: 120, ...options});
  await app.goto('services erp');
  await app.pass(2);
  await app.select(service);
  return app;
}

async function confirm(app: Story): Promise<void> {
  await app.look();
  await app.press('y');
}

test('a shows what auto scaling did, what it left undone, and why', async () => {
  const app = await onService('srvapp1', {columns: 160});
  await app.press('a');
  await app.pass(2);
  app.sees(
    'srvapp1 › scaling 3',
    /✓ successful +set 2 \(3 before\) +policy srvapp1-cpu: its metric is low/,
    /✗ failed +set 3 .*Rate exceeded/,
  );
  await app.press('!');
  app.sees('scaling 1 of 3');
  await app.press('d');
  app.sees('Failed to set desired count to 3. Reason: Rate exceeded', 'TargetTracking-service/erp/srvapp1-AlarmHigh');
  await app.escape();
  await app.press('y');
  app.sees('"StatusCode": "Failed"');

  await app.goto('scaling discovery orders-green');
  await app.pass(2);
  app.sees('! not scaled', 'stays at 2', 'at its maximum of 2');
  await app.press('d');
  app.sees('The policy wants more tasks than the bounds allow', 'AlreadyAtMaxCapacity');
});

test('the details tell the rules: bounds, policies, and when the next scheduled action comes', async () => {
  const app = await onService('srvweb', {rows: 60});
  await app.press('d');
  await app.pass(1);
  app.sees('2 to 6 tasks; at its minimum');
  await app.press('G');
  app.sees(
    'srvweb-cpu  keeps average CPU at 60 %; cooldown out 60 s, in 300 s',
    'TargetTracking-service/erp/srvweb-AlarmLow',
    // 08:00 in Shanghai, on Monday after a Friday.
    /office-hours +sets 2 to 6 tasks next at 2026-11-23 00:00, in 2d; cron\(0 8 \? \* MON-FRI \*\)/,
    /night +sets 1 to 4 tasks next at 2026-11-21 12:00/,
  );
});

test('an unsteady service at its maximum says so; a steady one costs no call', async () => {
  const app = await launch({columns: 200});
  await app.goto('services discovery');
  await app.pass(60);
  await app.select('orders-green');
  await app.press('d');
  app.sees('autoscaling at its maximum of 2', '1 to 2 tasks');
  await app.escape();
  // Two unsteady rows, asked for together every half minute.
  expect(app.calls(reading)).toBeGreaterThan(0);
  expect(app.calls(reading)).toBeLessThanOrEqual(3);
  const before = app.calls(reading);
  await app.goto('services batch');
  await app.goto('services consul-demo');
  await app.pass(1);
  expect(app.calls(reading)).toBeLessThanOrEqual(before + 2);
});

test('new bounds move a count that lies outside at once, and undo brings the former ones back exactly', async () => {
  const app = await onService('srvapp2');
  await app.press('m');
  app.sees('Fewest and most tasks');
  await app.type('2-4');
  await app.enter();
  app.sees(
    'srvapp2: auto scaling 2–8 → 2–4',
    'now: 6 desired, 5 running, within 2–8',
    /6 desired is above the maximum: auto scaling sets 4 at once, and ECS .*\n.*stops 1 task/,
  );
  expect(app.calls(registering)).toBe(0);
  await confirm(app);
  app.sees('srvapp2: auto scaling 2–8 → 2–4: accepted');
  expect(app.requests.filter(({operation}) => operation === 'RegisterScalableTarget').map(({body}) => JSON.parse(body))).toEqual([
    {...dimension, ResourceId: 'service/erp/srvapp2', MinCapacity: 2, MaxCapacity: 4},
  ]);
  expect(await desiredOf(app, 'srvapp2')).toBe(4);
  await app.pass(20);
  // With fewer tasks it is busier, and its alarm goes on ringing.
  app.sees(/srvapp2 .*[✓!] 4\/4/);
  app.doesNotSee('↻');
  await app.press('a');
  await app.pass(1);
  app.sees('maximum capacity was set to 4', /set 4 \(5 before\)/);
  await app.escape();

  await app.press('u');
  app.sees('srvapp2: auto scaling 2–4 → 2–8', 'it may be scaled out to 8');
  await confirm(app);
  expect(await targetOf(app, 'srvapp2')).toMatchObject({MinCapacity: 2, MaxCapacity: 8, SuspendedState: nothing});
  expect(app.audit.map(({phase, summary, before}) => [phase, summary, before?.['auto scaling']])).toEqual([
    ['intent', 'srvapp2: auto scaling 2–8 → 2–4', '2–8'],
    ['outcome', 'srvapp2: auto scaling 2–8 → 2–4', '2–8'],
    ['intent', 'srvapp2: auto scaling 2–4 → 2–8', '2–4'],
    ['outcome', 'srvapp2: auto scaling 2–4 → 2–8', '2–4'],
  ]);
});

test('one end alone is sent alone; a scheduled action that sets others is told', async () => {
  const app = await onService('srvweb');
  await app.press('m');
  await app.type('-12');
  await app.enter();
  app.sees(
    'srvweb: auto scaling 2–6 → 2–12',
    'the desired count of 2 lies within and stays',
    /the scheduled action night sets 1 to 4 tasks: cron\(0 20 \* \* \? \*\) .*\n.*Asia\/Shanghai/,
  );
  await confirm(app);
  expect(app.requests.at(-1)).toBeDefined();
  const [sent] = app.requests.filter(({operation}) => operation === 'RegisterScalableTarget');
  expect(JSON.parse(sent?.body ?? '')).toEqual({...dimension, ResourceId: 'service/erp/srvweb', MaxCapacity: 12});
  expect(await targetOf(app, 'srvweb')).toMatchObject({MinCapacity: 2, MaxCapacity: 12});
});

test('what are no bounds is told in the question; bounds that it has, or that cannot be, are refused', async () => {
  const app = await onService('srvweb');
  for (const [typed, problem] of [
    ['many', '"many" are no bounds'],
    ['6-2', '6 is more than 2'],
    ['2-99999', 'more than a service can run'],
  ] as const) {
    await app.press('m');
    await app.type(typed);
    await app.enter();
    app.sees(problem);
    await app.escape();
  }
  await app.press('m');
  await app.type('2-6');
  await app.enter();
  app.sees('srvweb has 2–6 already');
  await app.escape();
  await app.press('m');
  await app.type('7-');
  await app.enter();
  app.sees('the minimum would be 7, above the maximum of 6');
  expect(app.calls(registering)).toBe(0);
});

test('bounds of zero stop every task, and want their own phrase', async () => {
  const app = await onService('srvweb');
  await app.press('m');
  await app.type('0-0');
  await app.enter();
  app.sees('every task of srvweb stops', 'type zero srvweb to confirm');
  await app.look();
  await app.press('y', 'enter');
  expect(app.calls(registering)).toBe(0);
});

test('auto scaling undoes a person; suspended, it does not, until it is resumed', async () => {
  const app = await onService('srvapp2');
  const scaleTo = (desiredCount: number) =>
    app.colleague.send(new UpdateServiceCommand({cluster: 'erp', service: 'srvapp2', desiredCount}));
  await scaleTo(2);
  await app.pass(200);
  expect(await desiredOf(app, 'srvapp2')).toBe(6);

  await app.press('z');
  app.sees('What to suspend (all, in, out, scheduled)');
  await app.enter();
  app.sees('srvapp2: scaling suspended: nothing → all', 'no policy adds tasks any more', 'until somebody resumes it (Z)');
  await confirm(app);
  expect(await targetOf(app, 'srvapp2')).toMatchObject({MinCapacity: 2, MaxCapacity: 8, SuspendedState: all});
  await scaleTo(2);
  await app.pass(300);
  expect(await desiredOf(app, 'srvapp2')).toBe(2);
  await app.press('s');
  await app.type('\b3');
  await app.enter();
  app.sees('auto scaling (2–8) is suspended and leaves the count alone');
  await app.escape();

  await app.press('Z');
  app.sees('srvapp2: scaling suspended: all → nothing', 'policies add tasks again');
  await confirm(app);
  expect(await targetOf(app, 'srvapp2')).toMatchObject({MinCapacity: 2, MaxCapacity: 8, SuspendedState: nothing});
  await app.pass(200);
  expect(await desiredOf(app, 'srvapp2')).toBe(6);
});

test('one kind is suspended beside what is already, and undo leaves exactly what was', async () => {
  const app = await onService('srvweb');
  await register(app, 'srvweb', {SuspendedState: {ScheduledScalingSuspended: true}});
  await app.press('z', 'ctrl+u');
  await app.type('in');
  await app.enter();
  app.sees(/srvweb: scaling suspended: scheduled actions → scaling in and scheduled .*\n.*actions/, 'no policy takes tasks away any more');
  app.doesNotSee('no policy adds');
  await confirm(app);
  expect((await targetOf(app, 'srvweb'))?.SuspendedState).toEqual({
    ...nothing,
    DynamicScalingInSuspended: true,
    ScheduledScalingSuspended: true,
  });
  await app.press('u');
  app.sees('Resume scaling', /srvweb: scaling suspended: scaling in and scheduled actions → scheduled .*\n.*actions/);
  await confirm(app);
  expect((await targetOf(app, 'srvweb'))?.SuspendedState).toEqual({...nothing, ScheduledScalingSuspended: true});
  await app.press('Z');
  await confirm(app);
  await app.press('u');
  app.sees('Suspend scaling', 'srvweb: scaling suspended: nothing → scheduled actions');
  await confirm(app);
  expect((await targetOf(app, 'srvweb'))?.SuspendedState).toEqual({...nothing, ScheduledScalingSuspended: true});
});

test('it is refused when somebody changed the auto scaling since the preview, and says how', async () => {
  const app = await onService('srvapp2');
  await app.press('m');
  await app.type('-12');
  await app.enter();
  await register(app, 'srvapp2', {MinCapacity: 3, SuspendedState: all});
  await confirm(app);
  app.sees(/srvapp2 has changed since the preview: auto scaling 2–8 → 3–8, .*\n.*suspended nothing → all/, 'Nothing was sent');
  expect(await targetOf(app, 'srvapp2')).toMatchObject({MaxCapacity: 8});
  expect(app.audit).toEqual([]);
});

test('a service without auto scaling says so, and one that is suspended already', async () => {
  const app = await onService('srvapp1');
  await app.press('z');
  await app.enter();
  app.sees('srvapp1: all is suspended already');
  await app.escape();
  await app.select('srvcache');
  await app.press('z');
  app.sees('srvcache is a DAEMON service');
  await app.goto('services consul-demo');
  await app.select('weather');
  await app.press('Z');
  app.sees('weather has no auto scaling');
  await app.escape();
  await app.press('a');
  await app.pass(1);
  app.sees('scaling 0', 'no scaling');
  expect(app.calls(registering)).toBe(0);
});

test('read-only, nothing of it is sent', async () => {
  const app = await onService('srvweb', {options: {mode: 'read-only'}});
  for (const key of ['m', 'z', 'Z']) {
    await app.press(key);
    app.sees('read-only: no change is sent');
  }
  expect(app.calls(registering)).toBe(0);
});

test('scaling a service beyond its bounds names the key that sets others', async () => {
  const app = await onService('srvweb');
  await app.press('s', 'ctrl+u');
  await app.type('9');
  await app.enter();
  app.sees(/9 is outside 2–6: auto scaling will move it back when it next acts; .*\n.*m sets other bounds/);
});
