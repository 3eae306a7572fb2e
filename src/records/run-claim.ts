// The claim on a recorded run: a file that names the process that supervises it. Two programs that went on with one run would
// send twice. A claim whose process is gone is taken over.

import {readFileSync} from 'node:fs';
import {link, readFile, rename, unlink, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {Refused} from '../domain/errors.ts';

/** A process, told apart from a later one with the same number by when it was started. */
export interface ThisProcess {
  readonly pid: number;
  readonly host: string;
  /** When the process with this number was started, as the system counts it; undefined when there is none, or nothing tells. */
  readonly startOf: (pid: number) => string | undefined;
  readonly isAlive: (pid: number) => boolean;
}

/** The process that this program is. */
export function thisProcess(): ThisProcess {
  return {pid: process.pid, host: hostname(), startOf, isAlive};
}

/** Field 22 of /proc/PID/stat, behind the name in parentheses; there is none but on Linux. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined; // The process is gone, or the system has no /proc.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive as well.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly start: string | undefined;
}

/** Claims the run by the file, and answers how to let go. Rejects with Refused while another process has it. */
export async function claimIn(file: string, id: string, self: ThisProcess): Promise<() => Promise<void>> {
  const mine = JSON.stringify({pid: self.pid, host: self.host, start: self.startOf(self.pid)} satisfies Holder);
  // Twice at most: a claim that was left behind is taken away first, and another program may be quicker.
  for (const isLast of [false, true]) {
    if (await written(file, mine, {id, pid: self.pid})) {
      return async () => {
        await unlink(file).catch(() => {}); // Somebody took it away by hand: it is let go of all the same.
      };
    }
    if (!isLast) await takeAwayLeftover(file, id, self);
  }
  throw refused(id, 'another program was quicker');
}

/** Linked into place, so that nobody ever reads it half written. */
async function written(file: string, content: string, {id, pid}: {readonly id: string; readonly pid: number}): Promise<boolean> {
  const draft = `${file}.${pid}.draft`;
  try {
    await writeFile(draft, content, {mode: 0o600});
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new Refused(
      `the run ${id} cannot be claimed (${error instanceof Error ? error.message : String(error)})`,
      'Make room or correct the permissions of the folder, or point XDG_STATE_HOME to a folder that you can write.',
      {cause: error},
    );
  } finally {
    await unlink(draft).catch(() => {}); // It may not have come into being.
  }
}

/** Takes away the claim of a process that is gone. Rejects with Refused when it may be alive. */
async function takeAwayLeftover(file: string, id: string, self: ThisProcess): Promise<void> {
  const content = await readFile(file, 'utf8').catch(() => undefined);
  if (content === undefined) return; // It was let go of meanwhile.
  const holder = holderOf(content);
  if (holder !== undefined && holder.host !== self.host)
    throw refused(id, `a program on ${holder.host} has it (process ${holder.pid})`, file);
  if (holder !== undefined && isStillThere(holder, self)) throw refused(id, `process ${holder.pid} has it`);
  // Renamed and read again before it goes: between reading and taking away, another program may have taken it over.
  const aside = `${file}.${self.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return; // Another program took it away.
  }
  if ((await readFile(aside, 'utf8')) === content) return unlink(aside);
  await rename(aside, file);
  throw refused(id, 'another program was quicker');
}

function isStillThere({pid, start}: Holder, self: ThisProcess): boolean {
  if (!self.isAlive(pid)) return false;
  const now = self.startOf(pid);
  return start === undefined || now === undefined || start === now;
}

/** Undefined for a file that was cut short: its process ended while it wrote. */
function holderOf(content: string): Holder | undefined {
  try {
    const {pid, host, start} = JSON.parse(content);
    return typeof pid === 'number' && typeof host === 'string'
      ? {pid, host, start: typeof start === 'string' ? start : undefined}
      : undefined;
  } catch {
    return undefined;
  }
}

function refused(id: string, why: string, file?: string): Refused {
  const advice =
    file === undefined ? 'Watch it there, or end that program first.' : `End that program, or take ${file} away when it is gone.`;
  return new Refused(`the run ${id} is supervised already: ${why}`, advice);
}
