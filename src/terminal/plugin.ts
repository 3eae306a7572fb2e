// Session Manager's plugin, which carries a shell between the terminal and a container. AWS's own program, run as a child that
// has the terminal for itself.

import {spawn} from 'node:child_process';
import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {Refused, UserError} from '../domain/errors.ts';
import type {ShellSession} from '../domain/shell.ts';

const name = 'session-manager-plugin';

/** The variable by which the plugin takes a session; as an argument everyone on this host could read its token. */
const sessionVariable = 'AWS_SSM_START_SESSION_RESPONSE';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the plugin is. Throws Refused with the way to get it when it is nowhere on the PATH. */
export function findPlugin({PATH = ''}: Environment): string {
  const found = PATH.split(delimiter)
    .filter(folder => folder !== '')
    .map(folder => join(folder, name))
    .find(isExecutable);
  if (found !== undefined) return found;
  throw new Refused(
    `a shell needs ${name}, and it is not on the PATH of this host`,
    'Install it as the guide of AWS Systems Manager says ("Install the Session Manager plugin"). Nothing was sent.',
  );
}

/** Runs the plugin on this process's terminal until the shell ends. Rejects with UserError when it ended otherwise; `seen` says where its words are. */
export async function runPlugin(path: string, session: ShellSession, env: Environment, seen: string): Promise<void> {
  const {sessionId, streamUrl, token, region, target} = session;
  const response = JSON.stringify({SessionId: sessionId, StreamUrl: streamUrl, TokenValue: token});
  const child = spawn(path, [sessionVariable, region, 'StartSession', '', JSON.stringify({Target: target})], {
    stdio: 'inherit',
    env: {...env, [sessionVariable]: response},
  });
  const {promise, resolve, reject} = Promise.withResolvers<string | undefined>();
  child.once('error', reject);
  child.once('exit', (code, signal) => resolve(signal ?? (code === 0 ? undefined : `exit code ${code}`)));
  // Told to end ourselves we must not leave it behind, on a terminal that belongs to the shell again.
  const endChild = () => void child.kill();
  process.once('exit', endChild);
  let end: string | undefined;
  try {
    end = await promise;
  } catch (error) {
    throw new UserError(`${path} cannot be run (${String(error)})`, 'Install the plugin again.', {cause: error});
  } finally {
    process.off('exit', endChild);
  }
  if (end !== undefined) throw new UserError(`the shell ended with ${end}`, `What ${name} printed is ${seen}.`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // Not there, or not for us.
  }
}
