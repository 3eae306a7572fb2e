// The SDK's SSM client over a demo region, and short words for what tests of it do again and again.

import {DescribeContainerInstancesCommand, ListContainerInstancesCommand} from '@aws-sdk/client-ecs';
import {
  type CommandInvocation,
  DescribeInstanceInformationCommand,
  type InstanceInformation,
  ListCommandInvocationsCommand,
  SendCommandCommand,
  type SendCommandCommandInput,
} from '@aws-sdk/client-ssm';
import type {WorldSize} from '../../../src/demo/ecs/world/spec.ts';
import {launch} from '../wire/fixture.ts';

/** The line of a playbook's script, as the program packs it. */
export function packed(playbook: string, script: 'check' | 'apply', variables: Readonly<Record<string, string>> = {}): string {
  const assignments = Object.entries(variables).map(([name, value]) => `ECSDECK_${name.toUpperCase().replaceAll('-', '_')}='${value}'\n`);
  const text = `#!/bin/sh\n# ecsdeck playbook=${playbook} script=${script}\n${assignments.join('')}true\n`;
  return `sh -c "$(echo ${Buffer.from(text).toString('base64')} | base64 -d)"`;
}

/** A demo region, and what its hosts are asked. */
export function ssmStage(options: {readonly world?: WorldSize; readonly faults?: string; readonly seed?: number} = {}) {
  const {ssm, ecs, clock, region} = launch(options);

  const invocations = async (CommandId: string): Promise<readonly CommandInvocation[]> => {
    const found: CommandInvocation[] = [];
    let NextToken: string | undefined;
    do {
      const answer = await ssm.send(new ListCommandInvocationsCommand({CommandId, Details: true, MaxResults: 50, NextToken}));
      found.push(...(answer.CommandInvocations ?? []));
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    return found;
  };

  const send = async (ids: readonly string[], commands: readonly string[], more: Partial<SendCommandCommandInput> = {}) => {
    const executionTimeout = more.Parameters?.executionTimeout ?? ['120'];
    const {Command} = await ssm.send(
      new SendCommandCommand({
        DocumentName: 'AWS-RunShellScript',
        InstanceIds: [...ids],
        TimeoutSeconds: 60,
        MaxErrors: '50',
        ...more,
        Parameters: {commands: [...commands], executionTimeout, ...more.Parameters},
      }),
    );
    return Command?.CommandId ?? '';
  };

  return {
    ssm,
    ecs,
    clock,
    region,
    invocations,
    send,

    /** Container instances of a cluster, as ECS describes them. */
    async instances(cluster: string) {
      const {containerInstanceArns = []} = await ecs.send(new ListContainerInstancesCommand({cluster}));
      const {containerInstances = []} = await ecs.send(
        new DescribeContainerInstancesCommand({cluster, containerInstances: containerInstanceArns}),
      );
      return containerInstances;
    },

    async information(id: string): Promise<InstanceInformation | undefined> {
      const Filters = [{Key: 'InstanceIds', Values: [id]}];
      const answer = await ssm.send(new DescribeInstanceInformationCommand({Filters}));
      return answer.InstanceInformationList?.[0];
    },

    /** Sends, waits so many seconds, and answers with the invocations. */
    async run(ids: readonly string[], commands: readonly string[], seconds = 60): Promise<readonly CommandInvocation[]> {
      const id = await send(ids, commands);
      await clock.advance(seconds * 1000);
      return invocations(id);
    },

    /** What a playbook's script answered on one host. */
    async answer(id: string, playbook: string, script: 'check' | 'apply', variables: Readonly<Record<string, string>> = {}) {
      const [invocation] = await this.run([id], [packed(playbook, script, variables)]);
      const output = invocation?.CommandPlugins?.[0]?.Output ?? '';
      const line = output.split('\n').find(text => text.startsWith('{"ecsdeck":')) ?? 'null';
      const parsed: Readonly<Record<string, unknown>> = JSON.parse(line);
      return parsed;
    },
  };
}

/** `Success`, `Failed`… of each, in the order of the hosts. */
export function details(invocations: readonly CommandInvocation[]): readonly string[] {
  return invocations.map(({StatusDetails}) => StatusDetails ?? '');
}

/** How many there are of each. */
export function counts(invocations: readonly CommandInvocation[]): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const each of details(invocations)) found[each] = (found[each] ?? 0) + 1;
  return found;
}
