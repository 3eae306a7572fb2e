// Reads of the history of services: deployments, and the revisions that they led to.

import type {
  DescribeServiceDeploymentsRequest,
  DescribeServiceDeploymentsResponse,
  DescribeServiceRevisionsRequest,
  DescribeServiceRevisionsResponse,
  ListServiceDeploymentsRequest,
  ListServiceDeploymentsResponse,
  ServiceDeployment,
  ServiceDeploymentBrief,
} from '@aws-sdk/client-ecs';
import {batchOf, listPage, required} from '../limits.ts';
import {clusterOf, lookUp, missing, serviceOf} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';
import type {EcsState, ServiceState} from '../state.ts';

/** ListServiceDeployments, DescribeServiceDeployments and DescribeServiceRevisions. */
export const serviceDeploymentOperations = {
  ListServiceDeployments: operation(listServiceDeployments),
  DescribeServiceDeployments: operation(describeServiceDeployments),
  DescribeServiceRevisions: operation(describeServiceRevisions),
};

function listServiceDeployments({state}: Ecs, input: ListServiceDeploymentsRequest): ListServiceDeploymentsResponse {
  const {service, serviceDeployments} = serviceOf(clusterOf(state, input.cluster), required(input.service, 'Service'));
  const statuses = input.status ?? [];
  const after = milliseconds(input.createdAt?.after) ?? Number.NEGATIVE_INFINITY;
  const before = milliseconds(input.createdAt?.before) ?? Number.POSITIVE_INFINITY;
  const isWanted = ({status, createdAt}: ServiceDeployment) => {
    const at = Number(createdAt);
    return (statuses.length === 0 || (status !== undefined && statuses.includes(status))) && at >= after && at <= before;
  };
  const {items, nextToken} = listPage(
    input,
    `ListServiceDeployments ${service.serviceArn}`,
    () => serviceDeployments.values().filter(isWanted),
    ({serviceDeploymentArn = ''}) => serviceDeploymentArn,
    {usual: 20},
  );
  return {serviceDeployments: items.map(brief), nextToken};
}

// The SDK's type says Date; on the wire it is seconds since 1970.
function milliseconds(seconds: unknown): number | undefined {
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function brief(deployment: ServiceDeployment): ServiceDeploymentBrief {
  const {serviceDeploymentArn, serviceArn, clusterArn, startedAt, createdAt, finishedAt, targetServiceRevision, status, statusReason} =
    deployment;
  const targetServiceRevisionArn = targetServiceRevision?.arn;
  return {serviceDeploymentArn, serviceArn, clusterArn, startedAt, createdAt, finishedAt, targetServiceRevisionArn, status, statusReason};
}

function describeServiceDeployments({state}: Ecs, input: DescribeServiceDeploymentsRequest): DescribeServiceDeploymentsResponse {
  const {found, failures} = lookUp(
    batchOf(input.serviceDeploymentArns, 20, {plural: 'Service deployment ARNs', items: 'serviceDeploymentArns'}),
    arn => serviceNamedIn(state, arn)?.serviceDeployments.find(({serviceDeploymentArn}) => serviceDeploymentArn === arn),
    arn => missing(state, arn, 'service-deployment'),
  );
  return {serviceDeployments: found, failures};
}

function describeServiceRevisions({state}: Ecs, input: DescribeServiceRevisionsRequest): DescribeServiceRevisionsResponse {
  const {found, failures} = lookUp(
    batchOf(input.serviceRevisionArns, 20, {plural: 'Service revision ARNs', items: 'serviceRevisionArns'}),
    arn => serviceNamedIn(state, arn)?.revisions.get(arn),
    arn => missing(state, arn, 'service-revision'),
  );
  return {serviceRevisions: found, failures};
}

/** The service in `arn:…:service-deployment/CLUSTER/SERVICE/ID`. */
function serviceNamedIn(state: EcsState, arn: string): ServiceState | undefined {
  const [, cluster = '', service = ''] = arn.split('/');
  return state.clusters.get(cluster)?.services.get(service);
}
