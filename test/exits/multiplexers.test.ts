// The program inside tmux and screen, which must be installed (Debian's packages tmux and screen).

import {spawnSync} from 'node:child_process';
import {beforeAll, describe, expect, test} from 'vitest';
import {commandLine, createStarter} from '../pty/start.ts';

const {shell} = createStarter();

beforeAll(() => {
  for (const name of ['tmux', 'screen']) {
    const {error} = spawnSync(name, ['-V']);
    if (error) throw new Error(`${name} is not installed: apt-get install tmux screen`);
  }
});

const multiplexers = [
  ['tmux', `tmux -L ecsdeck-test-$$ -f /dev/null new-session "HOME=$HOME ${commandLine} --demo" ; echo "left $?"`],
  [
    'screen',
    `SCREENDIR=$HOME/screen; export SCREENDIR; mkdir -m 700 "$SCREENDIR"; screen -c /dev/null ${commandLine} --demo; echo "left $?"`,
  ],
] as const;

describe('inside another terminal', () => {
  test.each(multiplexers)('%s: it opens, moves and is gone without a trace', async (_, line) => {
    const deck = shell(line, {columns: 120, rows: 30});
    await deck.sees('simple-ecs-cluster');
    deck.type('d');
    await deck.sees('Overview');
    deck.type('\u001b');
    await deck.until('the clusters', screen => screen.includes('simple-ecs-cluster') && screen.includes('? help'));
    deck.type('q');
    await deck.sees('left 0');
    expect(deck.isAlternate()).toBe(false);
    expect(deck.text()).not.toContain('simple-ecs-cluster');
  });
});

test('screen hands the clipboard on to the terminal around it', async () => {
  const deck = shell(multiplexers[1][1], {columns: 120, rows: 30});
  await deck.sees('simple-ecs-cluster');
  deck.type('c');
  await deck.sees('copied arn:');
  expect(Buffer.from(/\u001b\]52;c;([\w+/=]+)\u0007/.exec(deck.output())?.[1] ?? '', 'base64').toString()).toMatch(/^arn:aws:ecs:\S+$/);
  deck.type('q');
  await deck.sees('left 0');
});
