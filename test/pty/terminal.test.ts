// The output stage in a real terminal: one that stops reading, jobs that are stopped and continued, and the bytes that arrive.

import {readFileSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {notAllowed} from '../terminal/allowed.ts';
import type {PtySession} from './pty-session.ts';
import {commandLine, createStarter} from './start.ts';

const {start, shell, file} = createStarter();

const pid = () => Number(readFileSync(file('pid'), 'utf8'));

/** What the session itself may send, apart from frames. */
const modes = /\u001b\[\?(?:1049|25|7|2004|2026|1000;1002;1003;1006)[hl]/g;

async function atShell(deck: PtySession): Promise<void> {
  await deck.until('the shell', screen => /prompt> *$/.test(screen.trimEnd()) && !deck.isAlternate());
}

test('nothing arrives but frames and the modes of the screen', async () => {
  const deck = start(['--demo'], {columns: 120, rows: 30});
  await deck.sees('erp');
  for (const keys of ['j', '\r', 'd', '\u001b', '?', '\u001b', ':', '\u001b', 'l', '\u001b']) {
    deck.type(keys);
    await wait(60);
  }
  deck.resize(90, 25);
  await deck.until('the new size', screen => screen.split('\n')[24]?.includes('? help') === true);
  deck.type('q');
  await deck.exit;
  expect(notAllowed(deck.output().replaceAll(modes, ''))).toBe('');
});

describe('a terminal that nobody reads', () => {
  /** Fills it by opening and closing screens, so that no more fits in. */
  async function stall(deck: PtySession): Promise<void> {
    deck.stopReading();
    for (let turn = 0; turn < 60; turn += 1) {
      deck.type(turn % 2 === 0 ? '?' : '\u001b[27u');
      await wait(20);
    }
  }

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const)('%s ends it within two seconds all the same', async name => {
    const deck = start(['--demo'], {columns: 200, rows: 50});
    await deck.sees('erp');
    await stall(deck);
    deck.signal(name);
    await expect.poll(() => isRunning(deck.pid), {timeout: 2_000, interval: 20}).toBe(false);
    deck.readAgain();
    await deck.exit;
  });

  test('once it is read again it is as it was before, and what the shell says next stands on it', async () => {
    const deck = shell('ecsdeck_pid --demo; printf "%s\\n" said-by-the-shell; read answer', {columns: 200, rows: 50});
    await deck.sees('erp');
    await stall(deck);
    process.kill(pid(), 'SIGTERM');
    await expect.poll(() => isRunning(pid()), {timeout: 2_000, interval: 20}).toBe(false);
    await wait(200);
    deck.readAgain();
    await deck.until('the shell on its own screen', screen => !deck.isAlternate() && screen.includes('said-by-the-shell'));
    expect(JSON.parse(deck.modes())).toMatchObject({bracketedPasteMode: false, wraparoundMode: true});
    expect(deck.output().lastIndexOf('\u001b[?25h')).toBeGreaterThan(deck.output().lastIndexOf('\u001b[?25l'));
    deck.type('\r');
    await deck.exit;
  });

  test('shows what is true now as soon as it is read again', async () => {
    const deck = start(['--demo'], {columns: 200, rows: 50});
    await deck.sees('erp');
    await stall(deck);
    deck.type('\r');
    await wait(300);
    deck.readAgain();
    await deck.sees('› services');
    deck.type('q');
    expect(await deck.exit).toMatchObject({exitCode: 0});
    expect(deck.isAlternate()).toBe(false);
  });
});

function isRunning(program: number): boolean {
  try {
    // A child that was not waited for yet is there still, but runs no more.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${program}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

describe('stopped and continued', () => {
  async function enterCommand(): Promise<PtySession> {
    const deck = shell('PS1="prompt> " exec sh -i', {columns: 100, rows: 30});
    await deck.sees('prompt>');
    deck.type(`sh -c 'echo $$ >"$HOME/pid"; exec ${commandLine} --demo'\r`);
    return deck;
  }

  async function startInShell(): Promise<PtySession> {
    const deck = await enterCommand();
    await deck.until('the dashboard', screen => screen.includes('simple-ecs-cluster') && screen.includes('? help'));
    return deck;
  }

  async function leave(deck: PtySession): Promise<void> {
    deck.type('q');
    await atShell(deck);
    deck.type('stty -a | grep -o -- "-\\?icanon"\r');
    await deck.until('a terminal as it was', screen => /^icanon$/m.test(screen));
    deck.type('exit\r');
    await deck.exit;
  }

  test('a stop signal from elsewhere gives the shell its terminal, fg takes it back', async () => {
    const deck = await startInShell();
    process.kill(pid(), 'SIGTSTP');
    await atShell(deck);
    deck.type('echo said-meanwhile\r');
    await deck.until('an answer', screen => /^said-meanwhile$/m.test(screen));
    deck.type('fg\r');
    await deck.until('the dashboard', screen => deck.isAlternate() && screen.includes('? help') && !screen.includes('said-meanwhile'));
    await leave(deck);
  });

  test('a stop at the first paint comes too early; the next one is heeded', async () => {
    const deck = await enterCommand();
    await deck.until('the first paint', () => deck.isAlternate());
    process.kill(pid(), 'SIGTSTP');
    await deck.until('the dashboard', screen => screen.includes('simple-ecs-cluster') && screen.includes('? help'));
    process.kill(pid(), 'SIGTSTP');
    await atShell(deck);
    deck.type('fg\r');
    await deck.until('the dashboard', screen => deck.isAlternate() && screen.includes('? help'));
    await leave(deck);
  });

  test('a stop that it cannot see coming: continued, it draws everything anew and has the keyboard', async () => {
    const deck = await startInShell();
    process.kill(pid(), 'SIGSTOP');
    await deck.sees('prompt>');
    // The terminal is as the dashboard had it: only a line feed ends a line.
    deck.type('echo said-meanwhile\n');
    await deck.sees('said-meanwhile');
    deck.type('fg\n');
    await deck.until(
      'the dashboard',
      screen => screen.includes('? help') && !screen.includes('said-meanwhile') && !screen.includes('prompt>'),
    );
    deck.type('?');
    await deck.sees('› help');
    await leave(deck);
  });

  test('Ctrl-Z where no shell could continue it leaves it running', async () => {
    const deck = start(['--demo'], {columns: 100, rows: 30});
    await deck.sees('? help');
    deck.type('\u001a');
    await deck.until(
      'the dashboard again',
      screen => deck.isAlternate() && screen.includes('? help') && deck.output().split('\u001b[?1049h').length > 2,
    );
    deck.type('q');
    expect(await deck.exit).toMatchObject({exitCode: 0});
  });
});

test('what a library prints does not touch the screen, and is told afterwards', async () => {
  const chatty = '--import=data:text/javascript,setTimeout(()=>{process.emitWarning(String(/from-a-library/));console.log(/printed/)},700)';
  const deck = shell('ecsdeck --demo; echo "exit $?"', {columns: 100, rows: 30, env: {NODE_OPTIONS: chatty}});
  await deck.sees('? help');
  await wait(1_200);
  expect(deck.text()).not.toContain('library');
  expect(deck.text()).not.toContain('printed');
  deck.type('q');
  await deck.exit;
  expect(deck.text()).toContain('from-a-library');
  expect(deck.text()).toContain('printed');
});

test('Ctrl-L repairs what another program has written over it', async () => {
  const deck = shell('ecsdeck --demo', {columns: 100, rows: 30});
  await deck.sees('? help');
  const other = shell(`tty >/dev/null; sleep 0.1; printf '\\033[HBROADCAST MESSAGE' >"$(readlink /proc/${deck.pid}/fd/1)"`);
  await other.exit;
  await deck.sees('BROADCAST MESSAGE');
  deck.type('\u000c');
  await deck.until('the repair', screen => !screen.includes('BROADCAST') && screen.includes('? help'));
  deck.type('q');
  await deck.exit;
});
