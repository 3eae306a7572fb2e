// The port RunCommandReads: what is asked of Systems Manager about hosts and about commands that were sent to them.

import type {RunCommandReads} from '../domain/run-command.ts';
import {batches} from './batches.ts';
import type {Call} from './caller.ts';
import {each} from './mapping.ts';
import {allItems, pages} from './paging.ts';
import {toInvocation, toInvocationOutput, toManagedHost, toSentCommand} from './run-command-mapper.ts';
import type {SsmOperations} from './ssm-client.ts';

/** The largest page of each listing of Systems Manager; as many ids are asked for at a time. */
const pageSize = 50;

/** Reads of Run Command by `call`; nothing is remembered. */
export function createRunCommandReads(call: Call<SsmOperations>): RunCommandReads {
  async function hostsOf(instanceIds: readonly string[] | undefined, signal: AbortSignal) {
    // By a filter: named directly, one id that is not managed would fail them all.
    const filter = instanceIds === undefined ? {} : {Filters: [{Key: 'InstanceIds', Values: [...instanceIds]}]};
    return allItems(
      pages(async NextToken => {
        const answer = await call('DescribeInstanceInformation', {...filter, MaxResults: pageSize, NextToken}, signal);
        return {items: each(answer.InstanceInformationList, toManagedHost), nextToken: answer.NextToken};
      }),
    );
  }

  return {
    async managedHosts(instanceIds, signal) {
      if (instanceIds === undefined) return hostsOf(undefined, signal);
      const answers = await Promise.all(batches(instanceIds, pageSize).map(batch => hostsOf(batch, signal)));
      return answers.flat();
    },
    invocations(CommandId, signal) {
      return allItems(
        pages(async NextToken => {
          const answer = await call('ListCommandInvocations', {CommandId, Details: true, MaxResults: pageSize, NextToken}, signal);
          return {items: each(answer.CommandInvocations, toInvocation), nextToken: answer.NextToken};
        }),
      );
    },
    async output(CommandId, InstanceId, signal) {
      return toInvocationOutput(await call('GetCommandInvocation', {CommandId, InstanceId}, signal));
    },
    commandsSentAfter(time, signal) {
      const Filters = [{key: 'InvokedAfter' as const, value: wholeSecond(time)}];
      return pages(async NextToken => {
        const answer = await call('ListCommands', {Filters, MaxResults: pageSize, NextToken}, signal);
        return {items: each(answer.Commands, toSentCommand), nextToken: answer.NextToken};
      });
    },
  };
}

/** The filter takes whole seconds alone: `2026-11-20T12:00:00Z`. Rounded down, so that nothing of the first second is missed. */
function wholeSecond(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
