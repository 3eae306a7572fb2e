// Starts the built program for one test, in a home of its own, and ends it with the test.
// ECSDECK_TEST_NODE names another Node to run it with.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach} from 'vitest';
import {type PrivateHome, privateHome} from './private-home.ts';
import {type PtyOptions, type PtySession, program, startCommandInPty, startInPty} from './pty-session.ts';

const node = process.env.ECSDECK_TEST_NODE ?? process.execPath;

/** The program as a shell is told of it. */
export const commandLine = `"${node}" "${program}"`;

const functions = `
ecsdeck() { ${commandLine} "$@"; }
ecsdeck_pid() { sh -c 'echo $$ >"$HOME/pid"; exec "$0" "$@"' ${commandLine} "$@"; }`;

/** What a test starts programs with. */
export interface Starter {
  /** `ecsdeck ARGS` in a pseudo-terminal. */
  start(args: readonly string[], options?: PtyOptions): PtySession;
  /** A script of a POSIX shell in a pseudo-terminal. `ecsdeck` in it is the program, and `ecsdeck_pid` too: that writes its process id to `pid`. */
  shell(script: string, options?: PtyOptions): PtySession;
  /** A file in the home folder. */
  file(name: string): string;
  auditLog(): readonly string[];
}

/** A starter for the tests of this file. */
export function createStarter(): Starter {
  let home: PrivateHome | undefined;
  let sessions: PtySession[] = [];

  beforeEach(() => {
    home = privateHome();
  });

  afterEach(async () => {
    await Promise.all(sessions.map(session => session.close()));
    sessions = [];
    home?.remove();
  });

  function kept(session: PtySession): PtySession {
    sessions.push(session);
    return session;
  }
  const withHome = (options: PtyOptions) => ({...options, env: {...home?.env, ...options.env}});
  const file = (name: string) => join(home?.folder ?? '', name);
  return {
    start: (args, options = {}) => kept(startInPty(args, {node, ...withHome(options)})),
    shell: (script, options = {}) => kept(startCommandInPty('/bin/sh', ['-c', `${functions}\n${script}`], withHome(options))),
    file,
    auditLog: () => readFileSync(file('state/ecsdeck/audit.jsonl'), 'utf8').trim().split('\n'),
  };
}
