// Elastic Container Service: the table of its operations.

import {jsonProtocol} from '../wire/json-protocol.ts';
import type {DemoService} from '../wire/service.ts';
import type {Ecs, EcsOperation} from './operation.ts';
import {attributeOperations} from './operations/attributes.ts';
import {capacityProviderOperations} from './operations/capacity-providers.ts';
import {clusterOperations} from './operations/clusters.ts';
import {containerInstanceOperations} from './operations/container-instances.ts';
import {createServiceOperations} from './operations/create-service.ts';
import {deploymentChangeOperations} from './operations/deployment-changes.ts';
import {executeCommandOperations} from './operations/execute-command.ts';
import {registerTaskDefinitionOperations} from './operations/register-task-definition.ts';
import {serviceDeploymentOperations} from './operations/service-deployments.ts';
import {serviceOperations} from './operations/services.ts';
import {tagOperations} from './operations/tags.ts';
import {taskChangeOperations} from './operations/task-changes.ts';
import {taskDefinitionOperations} from './operations/task-definitions.ts';
import {taskProtectionOperations} from './operations/task-protection.ts';
import {taskOperations} from './operations/tasks.ts';
import {updateServiceOperations} from './operations/update-service.ts';
import {ecsThrottleCategory} from './throttle-categories.ts';

const operations: Readonly<Record<string, EcsOperation>> = {
  ...clusterOperations,
  ...serviceOperations,
  ...updateServiceOperations,
  ...createServiceOperations,
  ...serviceDeploymentOperations,
  ...deploymentChangeOperations,
  ...taskOperations,
  ...taskChangeOperations,
  ...taskProtectionOperations,
  ...executeCommandOperations,
  ...containerInstanceOperations,
  ...attributeOperations,
  ...taskDefinitionOperations,
  ...registerTaskDefinitionOperations,
  ...capacityProviderOperations,
  ...tagOperations,
};

/** ECS over a world. */
export function ecs(parts: Omit<Ecs, 'taskDefinitionTags'>): DemoService {
  const {state, scheduler, now, callerArn} = parts;
  const context: Ecs = {state, scheduler, now, callerArn, taskDefinitionTags: new Map()};
  return {
    iamPrefix: 'ecs',
    wireName: 'AmazonEC2ContainerServiceV20141113',
    protocol: jsonProtocol,
    operations: Object.fromEntries(Object.entries(operations).map(([name, run]) => [name, (input: unknown) => run(context, input)])),
    throttleCategory: ecsThrottleCategory,
  };
}
