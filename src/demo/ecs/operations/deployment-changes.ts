// Stopping a service deployment, and having one go on from a pause.

import type {
  ContinueServiceDeploymentRequest,
  ContinueServiceDeploymentResponse,
  ServiceDeployment,
  StopServiceDeploymentRequest,
  StopServiceDeploymentResponse,
} from '@aws-sdk/client-ecs';
import {AwsError, invalidParameter} from '../../wire/aws-error.ts';
import {required} from '../limits.ts';
import {type Ecs, operation} from '../operation.ts';
import {awaitedPause} from '../scheduler/hooks.ts';
import type {ClusterState, EcsState, ServiceState} from '../state.ts';

/** StopServiceDeployment and ContinueServiceDeployment. */
export const deploymentChangeOperations = {
  StopServiceDeployment: operation(stopServiceDeployment),
  ContinueServiceDeployment: operation(continueServiceDeployment),
};

interface Found {
  readonly cluster: ClusterState;
  readonly service: ServiceState;
  readonly deployment: ServiceDeployment;
}

function stopServiceDeployment({state, scheduler}: Ecs, input: StopServiceDeploymentRequest): StopServiceDeploymentResponse {
  const {cluster, service, deployment} = found(state, input.serviceDeploymentArn);
  if (input.stopType === 'ABORT') throw invalidParameter('The stop type ABORT is not supported.');
  if (deployment.finishedAt !== undefined) throw new AwsError('ConflictException', 'The service deployment is not in progress.');
  scheduler.rollbackRequested(cluster, service, deployment);
  return {serviceDeploymentArn: deployment.serviceDeploymentArn};
}

function continueServiceDeployment({state, scheduler}: Ecs, input: ContinueServiceDeploymentRequest): ContinueServiceDeploymentResponse {
  const {cluster, service, deployment} = found(state, input.serviceDeploymentArn);
  const hookId = required(input.hookId, 'hookId');
  if (awaitedPause(deployment)?.hookId !== hookId) throw invalidParameter('The lifecycle hook is not awaiting an action.');
  if (input.action === 'ROLLBACK') scheduler.rollbackRequested(cluster, service, deployment);
  else scheduler.pauseEnded(cluster, service, deployment, hookId);
  return {serviceDeploymentArn: deployment.serviceDeploymentArn};
}

/** The deployment of `arn:…:service-deployment/CLUSTER/SERVICE/ID`. */
function found(state: EcsState, arn: string | undefined): Found {
  const [, clusterName = '', serviceName = ''] = required(arn, 'serviceDeploymentArn').split('/');
  const cluster = state.clusters.get(clusterName);
  const service = cluster?.services.get(serviceName);
  const deployment = service?.serviceDeployments.find(({serviceDeploymentArn}) => serviceDeploymentArn === arn);
  if (cluster === undefined || service === undefined || deployment === undefined) {
    throw new AwsError('ServiceDeploymentNotFoundException', 'Service deployment not found.');
  }
  return {cluster, service, deployment};
}
