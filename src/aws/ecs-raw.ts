// One resource as AWS answers it at this moment, for the raw JSON view.

import type {RawTarget} from '../domain/ports.ts';
import type {Call} from './caller.ts';
import type {EcsOperations} from './ecs-client.ts';

/** AWS's whole answer about one resource, without what the SDK adds to it. */
export async function readRaw(call: Call<EcsOperations>, what: RawTarget, signal: AbortSignal): Promise<unknown> {
  const {$metadata: _, ...answer} = await describe(call, what, signal);
  return answer;
}

function describe(call: Call<EcsOperations>, {kind, cluster, arn}: RawTarget, signal: AbortSignal) {
  switch (kind) {
    case 'cluster':
      return call(
        'DescribeClusters',
        {clusters: [arn], include: ['ATTACHMENTS', 'CONFIGURATIONS', 'SETTINGS', 'STATISTICS', 'TAGS']},
        signal,
      );
    case 'service':
      return call('DescribeServices', {cluster, services: [arn], include: ['TAGS']}, signal);
    case 'task':
      return call('DescribeTasks', {cluster, tasks: [arn], include: ['TAGS']}, signal);
    case 'container-instance':
      return call(
        'DescribeContainerInstances',
        {cluster, containerInstances: [arn], include: ['TAGS', 'CONTAINER_INSTANCE_HEALTH']},
        signal,
      );
    case 'task-definition':
      return call('DescribeTaskDefinition', {taskDefinition: arn, include: ['TAGS']}, signal);
    case 'service-deployment':
      return call('DescribeServiceDeployments', {serviceDeploymentArns: [arn]}, signal);
  }
}
