// ListAttributes: the attributes of a cluster's container instances.

import type {Attribute, ListAttributesRequest, ListAttributesResponse} from '@aws-sdk/client-ecs';
import {invalidParameter} from '../../wire/aws-error.ts';
import {listPage} from '../limits.ts';
import {clusterOf} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';
import type {ClusterState} from '../state.ts';

/** ListAttributes. */
export const attributeOperations = {
  ListAttributes: operation(listAttributes),
};

function listAttributes({state}: Ecs, input: ListAttributesRequest): ListAttributesResponse {
  const cluster = clusterOf(state, input.cluster);
  const {attributeName, attributeValue, targetType} = input;
  if (targetType !== 'container-instance') throw invalidParameter('Target type must be container-instance.');
  if (attributeValue !== undefined && attributeName === undefined) {
    throw invalidParameter('attributeName must be given with attributeValue.');
  }
  const isWanted = ({name, value}: Attribute) =>
    (attributeName === undefined || name === attributeName) && (attributeValue === undefined || value === attributeValue);
  const {items, nextToken} = listPage(
    input,
    `ListAttributes ${cluster.cluster.clusterArn} ${attributeName} ${attributeValue}`,
    () => attributesOf(cluster).filter(isWanted),
    ({name, targetId}) => `${targetId} ${name}`,
  );
  return {attributes: [...items], nextToken};
}

function* attributesOf({instances}: ClusterState): Generator<Attribute> {
  for (const {instance} of instances.values()) {
    for (const attribute of instance.attributes ?? []) yield {...attribute, targetId: instance.containerInstanceArn};
  }
}
