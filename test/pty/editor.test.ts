// `E` in a real terminal, with stand-ins for editors: who has the terminal when, what is left of it and of the file.

import {chmodSync, existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {expectRestored} from './expect-restored.ts';
import type {PtySession} from './pty-session.ts';
import {commandLine, createStarter} from './start.ts';

const {shell, file} = createStarter();

/** Tells what it was given, as an editor that draws on a screen of its own and has the keyboard raw; does what it is told by lines. */
const editor = `#!/bin/sh
saved=$(stty -g)
for last; do :; done
echo "$last" >"$HOME/opened"
stat -c %a "$last" "$(dirname "$last")" >"$HOME/rights"
cp "$last" "$HOME/copy"
restore() { stty "$saved"; printf '\\033[?1049l'; }
trap 'restore; exit 143' TERM
printf '\\033[?1049h\\033[2J\\033[H'
stty -echo
echo "editing with $# words: $1"
while read -r line; do
  case "$line" in
    change) echo changed >>"$last"; touch "$(dirname "$last")/.swap";;
    fail) restore; exit 3;;
    quit) restore; exit 0;;
    crash) stty raw; kill -9 $$;;
    deaf) trap '' TERM; echo hears-nothing;;
    *) echo "heard $line";;
  esac
done`;

interface Opened {
  readonly deck: PtySession;
  readonly path: string;
}

const words = (name: string) => readFileSync(file(name), 'utf8').trim();

function startDeck(env: Readonly<Record<string, string>> = {}): PtySession {
  writeFileSync(file('my editor'), editor);
  chmodSync(file('my editor'), 0o755);
  const script = `echo "before $(stty -g)"; ecsdeck_pid --demo; echo "exit $?"; echo "after $(stty -g)"`;
  return shell(script, {columns: 150, rows: 30, env: {EDITOR: `"${file('my editor')}" -w '$(touch hole)'`, TMPDIR: file(''), ...env}});
}

/** To the JSON of a cluster, and from there into the editor. */
async function open(env: Readonly<Record<string, string>> = {}): Promise<Opened> {
  const deck = startDeck(env);
  await deck.sees('simple-ecs-cluster');
  deck.type('y');
  await deck.sees('"clusterArn"');
  deck.type('E');
  await deck.sees('editing with 3 words: -w');
  return {deck, path: words('opened')};
}

const folders = () => readdirSync(file('')).filter(name => name.startsWith('ecsdeck-'));

async function expectAllRestored(deck: PtySession, exitCode: number): Promise<void> {
  await expectRestored(deck, exitCode);
  expect(folders()).toEqual([]);
}

test('the editor has the terminal and every key, the file is private and goes with it, and what was changed is said to be lost', async () => {
  const {deck, path} = await open();
  expect(path).toMatch(/ecsdeck-\w+\/cluster-\S+\.json$/);
  expect(words('rights')).toBe('600\n700');
  expect(JSON.parse(words('copy'))).toMatchObject({clusters: [{status: 'ACTIVE'}]});
  expect(existsSync(file('hole'))).toBe(false);
  for (const key of 'hello\r') deck.type(key);
  await deck.sees('heard hello');
  deck.type('change\rquit\r');
  await deck.until('the dashboard', screen => screen.includes('"clusterArn"') && screen.includes('is discarded'));
  expect(folders()).toEqual([]);
  // And once more: the keyboard is ours again, and can be given away again.
  deck.type('E');
  await deck.sees('editing with');
  deck.type('fail\r');
  await deck.sees('ended with exit code 3');
  deck.type('q');
  await expectAllRestored(deck, 0);
});

test('an editor that dies and leaves the terminal raw does no harm', async () => {
  const {deck} = await open();
  deck.type('crash\r');
  await deck.sees('ended with SIGKILL');
  deck.type('?');
  await deck.sees('› help');
  deck.type('q');
  await expectAllRestored(deck, 0);
});

describe('told to end while it is open', () => {
  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s', async (name, exitCode) => {
    const {deck} = await open();
    process.kill(Number(words('pid')), name);
    await expectAllRestored(deck, exitCode);
  });

  test('an editor that does not listen is ended too', async () => {
    const {deck} = await open();
    deck.type('deaf\r');
    await deck.sees('hears-nothing');
    process.kill(Number(words('pid')), 'SIGTERM');
    await expectAllRestored(deck, 143);
  });
});

test('one that is not there is said with what to do, and the dashboard stays', async () => {
  const deck = startDeck({EDITOR: 'no-such-editor -w'});
  await deck.sees('simple-ecs-cluster');
  deck.type('d');
  await deck.sees('Overview');
  deck.type('E');
  await deck.sees('the editor no-such-editor of EDITOR is not on the PATH');
  expect(deck.isAlternate()).toBe(true);
  deck.type('q');
  await expectAllRestored(deck, 0);
});

test('Ctrl-Z in the editor gives the shell its terminal, fg goes on in the editor', async () => {
  writeFileSync(file('my editor'), editor);
  chmodSync(file('my editor'), 0o755);
  const deck = shell('PS1="prompt> " exec sh -i', {columns: 100, rows: 30, env: {VISUAL: `'${file('my editor')}'`}});
  await deck.sees('prompt>');
  deck.type(`${commandLine} --demo\r`);
  await deck.sees('simple-ecs-cluster');
  deck.type('y');
  await deck.sees('"clusterArn"');
  deck.type('E');
  await deck.sees('editing with 1 words');
  deck.type('\u001a');
  await deck.sees('prompt>');
  deck.type('echo said-$((40 + 2))\n');
  await deck.sees('said-42');
  deck.type('fg\n');
  await wait(300);
  deck.type('again\n');
  await deck.sees('heard again');
  deck.type('quit\n');
  await deck.until('the dashboard', screen => deck.isAlternate() && screen.includes('"clusterArn"'));
  deck.type('q');
  await deck.until('the shell', screen => /prompt> *$/.test(screen.trimEnd()) && !deck.isAlternate());
  deck.type('exit\r');
  await deck.exit;
});
