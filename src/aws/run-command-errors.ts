// Systems Manager's own refusals, in words that name the hosts and say what to do about them.

import {Gone, UserError} from '../domain/errors.ts';
import type {FailedCall} from './failed-call.ts';

type Explain = (message: string, call: FailedCall) => UserError;

const refusals: Readonly<Record<string, Explain>> = {
  InvocationDoesNotExist: (_, call) =>
    new Gone(
      `${call.action}: AWS does not know this command on this host (yet)`,
      'right after a send this is normal: ask again in a moment',
    ),
  InvalidCommandId: (_, call) =>
    new Gone(`${call.action}: AWS does not know this command`, 'it keeps commands for 30 days: send it again if it is still wanted'),
  InvalidInstanceId: (message, {effect}) =>
    new UserError(
      `Systems Manager cannot reach ${hostsIn(message)}`,
      `${nothingSent(effect)}leave them out, or see that their SSM agent runs and that their role and network let it reach Systems Manager`,
    ),
  TargetNotConnected: message =>
    new UserError(
      `Session Manager has no connection to ${hostsIn(message)}`,
      'nothing was opened: see that its SSM agent runs and that its role and network let it reach Systems Manager',
    ),
  UnsupportedPlatformType: (message, {effect}) =>
    new UserError(`a shell script does not run on ${hostsIn(message)}`, `${nothingSent(effect)}leave out hosts that run Windows`),
  DuplicateInstanceId: (message, {effect}) =>
    new UserError(`a host is named twice: ${hostsIn(message)}`, `${nothingSent(effect)}please report it with this line`),
  MaxDocumentSizeExceeded: (_, {effect}) =>
    new UserError('the script is longer than Systems Manager takes (64 kB)', `${nothingSent(effect)}shorten the script`),
  InvalidDocument: (_, {effect, region}) =>
    new UserError(
      `there is no document AWS-RunShellScript for this account in ${region}`,
      `${nothingSent(effect)}ask who runs Systems Manager there`,
    ),
  InvalidOutputFolder: (_, {effect}) =>
    new UserError(
      'the bucket for output cannot be used',
      `${nothingSent(effect)}correct the bucket in the configuration file, or leave it out`,
    ),
};

/** Explains a refusal of Run Command by its name and whole message; undefined when it is none of these. */
export function runCommandError(name: string, message: string, call: FailedCall): UserError | undefined {
  if (!call.action.startsWith('ssm:')) return undefined;
  return Object.hasOwn(refusals, name) ? refusals[name]?.(message, call) : undefined;
}

function nothingSent(effect: FailedCall['effect']): string {
  return effect === 'change' ? 'nothing was sent: ' : '';
}

const mostNamed = 5;

/** AWS names the hosts in its message: `Instances [[i-0123, i-4567]] not in a valid state`. */
function hostsIn(message: string): string {
  const ids = [...new Set(message.match(/\bm?i-[0-9a-f]{8,32}\b/g))];
  if (ids.length === 0) return 'at least one of the hosts';
  const named = ids.slice(0, mostNamed).join(', ');
  return ids.length > mostNamed ? `${named} and ${ids.length - mostNamed} more` : named;
}
