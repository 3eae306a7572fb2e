// Live Tail is dropped or samples: reading fills the seam, and no line is told twice. Its end after three hours takes long to
// simulate and is in test/fuzz.

import {FilterLogEventsCommand, PutLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';

/** The logs of a service with one running task, and Live Tail on. */
async function liveLogs(): Promise<Story> {
  const app = await launch({rows: 40, columns: 160});
  await app.goto('services erp');
  await app.select('srvweb');
  await app.press('l');
  await app.pass(4);
  await app.press('L', 'L');
  await app.pass(3);
  app.sees('LIVE TAIL', 'is on and costs money');
  return app;
}

/** Group and names of the streams that are followed. */
async function streamsOf({requests, colleagueLogs}: Story): Promise<{readonly group: string; readonly names: readonly string[]}> {
  const {logGroupIdentifier, logGroupName} = JSON.parse(requests.findLast(({operation}) => operation === 'FilterLogEvents')?.body ?? '{}');
  const group = (logGroupName ?? logGroupIdentifier).replace(/^.*:log-group:/, '');
  const {events = []} = await colleagueLogs.send(new FilterLogEventsCommand({logGroupName: group}));
  return {group, names: [...new Set(events.map(({logStreamName}) => logStreamName ?? ''))]};
}

/** Writes numbered lines, so many at this moment. */
async function write(app: Story, word: string, count: number): Promise<readonly string[]> {
  await app.look(); // Not in the very moment in which Live Tail told what there was.
  const {group, names} = await streamsOf(app);
  const messages = Array.from({length: count}, (_, number) => `${word}-${number};`);
  const logEvents = messages.map(message => ({message, timestamp: app.clock.now()}));
  await app.colleagueLogs.send(new PutLogEventsCommand({logGroupName: group, logStreamName: names[0], logEvents}));
  return messages;
}

/** Which of them are told, however often, in what is saved. */
async function told(app: Story, word: string): Promise<readonly string[]> {
  await app.press('s');
  const [, content = ''] = [...app.saved].at(-1) ?? [];
  return content.match(new RegExp(`${word}-\\d+;`, 'g')) ?? [];
}

test('dropped, it says so, is resumed by itself, and each line is told once', {timeout: 20_000}, async () => {
  const app = await liveLogs();
  const messages = [...(await write(app, 'before', 5))];
  await app.pass(2);
  await app.faults('cut-streams');
  messages.push(...(await write(app, 'before', 10)).slice(5));
  await app.pass(3);
  app.sees('broke, lines come by polls');
  await app.faults('');
  await app.pass(20);
  app.sees('LIVE TAIL', 'is on and costs money');
  app.doesNotSee('missing so far', 'broke');
  const seen = await told(app, 'before');
  expect(new Set(seen)).toEqual(new Set(messages));
  // Those of 0 to 4 were written twice.
  expect(seen).toHaveLength(15);
});

test('more lines than it tells are told of as missing, come by reading, and each once', async () => {
  const app = await liveLogs();
  const messages = await write(app, 'flood', 1_200);
  await app.pass(1);
  app.sees('leaves lines out (over 500 a second)');
  await app.pass(30);
  app.doesNotSee('leaves lines out');
  const seen = await told(app, 'flood');
  expect(seen.toSorted()).toEqual([...messages].toSorted());
});
