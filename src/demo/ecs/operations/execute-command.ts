// ECS Exec: opens a session in a container, as far as the API goes. No one answers at its address.

import type {ExecuteCommandRequest, ExecuteCommandResponse} from '@aws-sdk/client-ecs';
import {clientError, invalidParameter} from '../../wire/aws-error.ts';
import {execAgentStatus} from '../exec-agent.ts';
import {required} from '../limits.ts';
import {clusterOf, findTask} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';

/** ExecuteCommand. */
export const executeCommandOperations = {ExecuteCommand: operation(executeCommand)};

const notEnabled =
  'The execute command failed because execute command was not enabled when the task was run or the execute command agent isn’t running. Wait and try again or run a new task with execute command enabled and try again.';

function executeCommand({state, now}: Ecs, input: ExecuteCommandRequest): ExecuteCommandResponse {
  const cluster = clusterOf(state, input.cluster);
  required(input.command, 'Command');
  if (input.interactive !== true) throw invalidParameter('Interactive is the only mode supported currently.');
  const task = findTask(cluster, required(input.task, 'Task'));
  if (task === undefined) throw invalidParameter('The referenced task was not found.');
  const containers = task.containers ?? [];
  if (input.container === undefined && containers.length > 1) {
    throw invalidParameter('The task has more than one container: the container name must be specified.');
  }
  const container = containers.find(({name}) => name === (input.container ?? containers[0]?.name));
  if (container === undefined) throw invalidParameter(`Container ${input.container} was not found in the task.`);
  if (execAgentStatus(task, container) !== 'RUNNING') throw invalidParameter(notEnabled);
  if (task.lastStatus !== 'RUNNING') throw clientError('The task is not running.');
  const sessionId = `ecs-execute-command-${now().toString(36)}${container.runtimeId?.slice(0, 8) ?? ''}`;
  return {
    clusterArn: cluster.cluster.clusterArn,
    taskArn: task.taskArn,
    containerArn: container.containerArn,
    containerName: container.name,
    interactive: true,
    session: {
      sessionId,
      streamUrl: `wss://127.0.0.1:1/v1/data-channel/${sessionId}?role=publish_subscribe`,
      tokenValue: `demo-token-of-${sessionId}`,
    },
  };
}
