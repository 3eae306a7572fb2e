// Sends a container instance's new state. UpdateContainerInstancesState answers a refusal in `failures`, with status 200:
// here it becomes an error, so that it is never taken for success.

import type {Accepted} from '../src/domain/accepted.ts';
import type {ContainerInstance} from '../src/domain/container-instance.ts';
import {UserError} from '../src/domain/errors.ts';
import type {EcsChanges} from '../src/domain/ports.ts';

/** Sets one instance's state; rejects with UserError when ECS lists it among the failures. */
export async function setInstanceState(
  changes: EcsChanges,
  row: ContainerInstance,
  status: 'ACTIVE' | 'DRAINING',
  signal: AbortSignal,
): Promise<Accepted> {
  const {requestId, failures} = await changes.setContainerInstancesState(row.clusterArn, [row.arn], status, signal);
  const [failure] = failures;
  if (failure === undefined) return {requestId};
  const reason = failure.detail === undefined ? failure.reason : `${failure.reason}: ${failure.detail}`;
  throw new UserError(`ECS refused to set ${row.ec2InstanceId} to ${status} (${reason})`, 'Refresh the table and look at the instance.');
}
