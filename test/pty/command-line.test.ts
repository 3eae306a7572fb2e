// The built program where it is no dashboard, or cannot be one: answers, one sentence, the exit code, and never a byte that
// takes the screen over.

import {writeFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import type {PtySession} from './pty-session.ts';
import {createStarter} from './start.ts';

const {shell, start, file} = createStarter();

const alternateScreen = '\u001b[?1049h';

/** Runs a line of shell to its end; `exit` is the status of the program in it, `said` everything that was said. */
async function run(line: string, env: Readonly<Record<string, string>> = {}): Promise<{readonly exit: number; readonly said: string}> {
  const session = shell(`${line}; echo "exit $?"`, {columns: 200, rows: 120, env});
  await session.exit;
  expect(session.output()).not.toContain('\u001b');
  const lines = session.text().trimEnd().split('\n');
  return {exit: Number(/^exit (\d+)$/.exec(lines.at(-1) ?? '')?.[1]), said: lines.slice(0, -1).join('\n')};
}

describe('answers without a screen', () => {
  test('--version', async () => {
    expect(await run('ecsdeck --version')).toEqual({exit: 0, said: expect.stringMatching(/^ecsdeck \d+\.\d+\.\d+$/)});
  });

  test('--help', async () => {
    const {exit, said} = await run('ecsdeck --help');
    expect(exit).toBe(0);
    expect(said).toContain('ecsdeck get KIND');
    expect(said).toContain('Exit codes');
  });

  test('rows for a pipe', async () => {
    const {exit, said} = await run('ecsdeck get services --cluster erp --demo | cat');
    expect(exit).toBe(0);
    expect(said).toMatch(/^NAME/);
    expect(said).toContain('srvapp2');
  });

  test.each(['get services --cluster generated-1 --demo --world services=500,clusters=1 -o ndjson', '--help'])(
    '%s, of which the reader takes one line',
    async args => {
      const {said} = await run(`{ ecsdeck ${args}; echo "status $?" >&2; } | head -n 1 | wc -l`);
      expect(
        said
          .trim()
          .split(/\s*\n\s*/)
          .toSorted(),
      ).toEqual(['1', 'status 0']);
    },
  );

  test.each(['get services --cluster erp --demo', '--help'])('%s, of which nobody reads a line', async args => {
    const {said} = await run(`{ ecsdeck ${args}; echo "status $?" >&2; } | true`);
    expect(said).toBe('status 0');
  });
});

describe('no dashboard, and why', () => {
  test.each([
    ['ecsdeck --demo </dev/null', 'the keyboard is not a terminal'],
    ['ecsdeck --demo >"$HOME/out"', 'the output is not a terminal'],
    ['TERM=dumb ecsdeck --demo', 'TERM=dumb'],
    ['CI=true ecsdeck --demo', 'CI is set'],
  ])('%s', async (line, reason) => {
    const {exit, said} = await run(line);
    expect(exit).toBe(1);
    expect(said.split('\n')).toHaveLength(1);
    expect(said).toContain(reason);
    expect(said).toContain('ecsdeck get');
  });
});

describe('mistakes are one sentence with the next step', () => {
  test.each([
    ['--wat', 2, 'there is no option --wat'],
    ['--demo --profile x', 2, '--profile'],
    ['get servises --cluster erp --demo', 2, 'Did you mean services?'],
    ['get services --demo', 2, 'needs --cluster'],
    ['frobnicate', 2, 'there is no command "frobnicate"'],
    ['get services --cluster nope --demo', 1, 'there is no cluster "nope"'],
    ['scale srvweb 4 --cluster erp --demo --read-only --yes', 3, 'read-only'],
    ['get clusters --aws', 1, 'no Region is known'],
    ['get clusters --aws --region eu-west-1', 4, 'no AWS credentials were found'],
  ])('%s', async (args, exit, words) => {
    const ended = await run(`AWS_EC2_METADATA_DISABLED=true ecsdeck ${args}`);
    expect(ended.exit).toBe(exit);
    expect(ended.said.split('\n')).toHaveLength(1);
    expect(ended.said).toContain(words);
  });

  test('a broken configuration file is named with its line', async () => {
    writeFileSync(file('broken.toml'), 'region = "eu-west-1"\nprofile = = 3\n');
    const ended = await run('ecsdeck get clusters --demo --config "$HOME/broken.toml"');
    expect(ended.exit).toBe(2);
    expect(ended.said.split('\n')).toHaveLength(1);
    expect(ended.said).toMatch(/broken\.toml:2/);
  });

  test('an endpoint that refuses connections', async () => {
    const ended = await run('ecsdeck get clusters --aws --region eu-west-1', keys('http://127.0.0.1:9'));
    expect(ended).toEqual({exit: 1, said: expect.stringContaining('127.0.0.1:9 refuses connections')});
  });

  test('a Region that does not exist', async () => {
    const ended = await run('ecsdeck get clusters --aws --region xx-nowhere-1', keys());
    expect(ended.exit).toBe(1);
    expect(ended.said.split('\n')).toHaveLength(1);
    expect(ended.said).toContain('xx-nowhere-1');
  });
});

/** Credentials that no one checks, at an endpoint. */
function keys(endpoint?: string): Readonly<Record<string, string>> {
  return {
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...(endpoint && {AWS_ENDPOINT_URL: endpoint}),
  };
}

describe('the dashboard without an answer opens and says why', () => {
  async function leave(deck: PtySession): Promise<void> {
    expect(deck.isAlternate()).toBe(true);
    deck.type('q');
    expect(await deck.exit).toMatchObject({exitCode: 0});
    expect(deck.output().lastIndexOf(alternateScreen)).toBeLessThan(deck.output().lastIndexOf('\u001b[?1049l'));
  }

  test('no credentials', async () => {
    const deck = start(['--aws', '--region', 'eu-west-1'], {columns: 120, rows: 30, env: {AWS_EC2_METADATA_DISABLED: 'true'}});
    await deck.sees('no AWS credentials were found');
    await leave(deck);
  });

  test('an endpoint that refuses connections', async () => {
    const deck = start(['--aws', '--region', 'eu-west-1'], {columns: 120, rows: 30, env: keys('http://127.0.0.1:9')});
    await deck.sees('refuses connections');
    await leave(deck);
  });

  test('a Region that does not exist', async () => {
    const deck = start(['--aws', '--region', 'xx-nowhere-1'], {columns: 120, rows: 30, env: keys()});
    await deck.sees('no such host');
    await leave(deck);
  });

  test('a cluster that does not exist', async () => {
    const deck = start(['--demo', '--cluster', 'nope'], {columns: 120, rows: 30});
    await deck.until('that there is no such cluster', screen => /nope/.test(screen) && /not found|there is no/i.test(screen));
    await leave(deck);
  });
});
