// Logs by keys: opening, following, scrolling back, finding, marking, saving.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';
import {logsOf} from './opened-logs.ts';

test('l on a service follows all its tasks, and says how far the view can be trusted', async () => {
  const app = await logsOf('srvweb', 'erp');
  app.sees(
    'srvweb logs',
    'following',
    '2 streams in 1 group',
    'read until 12:00:0',
    'late by',
    'may lose lines silently: web (non-blocking',
  );
  const tasks = new Set(app.lines().flatMap(line => /^ .\d\d:\d\d:\d\d ([0-9a-f]{8}) /.exec(line)?.[1] ?? []));
  expect(tasks.size).toBe(2);
  const before = app.cursorLine();
  await app.pass(10);
  expect(app.cursorLine()).not.toBe(before);
});

test('scrolling back stops the following, counts what comes, and f goes to the newest again', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('k', 'k');
  const line = app.cursorLine();
  await app.pass(10);
  expect(app.cursorLine()).toBe(line);
  app.sees(/\d+ new, f follows/);
  await app.press('f');
  app.sees('following');
  expect(app.cursorLine()).not.toBe(line);
});

test('G and g go to the ends, and older lines are read beyond the range', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('1');
  await app.pass(4);
  app.sees(/ since 11:59 +following/);
  const [, kept = '0'] = /(\d+) lines/.exec(app.screen()) ?? [];
  await app.press('g', 'k');
  await app.pass(3);
  const [, more = '0'] = /(\d+) lines/.exec(app.screen()) ?? [];
  expect(Number(more)).toBeGreaterThan(Number(kept) + 100);
  app.doesNotSee('since 11:59');
  app.sees(/ since 11:5\d/);
  await app.press('G');
  app.sees('following');
});

test('a filter counts while it is typed, Esc gives it up; n and N go through the matches among all lines', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('/');
  await app.type('order.php !200');
  app.sees(/\/order\.php !200 +\d+ matches of \d+/);
  app.doesNotSee(' 200 ');
  await app.escape();
  app.doesNotSee('matches of');
  await app.press('/');
  await app.type('php7:error');
  await app.enter();
  await app.press('N');
  expect(app.cursorLine()).toContain('php7:error');
  app.sees('erp.INFO', 'f follows');
  const newest = app.cursorLine();
  await app.press('N');
  expect(app.cursorLine()).not.toBe(newest);
  await app.press('n');
  expect(app.cursorLine()).toBe(newest);
  await app.press('o');
  app.doesNotSee('erp.INFO');
  await app.escape();
  app.sees('erp.INFO', 'srvweb logs');
  await app.escape();
  app.doesNotSee('srvweb logs');
});

test('where no older line matches the screen says how far back that is, and g reads further', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('1');
  await app.pass(4);
  await app.press('/');
  await app.type('php7:error');
  await app.enter();
  for (let presses = 0; presses < 9; presses += 1) await app.press('N');
  app.sees('no older line matches, back to 11:59; g reads older ones');
  await app.press('g');
  await app.pass(3);
  await app.press('N');
  app.doesNotSee('no older line matches');
  expect(app.cursorLine()).toContain('php7:error');
});

test('the last lines of a task that crashed are one key away from its stop reason', async () => {
  const app = await launch({columns: 80, rows: 24});
  await app.goto('stopped consul-demo');
  await app.press('l');
  await app.pass(1);
  app.sees('OutOfMemory: container used 200 MiB of 200 MiB', '✗ FATAL ERROR', 'the tasks have stopped');
  app.doesNotSee('following');
});

test('marked rows are one merged view', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.press('*', 'l');
  await app.pass(4);
  app.sees(/\d services logs/, /[1-9]\d streams in [2-9] groups/);
});

test('columns, wrapping, marks and copying', async () => {
  const app = await logsOf('srvweb', 'erp', {columns: 80, rows: 24});
  await app.press('k', 'm');
  app.sees('●▸');
  await app.press('m');
  app.doesNotSee('●');
  await app.press('t');
  expect(app.cursorLine()).toMatch(/▸\d\d:\d\d:\d\d/);
  expect(app.cursorLine()).not.toMatch(/[0-9a-f]{8} web/);
  await app.press('t', 't');
  expect(app.cursorLine()).not.toMatch(/\d\d:\d\d:\d\d \S{8} /);
  await app.press('t');
  app.sees('…');
  await app.press('w', 'c');
  app.sees('copied the line');
  expect(app.lines().slice(4, -1).join('')).not.toContain('…');
});

test('JSON opens as fields', async () => {
  const app = await logsOf('simple-config-server', 'simple-ecs-cluster');
  app.sees('{"');
  await app.press('i');
  app.sees(/ (?!@timestamp)\w+=/);
  app.doesNotSee('{"');
});

test('a filter that is no regular expression still tells how many lines hold its words', async () => {
  const app = await logsOf('srvweb', 'erp', {columns: 80, rows: 24});
  await app.press('/');
  await app.type('(X11');
  await app.enter();
  app.sees(/\/\(X11 {2}\d+ matches of \d+ {2}! \(X11 is searched/);
});

test('what is saved has passed the filter', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('/');
  await app.type('php7:error');
  await app.enter();
  await app.press('s');
  app.sees('secrets masked');
  const [[name, content] = ['', '']] = [...app.saved];
  expect(name).toMatch(/^srvweb-\d{8}T\d{6}Z\.log$/);
  const [head = '', ...lines] = content.trimEnd().split('\n');
  expect(head).toBe('# only lines that match php7:error');
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.every(line => line.includes('php7:error'))).toBe(true);
});

test('patterns count similar lines together', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('P');
  await app.pass(1);
  app.sees(/\d+ +[ ▁-█]{20} +<time>|order <n>/, 'POST');
  await app.escape();
  app.sees('following');
});

test('Live Tail tells its cost before it starts, and is ended by the same key', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.press('L');
  app.sees('Live Tail: about $0.01/min, samples above 500 lines/s; L again starts it');
  expect(app.calls('logs:StartLiveTail')).toBe(0);
  await app.press('w', 'L');
  expect(app.calls('logs:StartLiveTail')).toBe(0);
  await app.press('L');
  await app.pass(2);
  app.sees('LIVE TAIL');
  expect(app.calls('logs:StartLiveTail')).toBe(1);
  await app.press('L');
  app.doesNotSee('LIVE TAIL');
});

test('throttled reads leave a marked gap until all was read after all', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.faults('deny=logs:FilterLogEvents');
  await app.pass(8);
  app.sees(/taskweb|erp/, 'missing so far');
  await app.faults('');
  await app.pass(20);
  app.doesNotSee('missing so far');
});

test('what has no logs says so', async () => {
  const app = await launch();
  await app.press('l');
  app.sees('clusters have no logs of their own');
});

test('the help over the logs keeps them', async () => {
  const app = await logsOf('srvweb', 'erp');
  const calls = app.calls('ecs:ListTasks');
  await app.press('?');
  app.sees('In the logs', 'next match');
  await app.escape();
  app.sees('following');
  expect(app.calls('ecs:ListTasks')).toBe(calls);
});

test('leaving ends all calls', async () => {
  const app = await logsOf('srvweb', 'erp');
  await app.escape();
  const calls = app.calls('logs:FilterLogEvents');
  await app.pass(10);
  expect(app.calls('logs:FilterLogEvents')).toBe(calls);
});
