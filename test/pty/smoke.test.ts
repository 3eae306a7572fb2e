// The built program on the demo region in a real terminal: opens, shows, moves, changes, leaves the terminal as it was.
// ECSDECK_TEST_NODE names another Node to run it with.

import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {type PtyOptions, type PtySession, startCommandInPty, startInPty} from './pty-session.ts';

const node = process.env.ECSDECK_TEST_NODE ?? process.execPath;

let home: string;
let session: PtySession | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ecsdeck-pty-'));
});

afterEach(async () => {
  await session?.close();
  session = undefined;
  rmSync(home, {recursive: true, force: true});
});

function start(args: readonly string[], options: PtyOptions = {}): PtySession {
  const env = {
    HOME: home,
    XDG_STATE_HOME: join(home, 'state'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    ...options.env,
  };
  session = startInPty(args, {node, ...options, env});
  return session;
}

describe('the dashboard on the demo region', () => {
  for (const [columns, rows] of [
    [80, 24],
    [160, 45],
    [200, 50],
  ] as const) {
    test(`opens at ${columns}×${rows}, shows every cluster and quits`, async () => {
      const deck = start(['--demo'], {columns, rows});
      for (const cluster of ['simple-ecs-cluster', 'erp', 'consul-demo', 'discovery', 'batch']) await deck.sees(cluster);
      await deck.sees('DEMO');
      expect(deck.isAlternate()).toBe(true);
      deck.type('q');
      const end = await deck.exit;
      expect(end.exitCode).toBe(0);
      expect(deck.isAlternate()).toBe(false);
      expect(
        deck.output().endsWith('\u001b[?25h') || deck.output().lastIndexOf('\u001b[?25h') > deck.output().lastIndexOf('\u001b[?25l'),
      ).toBe(true);
    });
  }

  test('goes from cluster to service to task to container, and back', async () => {
    const deck = start(['--demo'], {columns: 120, rows: 30});
    await deck.sees('erp');
    deck.type(':');
    await deck.sees(':');
    deck.type('services erp\r');
    await deck.sees('srvapp2');
    deck.type('/srvweb\r');
    await deck.until('only srvweb', screen => !screen.includes('srvapp2'));
    deck.type('\r');
    await deck.sees('RUNNING');
    deck.type('\r');
    await deck.sees('IMAGE');
    deck.type('\u001b');
    await deck.sees('RUNNING');
  });

  test('scales a service after a preview, and writes the audit log', async () => {
    const deck = start(['--demo'], {columns: 100, rows: 30});
    await deck.sees('erp');
    deck.type(':services erp\r');
    await deck.sees('srvweb');
    deck.type('/srvweb\r');
    await deck.until('only srvweb', screen => !screen.includes('srvapp2'));
    deck.type('s');
    await deck.sees('Desired count');
    deck.type('\u00153\r');
    await deck.sees('srvweb: 2 → 3');
    // A confirmation that comes at once could be a key that repeats: it is refused until the preview was seen.
    await deck.until('the preview is ready', screen => /press y|y to confirm/i.test(screen));
    await new Promise(resolve => setTimeout(resolve, 400));
    deck.type('y');
    await deck.until('three tasks wanted', screen => /\/3\b/.test(screen), 30_000);
    deck.type('q');
    await deck.exit;
    const audit = readFileSync(join(home, 'state/ecsdeck/audit.jsonl'), 'utf8').trim().split('\n');
    expect(audit.length).toBeGreaterThanOrEqual(2);
    expect(audit[0]).toContain('srvweb');
  });

  test('survives any size and says when it is too small', async () => {
    const deck = start(['--demo'], {columns: 80, rows: 24});
    await deck.sees('erp');
    deck.resize(30, 8);
    await deck.sees('too small');
    deck.resize(200, 50);
    await deck.sees('erp');
    deck.resize(80, 24);
    await deck.sees('erp');
  });

  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const) {
    test(`${signal} ends it with the terminal restored`, async () => {
      const deck = start(['--demo']);
      await deck.sees('erp');
      deck.signal(signal);
      await deck.exit;
      expect(deck.isAlternate()).toBe(false);
      const output = deck.output();
      expect(output.lastIndexOf('\u001b[?25h')).toBeGreaterThan(output.lastIndexOf('\u001b[?25l'));
    });
  }
});

describe('without a screen', () => {
  test('--version and --help answer', async () => {
    const version = start(['--version']);
    expect((await version.exit).exitCode).toBe(0);
    expect(version.text()).toMatch(/\d+\.\d+\.\d+/);
    const help = start(['--help'], {rows: 60});
    expect((await help.exit).exitCode).toBe(0);
    expect(help.text()).toContain('ecsdeck get');
  });

  test('a pipe gets rows and no terminal control', async () => {
    session = startCommandInPty('/bin/sh', ['-c', `"${node}" bin/ecsdeck.js get services --cluster erp --demo | cat`], {
      columns: 200,
      env: {HOME: home},
    });
    expect((await session.exit).exitCode).toBe(0);
    expect(session.text()).toContain('srvapp2');
    expect(session.output()).not.toContain('\u001b');
  });

  test('no terminal is one sentence and no alternate screen', async () => {
    session = startCommandInPty('/bin/sh', ['-c', `"${node}" bin/ecsdeck.js --demo < /dev/null | cat; echo "exit \${PIPESTATUS:-}"`], {
      columns: 120,
      env: {HOME: home},
    });
    await session.exit;
    expect(session.output()).not.toContain('\u001b[?1049h');
    expect(session.text()).toMatch(/terminal/i);
  });
});
