// Reads of task definitions and their families.

import type {
  DescribeTaskDefinitionRequest,
  DescribeTaskDefinitionResponse,
  ListTaskDefinitionFamiliesRequest,
  ListTaskDefinitionFamiliesResponse,
  ListTaskDefinitionsRequest,
  ListTaskDefinitionsResponse,
  TaskDefinition,
} from '@aws-sdk/client-ecs';
import {clientError} from '../../wire/aws-error.ts';
import {listPage, required} from '../limits.ts';
import {findTaskDefinition} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';
import type {EcsState} from '../state.ts';

/** ListTaskDefinitions, ListTaskDefinitionFamilies and DescribeTaskDefinition. */
export const taskDefinitionOperations = {
  ListTaskDefinitions: operation(listTaskDefinitions),
  ListTaskDefinitionFamilies: operation(listTaskDefinitionFamilies),
  DescribeTaskDefinition: operation(describeTaskDefinition),
};

type Families = EcsState['taskDefinitions'];

// ECS lists families by name. They only ever become more, so that the order holds until there is another one.
const orders = new WeakMap<Families, readonly string[]>();

function familiesByName(families: Families): readonly string[] {
  const known = orders.get(families);
  if (known?.length === families.size) return known;
  const order = [...families.keys()].sort();
  orders.set(families, order);
  return order;
}

function listTaskDefinitions({state}: Ecs, input: ListTaskDefinitionsRequest): ListTaskDefinitionsResponse {
  const {familyPrefix, status = 'ACTIVE', sort = 'ASC'} = input;
  const arnOf = ({taskDefinitionArn = ''}: TaskDefinition) => taskDefinitionArn;
  const {items, nextToken} = listPage(
    input,
    `ListTaskDefinitions ${familyPrefix} ${status} ${sort}`,
    () => revisionsOf(state.taskDefinitions, familyPrefix, sort === 'DESC').filter(definition => definition.status === status),
    arnOf,
  );
  return {taskDefinitionArns: items.map(arnOf), nextToken};
}

// Despite its name, familyPrefix of ListTaskDefinitions is the full name of a family.
function* revisionsOf(families: Families, family: string | undefined, isDescending: boolean): Generator<TaskDefinition> {
  const names = family === undefined ? familiesByName(families) : [family];
  for (const name of isDescending ? names.toReversed() : names) {
    const revisions = families.get(name) ?? [];
    yield* isDescending ? revisions.toReversed() : revisions;
  }
}

function listTaskDefinitionFamilies({state}: Ecs, input: ListTaskDefinitionFamiliesRequest): ListTaskDefinitionFamiliesResponse {
  const {familyPrefix = '', status = 'ALL'} = input;
  const families = state.taskDefinitions;
  const isActive = (name: string) => families.get(name)?.some(definition => definition.status === 'ACTIVE') ?? false;
  const isWanted = (name: string) => name.startsWith(familyPrefix) && (status === 'ALL' || isActive(name) === (status === 'ACTIVE'));
  const scope = `ListTaskDefinitionFamilies ${familyPrefix} ${status}`;
  const {items, nextToken} = listPage(
    input,
    scope,
    () => familiesByName(families).values().filter(isWanted),
    name => name,
  );
  return {families: [...items], nextToken};
}

function describeTaskDefinition({state, taskDefinitionTags}: Ecs, input: DescribeTaskDefinitionRequest): DescribeTaskDefinitionResponse {
  const taskDefinition = findTaskDefinition(state, required(input.taskDefinition, 'TaskDefinition'));
  if (taskDefinition === undefined) throw clientError('Unable to describe task definition.');
  const withTags = input.include?.includes('TAGS') ?? false;
  return {taskDefinition, tags: withTags ? (taskDefinitionTags.get(taskDefinition.taskDefinitionArn ?? '') ?? []) : []};
}
