// Tags of everything that has an ARN.

import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  Tag,
  TagResourceRequest,
  TagResourceResponse,
  UntagResourceRequest,
  UntagResourceResponse,
} from '@aws-sdk/client-ecs';
import {AwsError} from '../../wire/aws-error.ts';
import {required} from '../limits.ts';
import {clusterOf, findInstance, findTask, findTaskDefinition, serviceOf} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';

/** ListTagsForResource, TagResource and UntagResource. */
export const tagOperations = {
  ListTagsForResource: operation(listTagsForResource),
  TagResource: operation(tagResource),
  UntagResource: operation(untagResource),
};

/** Something with tags that can be replaced. */
interface Tagged {
  tags?: Tag[] | undefined;
}

const mostTags = 50;

function listTagsForResource(ecs: Ecs, input: ListTagsForResourceRequest): ListTagsForResourceResponse {
  return {tags: [...(taggedBy(ecs, input.resourceArn).tags ?? [])]};
}

function tagResource(ecs: Ecs, input: TagResourceRequest): TagResourceResponse {
  const resource = taggedBy(ecs, input.resourceArn);
  const tags = new Map([...(resource.tags ?? []), ...required(input.tags, 'Tags')].map(tag => [tag.key, tag]));
  if (tags.size > mostTags) throw new AwsError('InvalidParameterException', `The number of tags exceeds the limit of ${mostTags}.`);
  resource.tags = [...tags.values()];
  return {};
}

function untagResource(ecs: Ecs, input: UntagResourceRequest): UntagResourceResponse {
  const resource = taggedBy(ecs, input.resourceArn);
  const keys = new Set(required(input.tagKeys, 'TagKeys'));
  resource.tags = (resource.tags ?? []).filter(({key}) => key === undefined || !keys.has(key));
  return {};
}

function taggedBy(ecs: Ecs, arn: string | undefined): Tagged {
  const resource = find(ecs, required(arn, 'ResourceArn'));
  if (resource === undefined) throw new AwsError('InvalidParameterException', 'The specified resource was not found.');
  return resource;
}

function find(ecs: Ecs, arn: string): Tagged | undefined {
  const {state} = ecs;
  const [, kind, cluster = '', id = ''] = arn.match(/^arn:[^:]+:ecs:[^:]*:\d*:([a-z-]+)\/([^/]+)(?:\/(.+))?$/) ?? [];
  switch (kind) {
    case 'cluster':
      return clusterOf(state, arn).cluster;
    case 'service':
      return serviceOf(clusterOf(state, cluster), arn).service;
    case 'task':
      return id === '' ? undefined : findTask(clusterOf(state, cluster), arn);
    case 'container-instance':
      return findInstance(clusterOf(state, cluster), arn)?.instance;
    case 'capacity-provider':
      return state.capacityProviders.get(cluster);
    case 'task-definition':
      return definitionTags(ecs, arn);
    default:
      return undefined;
  }
}

function definitionTags({state, taskDefinitionTags}: Ecs, reference: string): Tagged | undefined {
  const arn = findTaskDefinition(state, reference)?.taskDefinitionArn;
  if (arn === undefined) return undefined;
  return {
    get tags() {
      return taskDefinitionTags.get(arn) ?? [];
    },
    set tags(tags) {
      taskDefinitionTags.set(arn, tags ?? []);
    },
  };
}
