// Shells: in a container, opened by ECS Exec, and on a host, opened by Session Manager. Both are used on this host's terminal.

import type {Accepted} from '../domain/accepted.ts';
import {Refused, UserError} from '../domain/errors.ts';
import type {EcsChanges} from '../domain/ports.ts';
import type {ShellHost, ShellTarget} from '../domain/shell.ts';
import type {Call} from './caller.ts';
import type {EcsOperations} from './ecs-client.ts';
import type {SsmOperations} from './ssm-client.ts';

/** The calls that open sessions; their clients never try twice. */
export interface ShellCalls {
  readonly ecs: Call<EcsOperations>;
  readonly ssm: Call<SsmOperations>;
}

interface Opened {
  readonly session: {readonly sessionId?: string | undefined; readonly streamUrl?: string | undefined; readonly token?: string | undefined};
  readonly requestId: string;
}

/** Opens shells by `calls`, for a terminal that `shells` can use. */
export function createShellChanges(
  calls: ShellCalls,
  region: string,
  shells: ShellHost | undefined,
): Pick<EcsChanges, 'openShell' | 'openHostShell'> {
  /** Opens a session and hands it to the terminal, which is asked first. */
  async function opened(target: string, open: () => Promise<Opened>): Promise<Accepted> {
    if (shells === undefined) throw new Refused('a shell needs a terminal', 'Run ecsdeck in one.');
    await shells.check();
    const {session, requestId} = await open();
    const {sessionId, streamUrl, token} = session;
    if (sessionId === undefined || streamUrl === undefined || token === undefined) {
      throw new UserError('AWS opened a session and did not say where', 'Try again.');
    }
    await shells.attach({sessionId, streamUrl, token, region, target});
    return {requestId};
  }

  return {
    openShell: (target, command, signal) =>
      opened(containerTarget(target), async () => {
        const {cluster, task, container} = target;
        const {session, $metadata} = await calls.ecs('ExecuteCommand', {cluster, task, container, command, interactive: true}, signal);
        return {session: {...session, token: session?.tokenValue}, requestId: $metadata.requestId ?? ''};
      }),
    openHostShell: (instanceId, signal) =>
      opened(instanceId, async () => {
        const {SessionId, StreamUrl, TokenValue, $metadata} = await calls.ssm('StartSession', {Target: instanceId}, signal);
        return {session: {sessionId: SessionId, streamUrl: StreamUrl, token: TokenValue}, requestId: $metadata.requestId ?? ''};
      }),
  };
}

/** Session Manager's name for a container. */
function containerTarget({cluster, taskId, runtimeId}: ShellTarget): string {
  return `ecs:${cluster.slice(cluster.lastIndexOf('/') + 1)}_${taskId}_${runtimeId}`;
}
