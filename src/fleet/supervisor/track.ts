// What is asked about sends after they went out: how their hosts are doing, whether AWS has them at all, and to cancel them.

import {Gone, UserError} from '../../domain/errors.ts';
import {explained} from '../../domain/explained.ts';
import type {SendRecord} from '../../domain/fleet/run.ts';
import type {Invocation, SentCommand} from '../../domain/run-command.ts';
import {sendLine} from './auditing.ts';
import {withSend} from './edit.ts';
import {judged} from './judge.ts';
import {stopped} from './lifecycle.ts';
import {clockTolerance} from './limits.ts';
import {isCommandOf, searched} from './sending.ts';
import type {Steering} from './steering.ts';

/** Reads the hosts of a command and judges those that have ended. */
export async function poll({token, commandId = ''}: SendRecord, {ports, run, update, context, signal}: Steering): Promise<void> {
  const invocations = await invocationsOf(commandId, ports.runCommand, signal);
  // As it is now: it may have been cancelled while it was read.
  const send = run().sends.find(one => one.token === token);
  if (send !== undefined) update(judged(run(), context, send, invocations, ports.clock.now()));
}

/** Right after the send AWS may not know it yet. */
async function invocationsOf(
  commandId: string,
  reads: Steering['ports']['runCommand'],
  signal: AbortSignal,
): Promise<readonly Invocation[]> {
  try {
    return await reads.invocations(commandId, signal);
  } catch (error) {
    if (error instanceof Gone) return [];
    throw error;
  }
}

/** Looks for all sends without an answer among the commands that AWS has, by their tokens. */
export async function settle(steering: Steering): Promise<void> {
  const {ports, run, update, context, signal} = steering;
  const lost = run().sends.filter(({state}) => state === 'intended');
  const searchedAt = ports.clock.now();
  const found = new Map<string, SentCommand>();
  const since = Math.min(...lost.map(({at}) => at)) - clockTolerance;
  for await (const page of ports.runCommand.commandsSentAfter(since, signal)) {
    for (const send of lost) {
      const command = page.find(one => isCommandOf(send, one));
      if (command !== undefined) found.set(send.token, command);
    }
    if (found.size === lost.length) break;
  }
  const before = run();
  update(searched(before, context, found, searchedAt, ports.clock.now()));
  for (const send of lost) {
    const {state} = run().sends.find(one => one.token === send.token) ?? send;
    if (state !== 'intended' && send.stage === 'apply') await tellSettled(send, state === 'never' ? 'never arrived' : 'arrived', steering);
  }
}

async function tellSettled(send: SendRecord, result: 'arrived' | 'never arrived', {ports, run, update}: Steering): Promise<void> {
  try {
    await ports.audit.write(sendLine(run(), send, {phase: 'outcome', at: ports.clock.now(), result}));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    update(stopped(run(), explained(error)));
  }
}

/** Asks AWS to cancel a command on all of its hosts. Cancelling twice does no harm, so that a lost answer is no trouble. */
export async function cancel(send: SendRecord, {ports, run, update}: Steering): Promise<void> {
  if (send.commandId === undefined) return;
  await ports.runCommandChanges.cancel(send.commandId, new AbortController().signal);
  const newest = run().sends.find(({token}) => token === send.token);
  if (newest !== undefined) update(withSend(run(), {...newest, cancelledAt: ports.clock.now()}));
}
