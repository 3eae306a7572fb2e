// A terminal that hangs, changes its size without end, or cannot do much.

import {readFileSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import type {PtySession} from '../pty/pty-session.ts';
import {createStarter} from '../pty/start.ts';
import {goTo} from '../pty/steps.ts';

const {start, shell, file} = createStarter();

function isRunning(program: number): boolean {
  try {
    return process.kill(program, 0) && !/^State:\s+Z/m.test(readFileSync(`/proc/${program}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function endsWithinTwoSeconds(program: number): Promise<void> {
  await expect.poll(() => isRunning(program), {timeout: 2_000, interval: 25}).toBe(false);
}

/** Makes the program draw: the cursor runs through a table, and another screen comes and goes. */
async function stir(deck: PtySession, seconds: number): Promise<void> {
  for (let turn = 0; turn < seconds * 20; turn += 1) {
    deck.type(['j', 'd', '\u001b[27u', 'k'][turn % 4] ?? 'j');
    await wait(50);
  }
}

describe('a terminal that nobody reads', () => {
  test('keeps no more than a megabyte waiting, and shows the newest when it is read again', async () => {
    const deck = start(['--demo'], {columns: 200, rows: 50});
    await deck.sees('erp');
    const before = deck.output().length;
    deck.pause();
    await stir(deck, 4);
    deck.type('?');
    await wait(200);
    deck.resume();
    await deck.sees('From a row of');
    expect(deck.output().length - before).toBeLessThan(1_000_000);
    deck.type('\u001b[27u');
    await deck.sees('simple-ecs-cluster');
  });

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('does not keep %s from ending the program within two seconds', async signal => {
    const deck = shell('ecsdeck_pid --demo', {columns: 200, rows: 50});
    await deck.sees('erp');
    const program = Number(readFileSync(file('pid'), 'utf8'));
    deck.pause();
    await stir(deck, 2);
    expect(isRunning(program)).toBe(true);
    process.kill(program, signal);
    await endsWithinTwoSeconds(program);
    deck.resume();
  });

  test('does not stop time: what happened meanwhile is on the screen at once', async () => {
    const deck = start(['--demo'], {columns: 120, rows: 30});
    await deck.sees('erp');
    deck.type(':');
    await deck.sees('Go to');
    deck.type('services erp');
    await deck.sees(':services erp');
    deck.pause();
    await wait(2_000);
    deck.type('\r');
    await wait(2_000);
    const before = deck.output().length;
    deck.resume();
    // Read while nobody looked, and drawn as one frame.
    await deck.sees('srvapp2');
    expect(deck.output().length - before).toBeLessThan(20_000);
  });
});

test('after 10,000 sizes between 1×1 and 500×200 the last one is drawn whole', async () => {
  const deck = start(['--demo'], {columns: 120, rows: 30});
  await deck.sees('erp');
  let seed = 7;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  for (let turn = 0; turn < 10_000; turn += 1) {
    deck.resize(1 + Math.floor(random() * 500), 1 + Math.floor(random() * 200));
    if (turn % 10 === 0) await wait(1);
  }
  deck.resize(39, 9);
  await deck.sees('too small');
  deck.resize(120, 30);
  await deck.until('the whole screen', () => {
    const lines = deck.lines();
    return (
      lines[0]?.includes('ecsdeck') === true && lines[29]?.includes('? help') === true && lines.join('\n').includes('simple-ecs-cluster')
    );
  });
  deck.type('q');
  expect(await deck.exit).toMatchObject({exitCode: 0});
});

describe('a terminal that can do little', () => {
  const colours = /\u001b\[[\d;]*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;)[\d;]*m/;

  test.each([['NO_COLOR'], ['--no-color']])('%s: no colour is sent, and troubles are told by signs and words', async how => {
    const deck = start(['--demo', ...(how.startsWith('--') ? [how] : [])], {
      columns: 120,
      rows: 30,
      env: how.startsWith('--') ? {} : {[how]: '1'},
    });
    await deck.sees('erp');
    await goTo(deck, 'services erp', 'srvapp2');
    await deck.until('a trouble in words', screen => /srvapp2 +! 5\/6/.test(screen));
    expect(deck.output()).not.toMatch(colours);
  });

  test.each([
    ['LANG=C', {LANG: 'C'}],
    ['LC_ALL=POSIX', {LC_ALL: 'POSIX'}],
  ])('%s: nothing but ASCII is sent', async (_, env) => {
    const deck = start(['--demo'], {columns: 120, rows: 30, env});
    await deck.sees('erp');
    deck.type('?');
    await deck.sees('From a row of');
    deck.type('\u001b[27u');
    await deck.sees('erp');
    expect(deck.output()).not.toMatch(/[^\0-\x7f]/);
  });
});
