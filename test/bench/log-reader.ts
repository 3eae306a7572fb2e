// A program that follows the logs of the demo world and prints them, counted while it runs.

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {performance} from 'node:perf_hooks';
import {setTimeout as wait} from 'node:timers/promises';
import {program} from '../pty/pty-session.ts';
import {logWorld, NumberedLines} from './log-writer.ts';
import {memoryOf} from './process-usage.ts';

/** A reader that runs. */
export interface LogReader {
  readonly lines: NumberedLines;
  /** What it said on stderr, the end of it. */
  said(): string;
  /** The most memory it took, megabytes (10⁶ bytes). */
  peak(): number;
  /** Resolves once it told as many different lines, or ended, or told nothing new for so many seconds. */
  caughtUp(lines: number, patience: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `ecsdeck logs --follow` on the world's service. */
export function startEcsdeckLogs(env: NodeJS.ProcessEnv): LogReader {
  const args = ['logs', logWorld.service, '--cluster', logWorld.cluster, '--follow', '-o', 'json'];
  return startReader(process.execPath, [program, ...args], env);
}

/** Starts a command whose stdout is counted. */
export function startReader(command: string, args: readonly string[], env: NodeJS.ProcessEnv): LogReader {
  const child = spawn(command, [...args], {env, stdio: ['ignore', 'pipe', 'pipe']});
  const lines = new NumberedLines();
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => lines.take(chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors = `${errors}${chunk}`.slice(-2_000);
  });
  let hasEnded = false;
  const ended = once(child, 'close').then(
    () => undefined,
    (error: unknown) => {
      errors += String(error);
    },
  );
  void ended.then(() => {
    hasEnded = true;
  });
  const endNow = () => child.kill('SIGKILL');
  process.once('exit', endNow);
  return {
    lines,
    said: () => errors.trim(),
    peak: () => (child.pid === undefined || hasEnded ? Number.NaN : memoryOf(child.pid).peak),
    async caughtUp(wanted, patience) {
      let size = lines.size;
      for (let since = performance.now(); lines.size < wanted && !hasEnded; await wait(200)) {
        if (lines.size > size) since = performance.now();
        else if (performance.now() - since > patience * 1_000) return;
        size = lines.size;
      }
    },
    async stop() {
      process.removeListener('exit', endNow);
      child.kill('SIGINT');
      const killer = setTimeout(endNow, 2_000);
      await ended;
      clearTimeout(killer);
    },
  };
}
