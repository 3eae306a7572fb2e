// ECS's throttle buckets, per account and Region. AWS lists them under "Request throttling for the Amazon ECS API"; the rates of
// task definition modify, service deployment modify and tag modify are assumed and not taken from there.

import type {ThrottleCategory} from '../wire/service.ts';

interface Category extends ThrottleCategory {
  readonly operations: readonly string[];
}

const categories: readonly Category[] = [
  category('cluster read', 50, 20, ['ListClusters', 'DescribeClusters']),
  category('service read', 100, 20, ['ListServices', 'DescribeServices']),
  category('cluster resource read', 100, 20, [
    'ListTasks',
    'DescribeTasks',
    'ListContainerInstances',
    'DescribeContainerInstances',
    'ListAttributes',
  ]),
  category('task definition read', 50, 20, ['ListTaskDefinitions', 'ListTaskDefinitionFamilies', 'DescribeTaskDefinition']),
  category('capacity provider read', 50, 20, ['DescribeCapacityProviders']),
  category('tag read', 50, 20, ['ListTagsForResource']),
  category('service deployment read', 50, 20, ['ListServiceDeployments', 'DescribeServiceDeployments']),
  category('service revision read', 50, 20, ['DescribeServiceRevisions']),
  category('task protection', 200, 80, ['GetTaskProtection', 'UpdateTaskProtection']),
  category('cluster resource modify', 100, 40, ['ExecuteCommand', 'RunTask', 'StopTask', 'UpdateContainerInstancesState']),
  category('service modify', 50, 5, ['CreateService', 'UpdateService']),
  category('service deployment modify', 50, 5, ['StopServiceDeployment', 'ContinueServiceDeployment']),
  category('task definition modify', 20, 1, ['RegisterTaskDefinition', 'DeregisterTaskDefinition']),
  category('tag modify', 20, 10, ['TagResource', 'UntagResource']),
];

const byOperation: ReadonlyMap<string, ThrottleCategory> = new Map(
  categories.flatMap(each => each.operations.map(operation => [operation, each] as const)),
);

/** The bucket that an operation of ECS draws from. */
export function ecsThrottleCategory(operation: string): ThrottleCategory | undefined {
  return byOperation.get(operation);
}

function category(name: string, burst: number, perSecond: number, operations: readonly string[]): Category {
  return {name, limit: {burst, perSecond}, operations};
}
