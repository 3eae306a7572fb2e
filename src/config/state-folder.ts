// Where the program keeps what outlives it: the audit log, and the runs over hosts.

import {homedir} from 'node:os';
import {join} from 'node:path';
import envPaths from 'env-paths';

/** Where and on what the program runs. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/** The machine that it really runs on. */
export function thisMachine(): Machine {
  return {env: process.env, platform: process.platform, home: homedir()};
}

/** The folder for state: below XDG_STATE_HOME or `~/.local/state`; elsewhere than on Linux where the system keeps logs. */
export function stateFolder({env, platform, home}: Machine): string {
  const named = env.XDG_STATE_HOME;
  if (named) return join(named, 'ecsdeck');
  if (platform === 'darwin' || platform === 'win32') return envPaths('ecsdeck', {suffix: ''}).log;
  return join(home, '.local', 'state', 'ecsdeck');
}

/** The file in which every change is recorded. */
export function auditFile(machine: Machine = thisMachine()): string {
  return join(stateFolder(machine), 'audit.jsonl');
}

/** The folder in which runs over hosts are recorded. */
export function runsFolder(machine: Machine = thisMachine()): string {
  return join(stateFolder(machine), 'runs');
}
