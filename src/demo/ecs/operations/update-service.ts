// UpdateService: sets what is given, and starts a deployment for exactly the fields that ECS starts one for.

import type {Service, UpdateServiceRequest, UpdateServiceResponse} from '@aws-sdk/client-ecs';
import {AwsError, clientError, invalidParameter} from '../../wire/aws-error.ts';
import {required} from '../limits.ts';
import {clusterOf, findTaskDefinition, serviceOf} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';
import type {EcsState} from '../state.ts';
import {described} from './services.ts';

/** UpdateService. */
export const updateServiceOperations = {
  UpdateService: operation(updateService),
};

// Fields that are kept in the service and start a deployment.
const deployed = ['networkConfiguration', 'platformVersion', 'loadBalancers', 'serviceRegistries'] as const;
// Fields that are kept in the deployment alone, which they start.
const ofDeployment = ['serviceConnectConfiguration', 'volumeConfigurations', 'vpcLatticeConfigurations'] as const;
// Fields that take effect by themselves.
const settings = [
  'capacityProviderStrategy',
  'availabilityZoneRebalancing',
  'placementConstraints',
  'placementStrategy',
  'healthCheckGracePeriodSeconds',
  'enableExecuteCommand',
  'enableECSManagedTags',
  'propagateTags',
] as const;

function updateService({state, scheduler}: Ecs, input: UpdateServiceRequest): UpdateServiceResponse {
  const cluster = clusterOf(state, input.cluster);
  const target = serviceOf(cluster, required(input.service, 'Service'));
  const {service} = target;
  if (service.status !== 'ACTIVE') throw new AwsError('ServiceNotActiveException', 'Service was not ACTIVE.');
  checkDesiredCount(service, input.desiredCount);
  checkController(service, input);
  const taskDefinition = input.taskDefinition === undefined ? undefined : activeDefinition(state, input.taskDefinition);

  copy(service, input, settings);
  copy(service, input, deployed);
  if (input.deploymentConfiguration !== undefined) {
    service.deploymentConfiguration = {...service.deploymentConfiguration, ...input.deploymentConfiguration};
  }
  const isNewDefinition = taskDefinition !== undefined && taskDefinition !== service.taskDefinition;
  if (isNewDefinition) service.taskDefinition = taskDefinition;
  const isChanged = isNewDefinition || [...deployed, ...ofDeployment].some(field => input[field] !== undefined);
  if (input.desiredCount !== undefined) service.desiredCount = input.desiredCount;

  if (isChanged || input.forceNewDeployment === true) {
    scheduler.deploymentStarted(cluster, target, isChanged ? 'changed' : 'forced');
    const primary = service.deployments?.find(({status}) => status === 'PRIMARY');
    if (primary !== undefined) copy(primary, input, ofDeployment);
  } else if (input.desiredCount !== undefined) {
    scheduler.serviceScaled(cluster, target);
  }
  return {service: described(service, true)};
}

/** Refuses a desired count that is negative, or that a DAEMON service was given. */
export function checkDesiredCount({schedulingStrategy}: Pick<Service, 'schedulingStrategy'>, desiredCount: number | undefined): void {
  if (desiredCount === undefined) return;
  if (schedulingStrategy === 'DAEMON') {
    throw invalidParameter(
      'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again',
    );
  }
  if (!Number.isInteger(desiredCount) || desiredCount < 0) throw invalidParameter('Desired count cannot be negative.');
}

/** The ARN of a task definition that a service may run. */
export function activeDefinition(state: EcsState, reference: string): string {
  const definition = findTaskDefinition(state, reference);
  if (definition?.taskDefinitionArn === undefined) throw clientError('TaskDefinition not found.');
  if (definition.status !== 'ACTIVE') throw clientError('TaskDefinition is inactive');
  return definition.taskDefinitionArn;
}

function checkController({deploymentController}: Service, {taskDefinition, forceNewDeployment}: UpdateServiceRequest): void {
  const type = deploymentController?.type ?? 'ECS';
  if (type === 'ECS') return;
  const advice = type === 'CODE_DEPLOY' ? ' Use AWS CodeDeploy to trigger a new deployment.' : '';
  const refused = taskDefinition !== undefined ? 'update task definition' : 'force a new deployment';
  if (taskDefinition === undefined && forceNewDeployment !== true) return;
  throw invalidParameter(`Unable to ${refused} on services with a ${type} deployment controller.${advice}`);
}

function copy<Field extends string>(
  target: {[Key in Field]?: unknown},
  source: {readonly [Key in Field]?: unknown},
  fields: readonly Field[],
): void {
  for (const field of fields) if (source[field] !== undefined) target[field] = source[field];
}
