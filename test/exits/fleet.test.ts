// A run over hosts in the built program, killed in the middle and picked up by another: the region goes on beside them, over HTTP.

import {readFileSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';
import {expect, test} from 'vitest';
import type {PtySession} from '../pty/pty-session.ts';
import {createStarter} from '../pty/start.ts';

const {start, shell, auditLog, file} = createStarter();

/** A confirmation refuses what comes within 300 ms of the last key. */
const readingMilliseconds = 500;

/** The demo region as a server, and the environment of a program that takes it for AWS. */
async function region(speed: number): Promise<Readonly<Record<string, string>>> {
  const server = start(['demo-region', '--port', '0', '--speed', String(speed)], {columns: 160});
  await server.sees('AWS_ENDPOINT_URL=http://127.0.0.1:');
  const address = /AWS_ENDPOINT_URL=(http:\/\/127\.0\.0\.1:\d+)/.exec(server.text())?.[1] ?? '';
  return {AWS_ENDPOINT_URL: address, AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'ap-southeast-1'};
}

async function goBy(deck: PtySession, words: string): Promise<void> {
  deck.type(':');
  await deck.sees('Go to');
  deck.type(words);
  await deck.sees(`:${words}`);
  deck.type('\r');
}

/** Takes what a question proposes, or answers it. */
async function answer(deck: PtySession, label: string, value?: string): Promise<void> {
  await deck.sees(label);
  if (value !== undefined) {
    deck.type('\u0015');
    await deck.sees(`${label}: ▁`);
    deck.type(value);
    await deck.sees(`${label}: ${value}`);
  }
  deck.type('\r');
}

/** Types the cluster's name as a person does: letter by letter, and Enter after a look at it. */
async function confirm(deck: PtySession, phrase: string): Promise<void> {
  await deck.sees(`type ${phrase} to confirm`);
  for (const [index, letter] of Array.from(phrase).entries()) {
    deck.type(letter);
    await deck.sees(`to confirm: ${phrase.slice(0, index + 1)}`);
  }
  await wait(readingMilliseconds);
  deck.type('\r');
}

test('a run whose program was killed is picked up where it was: no host gets its change twice', async () => {
  const env = await region(10);
  const first = start(['--aws', '--write'], {columns: 160, rows: 45, env});
  await first.sees('erp');
  await goBy(first, 'run time-fix erp');
  await answer(first, 'Zone', 'Asia/Shanghai');
  await answer(first, 'Time source: amazon, ptp or servers');
  await answer(first, 'Clock: slew (smoothly) or step (jump)', 'step');
  await confirm(first, 'erp');
  await first.until('the canary at work', screen => /~ (sent|running|verifying)/.test(screen), 30_000);
  first.signal('SIGKILL');
  await first.exit;

  // In the home folder, where its report is saved.
  const second = shell('cd "$HOME" && ecsdeck --aws --write', {columns: 160, rows: 45, env});
  await second.sees('erp');
  await goBy(second, 'runs');
  await second.until('the run', screen => /time-fix +~ applying +erp/.test(screen));
  second.type('a');
  await second.sees('Pick up time-fix over erp', 30_000);
  await confirm(second, 'erp');
  await second.sees('3 of 3 hosts: 3 done', 60_000);
  second.type('s');
  await second.sees('saved the report in');
  const [name = ''] = /time-fix-erp-\w+\.json/.exec(second.text()) ?? [];
  second.type('q');
  expect(await second.exit).toMatchObject({exitCode: 0});

  const intents = auditLog()
    .map(line => JSON.parse(line) as {readonly phase: string; readonly command: string})
    .filter(({phase, command}) => phase === 'intent' && command === 'fleet.time-fix');
  expect(intents).toHaveLength(3);
  expect(readFileSync(file(name), 'utf8')).toContain('"phase": "finished"');
}, 180_000);

test('leaving in the middle asks once, and says how to go on', async () => {
  const env = await region(1);
  const deck = start(['--aws', '--write'], {columns: 160, rows: 45, env});
  await deck.sees('erp');
  await goBy(deck, 'run agent-restart erp');
  await confirm(deck, 'erp');
  await deck.sees('X aborts, Esc leaves it running');
  deck.type('q');
  await deck.sees('agent-restart over erp is under way: once more leaves it');
  deck.type('q');
  expect(await deck.exit).toMatchObject({exitCode: 0});
  expect(deck.isAlternate()).toBe(false);
  expect(deck.text().replaceAll('\n', ' ')).toMatch(/agent-restart over erp is not over: .*ecsdeck resume \S+/);
}, 120_000);
