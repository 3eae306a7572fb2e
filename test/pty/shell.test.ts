// `x` in a real terminal, with a stand-in for AWS's plugin on the PATH: who has the terminal when, and what the plugin is given.

import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {delimiter} from 'node:path';
import {expect, test} from 'vitest';
import type {PtySession} from './pty-session.ts';
import {createStarter} from './start.ts';
import {confirm, goTo, narrowTo} from './steps.ts';

const {start, shell, file, auditLog} = createStarter();

const plugin = `#!/bin/sh
echo "plugin $*"
echo "session $AWS_SSM_START_SESSION_RESPONSE"
trap 'echo interrupted; hit=1' INT
while read -r line || [ -n "$hit" ]; do
  hit=
  case "$line" in '') continue;; exit) exit 0;; fail) exit 3;; esac
  echo "in the container: $line"
done
echo over`;

function pathWithPlugin(): string {
  mkdirSync(file('bin'));
  writeFileSync(file('bin/session-manager-plugin'), plugin);
  chmodSync(file('bin/session-manager-plugin'), 0o755);
  return `${file('bin')}${delimiter}${process.env.PATH}`;
}

/** To the confirmation of a shell in a task that allows it. */
async function askForShell(deck: PtySession): Promise<void> {
  await deck.sees('erp');
  await goTo(deck, 'tasks discovery', 'orders-blue');
  await narrowTo(deck, 'orders-blue', 'checkout');
  await deck.until('a task that runs', screen => /▸.*✓ running/.test(screen));
  deck.type('x');
  await deck.sees('Container');
  deck.type('\r');
  await confirm(deck, 'shell in');
}

test('the shell has the terminal and every key until it ends, then the dashboard is drawn anew', async () => {
  const deck = start(['--demo'], {columns: 200, rows: 40, env: {PATH: pathWithPlugin()}});
  await askForShell(deck);
  await deck.until('the shell', screen => !deck.isAlternate() && screen.includes('session {'));
  expect(deck.text()).toMatch(/plugin AWS_SSM_START_SESSION_RESPONSE ap-southeast-1 StartSession +\{"Target":"ecs:discovery_[0-9a-f]{32}_/);
  expect(deck.text().replaceAll('\n', '')).toMatch(
    /session \{"SessionId":"ecs-execute-command-\w+","StreamUrl":"wss:.*","TokenValue":"demo-token/,
  );
  expect(deck.text()).not.toMatch(/plugin .*demo-token/);
  const words = Array.from({length: 20}, (_, index) => `word-${index}`);
  for (const key of words.join('\r')) deck.type(key);
  deck.type('\r');
  for (const word of words) await deck.sees(`in the container: ${word}`);
  // Ctrl-C is the shell's.
  deck.type('\u0003');
  await deck.sees('interrupted');
  deck.type('exit\r');
  await deck.until('the dashboard', screen => deck.isAlternate() && screen.includes('? help') && screen.includes('orders-blue'));
  deck.type('\r');
  await deck.sees('› containers');
  deck.type('q');
  expect(await deck.exit).toMatchObject({exitCode: 0});
  const audit = auditLog();
  expect(audit.map(line => JSON.parse(line).command)).toEqual(['task.shell', 'task.shell']);
  expect(audit.join()).not.toContain('demo-token');
});

test('a shell that fails says so', async () => {
  const deck = start(['--demo'], {columns: 120, rows: 30, env: {PATH: pathWithPlugin()}});
  await askForShell(deck);
  await deck.until('the shell', screen => !deck.isAlternate() && screen.includes('session {'));
  deck.type('fail\r');
  await deck.sees('the shell ended with exit code 3');
  deck.type('q');
  await deck.exit;
});

test('without the plugin nothing is sent, and it says what to install', async () => {
  const deck = start(['--demo'], {columns: 120, rows: 30, env: {PATH: '/usr/bin:/bin'}});
  await askForShell(deck);
  await deck.sees('session-manager-plugin');
  expect(deck.isAlternate()).toBe(true);
  deck.type('\u0003');
  await deck.exit;
});

test('a task without ECS Exec says how to have it', async () => {
  const deck = start(['--demo'], {columns: 160, rows: 30});
  await deck.sees('erp');
  await goTo(deck, 'tasks erp', 'srvweb');
  await deck.until('a task that runs', screen => /✓ running/.test(screen));
  deck.type('x');
  await deck.sees('set enableExecuteCommand');
  deck.type('q');
  await deck.exit;
});

test('the verb refuses where there is no terminal', async () => {
  const session = shell('ecsdeck shell 0 --cluster discovery --demo --yes </dev/null; echo "exit $?"', {columns: 160, rows: 30});
  await session.exit;
  expect(session.text()).toMatch(/exit [1-3]/);
});

/** `ecsdeck shell` on a task that allows it; the shell around it tells its exit code. */
function shellFromOutside(): PtySession {
  const task = `$(ecsdeck get tasks --cluster discovery --demo --filter orders-blue -o ndjson | head -1 | sed 's/.*"id":"\\([0-9a-f]*\\)".*/\\1/')`;
  const line = `trap : INT; ecsdeck shell "${task}" orders-blue --cluster discovery --demo --yes; echo "exit $?"`;
  return shell(line, {columns: 200, rows: 40, env: {PATH: pathWithPlugin()}});
}

test('the verb gives the terminal to the shell, once the change is recorded', async () => {
  const deck = shellFromOutside();
  await deck.sees('session {');
  await expect.poll(() => auditLog().length).toBe(2);
  expect(auditLog().map(line => JSON.parse(line).result)).toContain('accepted');
  deck.type('hello\r');
  await deck.sees('in the container: hello');
  deck.type('\u0003');
  await deck.sees('interrupted');
  deck.type('exit\r');
  await deck.exit;
  expect(deck.text()).toContain('exit 0');
});

test('a shell of the verb that fails is told, though the change was made', async () => {
  const deck = shellFromOutside();
  await deck.sees('session {');
  deck.type('fail\r');
  await deck.exit;
  expect(deck.text()).toContain('the shell ended with exit code 3. What session-manager-plugin printed is above.');
  expect(deck.text()).toContain('exit 1');
  expect(auditLog().map(line => JSON.parse(line).result)).toContain('accepted');
});
