// What stands in lines, seen on the log screen: secrets, hostile text, endless lines, clocks that are ahead; and what is said when
// lines cannot be kept.

import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';
import {logsOf, writeLines} from './opened-logs.ts';

async function only(app: Story, filter: string): Promise<void> {
  await app.press('/');
  await app.type(filter);
  await app.enter();
  await app.pass(15);
}

test('S masks what looks like a secret on the screen and in what is copied; a saved file is masked without it', async () => {
  const app = await logsOf('srvweb', 'erp');
  await writeLines(app, ['login of ada password=hunter2 accepted']);
  await only(app, 'login.of.ada');
  app.sees('password=hunter2 accepted');
  await app.press('s');
  app.sees('secrets masked');
  expect([...app.saved.values()].join('')).toContain('login of ada password=••••••••');
  expect([...app.saved.values()].join('')).not.toContain('hunter2');
  await app.press('S');
  app.sees('password=•••••••• accepted');
  app.doesNotSee('hunter2');
  await app.press('c');
  expect(app.terminal.clipboard().join('')).not.toContain('hunter2');
  await app.press('S');
  app.sees('hunter2');
});

test('hostile lines act on nothing and are seen whole', async () => {
  const app = await launch({columns: 160, rows: 45});
  await app.goto('tasks batch');
  await app.pass(2);
  await app.press('*', 'l');
  await app.pass(60);
  await app.press('w');
  await app.pass(60);
  app.sees(/logs/);
  expect(app.terminal.clipboard()).toEqual([]);
  expect(app.terminal.titles()).toEqual([]);
  expect(app.terminal.isAlternate()).toBe(true);
});

test('a line of a megabyte is cut with its length said, and a key answers', async () => {
  const app = await logsOf('srvweb', 'erp', {columns: 80, rows: 24});
  await writeLines(app, [`huge ${'x'.repeat(1_000_000)}`]);
  await only(app, 'huge');
  await app.press('w');
  app.sees('truncated, 1000005 bytes');
  await app.press('w', 'i', 'P', 'P', 'o', 'k');
  app.sees('srvweb logs');
});

test('an event of a fast clock stands at the end, and hides nothing that comes after it', async () => {
  const app = await logsOf('srvweb', 'erp');
  await writeLines(app, ['from the future'], 3_600_000);
  await only(app, 'future|later');
  app.sees('from the future');
  await writeLines(app, ['written later']);
  await app.pass(5);
  app.sees('written later', 'from the future');
});

// Opened at 12:00.
test.each([
  ['1', 'minute', '11:59'],
  ['2', '5 minutes', '11:55'],
  ['3', '15 minutes', '11:45'],
  ['4', '30 minutes', '11:30'],
  ['5', 'hour', '11:00'],
  ['6', '6 hours', '06:00'],
])('%s shows the last %s, and since when', async (key, _, since) => {
  const app = await logsOf('srvweb', 'erp');
  await app.press(key);
  await app.pass(12);
  app.sees(new RegExp(` since ${since} +following`));
});

test('p pauses the reading, and nothing is missing after it', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('p');
  await app.pass(2);
  await writeLines(app, ['while it was paused']);
  const calls = app.calls('logs:FilterLogEvents');
  await app.pass(10);
  expect(app.calls('logs:FilterLogEvents')).toBe(calls);
  await app.press('p');
  await only(app, 'while.it.was');
  app.sees('while it was paused');
});
