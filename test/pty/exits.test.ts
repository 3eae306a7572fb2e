// However it ends, the terminal is as it was: its settings, its own screen, its cursor, and no paste mode.

import {readFileSync} from 'node:fs';
import {constants} from 'node:os';
import {describe, expect, test} from 'vitest';
import {expectRestored} from './expect-restored.ts';
import type {PtySession} from './pty-session.ts';
import {commandLine, createStarter} from './start.ts';

const {start, shell, file} = createStarter();

const endSignals = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;

/** Runs it between two readings of the terminal's settings. */
function startBetweenReadings(args: string, env: Readonly<Record<string, string>> = {}): PtySession {
  const script = `echo "before $(stty -g)"; ecsdeck_pid ${args}; echo "exit $?"; echo "after $(stty -g)"`;
  return shell(script, {columns: 150, rows: 30, env});
}

function pid(): number {
  return Number(readFileSync(file('pid'), 'utf8'));
}

describe('the terminal is as it was', () => {
  test.each([
    ['q', 'q'],
    ['Ctrl-C', '\u0003'],
  ])('after %s', async (_, keys) => {
    const deck = startBetweenReadings('--demo');
    await deck.sees('erp');
    deck.type(keys);
    await expectRestored(deck, 0);
  });

  test.each(endSignals)('after %s', async name => {
    const deck = startBetweenReadings('--demo');
    await deck.sees('erp');
    process.kill(pid(), name);
    await expectRestored(deck, 128 + constants.signals[name]);
  });

  test.each(endSignals)('after %s before anything was loaded', async name => {
    const deck = startBetweenReadings('--demo');
    await deck.sees('starting');
    process.kill(pid(), name);
    await expectRestored(deck, 128 + constants.signals[name]);
  });

  test.each([
    ['a throw', 'throw(new(Error)("boom"))'],
    ['a rejection', 'Promise.reject(new(Error)("boom"))'],
  ])('after %s that nobody catches, which is told where it can be read', async (_, fault) => {
    const faulty = `--import=data:text/javascript,setTimeout(()=>{${fault}},1000)`;
    const deck = startBetweenReadings('--demo', {NODE_OPTIONS: faulty});
    await deck.sees('erp');
    await expectRestored(deck, 1);
    expect(deck.text()).toContain('a fault of its own');
    expect(deck.text()).toContain('boom');
  });

  test('after a configuration that cannot be read, which is said in one sentence with its line', async () => {
    const deck = startBetweenReadings('--demo --config /dev/null/none.toml');
    await expectRestored(deck, 2);
    expect(deck.text()).toMatch(/ecsdeck: .*none\.toml/);
  });
});

describe('signals without a shell around it', () => {
  test.each(endSignals)('%s', async name => {
    const deck = start(['--demo']);
    await deck.sees('erp');
    deck.signal(name);
    expect(await deck.exit).toMatchObject({exitCode: 128 + constants.signals[name]});
  });

  test('the terminal gone: the program is gone within two seconds', async () => {
    const deck = shell('ecsdeck_pid --demo');
    await deck.sees('erp');
    const program = pid();
    await deck.close();
    await expect.poll(() => isRunning(program), {timeout: 2_000, interval: 50}).toBe(false);
  });
});

function isRunning(program: number): boolean {
  try {
    return process.kill(program, 0);
  } catch {
    return false;
  }
}

test('Ctrl-Z gives the shell its terminal, and fg draws everything anew', async () => {
  const deck = shell('PS1="prompt> " exec sh -i', {columns: 100, rows: 30});
  await deck.sees('prompt>');
  deck.type(`${commandLine} --demo\r`);
  await deck.sees('simple-ecs-cluster');
  deck.type('\u001a');
  await deck.until('the shell', screen => /prompt> *$/.test(screen.trimEnd()) && !deck.isAlternate());
  deck.type('echo "cooked $(stty | grep -c -- -icanon)"\r');
  await deck.sees('cooked 0');
  deck.type('fg\r');
  await deck.until('the dashboard', screen => deck.isAlternate() && screen.includes('simple-ecs-cluster') && screen.includes('? help'));
  deck.type('q');
  await deck.until('the shell', screen => /prompt> *$/.test(screen.trimEnd()) && !deck.isAlternate());
  deck.type('exit\r');
  await deck.exit;
});
