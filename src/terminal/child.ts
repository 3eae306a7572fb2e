// A program that has our terminal until it ends. Nothing is left behind: neither it, nor the terminal as it had it.

import {spawn} from 'node:child_process';
import {type EndSignal, holdSignals} from './held-signals.ts';

/** A program and what it is started with; no shell reads any of it. */
export interface ChildProgram {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Milliseconds that it has for ending in order when we are told to end. */
const endTakes = 1_000;

/**
 * Runs it and resolves with how it ended, undefined when well; rejects when it cannot be run. Told to end ourselves, it is told so first,
 * because only it can put the terminal back as it was; then the signal comes to whoever listened to it.
 */
export async function runOnTerminal({path, args, env}: ChildProgram): Promise<string | undefined> {
  const child = spawn(path, [...args], {stdio: 'inherit', env: {...env}});
  const {promise, resolve, reject} = Promise.withResolvers<string | undefined>();
  child.once('error', reject);
  child.once('exit', (code, signal) => resolve(signal ?? (code === 0 ? undefined : `exit code ${code}`)));
  let told: EndSignal | undefined;
  let patience: NodeJS.Timeout | undefined;
  const release = holdSignals(['SIGTERM', 'SIGHUP'], signal => {
    // One that is stopped hears of it when it goes on.
    child.kill(told === undefined ? signal : 'SIGKILL');
    child.kill('SIGCONT');
    told ??= signal;
    patience ??= setTimeout(() => child.kill('SIGKILL'), endTakes);
  });
  const endChild = () => void child.kill();
  process.once('exit', endChild);
  try {
    return await promise;
  } finally {
    clearTimeout(patience);
    process.off('exit', endChild);
    release();
    if (told !== undefined) process.kill(process.pid, told);
  }
}
