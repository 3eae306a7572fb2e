// Session Manager's plugin, which carries a shell between the terminal and a container. AWS's own program, run as a child that
// has the terminal for itself.

import {Refused, UserError} from '../domain/errors.ts';
import type {ShellSession} from '../domain/shell.ts';
import {runOnTerminal} from './child.ts';
import {findProgram} from './find-program.ts';

const name = 'session-manager-plugin';

/** The variable by which the plugin takes a session; as an argument everyone on this host could read its token. */
const sessionVariable = 'AWS_SSM_START_SESSION_RESPONSE';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the plugin is. Throws Refused with the way to get it when it is nowhere on the PATH. */
export function findPlugin(env: Environment): string {
  const found = findProgram(name, env);
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
  const args = [sessionVariable, region, 'StartSession', '', JSON.stringify({Target: target})];
  let end: string | undefined;
  try {
    end = await runOnTerminal({path, args, env: {...env, [sessionVariable]: response}});
  } catch (error) {
    throw new UserError(`${path} cannot be run (${String(error)})`, 'Install the plugin again.', {cause: error});
  }
  if (end !== undefined) throw new UserError(`the shell ended with ${end}`, `What ${name} printed is ${seen}.`);
}
