// DescribeCapacityProviders.

import type {CapacityProvider, DescribeCapacityProvidersRequest, DescribeCapacityProvidersResponse} from '@aws-sdk/client-ecs';
import {atMost, listPage} from '../limits.ts';
import {lookUp, missing} from '../lookup.ts';
import {type Ecs, operation} from '../operation.ts';
import {lastPart} from '../scheduler/arns.ts';

/** DescribeCapacityProviders. */
export const capacityProviderOperations = {
  DescribeCapacityProviders: operation(describeCapacityProviders),
};

function describeCapacityProviders({state}: Ecs, input: DescribeCapacityProvidersRequest): DescribeCapacityProvidersResponse {
  const names = atMost(input.capacityProviders, 100, 'capacityProviders');
  const known = state.capacityProviders;
  const {found, failures} = lookUp(
    names.length === 0 ? [...known.keys()] : names,
    reference => known.get(lastPart(reference)),
    reference => missing(state, reference, 'capacity-provider'),
  );
  const scope = `DescribeCapacityProviders ${names.join(' ')}`;
  const {items, nextToken} = listPage(
    input,
    scope,
    () => found,
    ({name = ''}) => name,
    {usual: 10, most: 10},
  );
  const withTags = input.include?.includes('TAGS') ?? false;
  return {capacityProviders: items.map(provider => described(provider, withTags)), failures, nextToken};
}

function described(provider: CapacityProvider, withTags: boolean): CapacityProvider {
  return {...provider, tags: withTags ? (provider.tags ?? []) : []};
}
