// The port ScalingReads: Application Auto Scaling's targets, policies, scheduled actions and activities of ECS services.

import type {ScalingActivity as SdkScalingActivity} from '@aws-sdk/client-application-auto-scaling';
import type {ScalableTarget} from '../domain/scaling/scaling.ts';
import type {ScalingReads, ServicePlace} from '../domain/scaling/scaling-port.ts';
import type {ApplicationAutoScalingOperations} from './application-auto-scaling-client.ts';
import {batches} from './batches.ts';
import type {Call} from './caller.ts';
import {lastPart} from './mapping.ts';
import {allItems, pages} from './paging.ts';
import {toScalableTarget, toScalingActivities, toScalingPolicy, toScheduledScaling} from './scaling-mapper.ts';

/** DescribeScalableTargets takes 50 ids; every page has 50 items at most. */
const targetsPerCall = 50;
/** Where an alarm stays on, one activity a minute is written for six weeks: only the newest are read. */
const mostActivities = 100;

/** The namespace and dimension of what is scaled here: the desired count of ECS services. */
export const desiredCount = {ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount'} as const;

/** How Application Auto Scaling names a service: `service/erp/srvweb`. */
export function resourceId({cluster, service}: ServicePlace): string {
  return `service/${lastPart(cluster)}/${lastPart(service)}`;
}

/** Creates the reads. */
export function createScalingReads(call: Call<ApplicationAutoScalingOperations>): ScalingReads {
  return {
    async targets(places, signal) {
      const ids = places.map(resourceId);
      const found = await Promise.all(batches([...new Set(ids)], targetsPerCall).map(batch => readTargets(call, batch, signal)));
      const byId = new Map(found.flat());
      return ids.map(id => byId.get(id));
    },
    async policies(place, signal) {
      const input = {...desiredCount, ResourceId: resourceId(place)};
      const read = pages(async NextToken => {
        const answer = await call('DescribeScalingPolicies', {...input, NextToken}, signal);
        return {items: answer.ScalingPolicies ?? [], nextToken: answer.NextToken};
      });
      return (await allItems(read)).map(toScalingPolicy);
    },
    async scheduledActions(place, signal) {
      const input = {...desiredCount, ResourceId: resourceId(place)};
      const read = pages(async NextToken => {
        const answer = await call('DescribeScheduledActions', {...input, NextToken}, signal);
        return {items: answer.ScheduledActions ?? [], nextToken: answer.NextToken};
      });
      return (await allItems(read)).map(toScheduledScaling);
    },
    activities: async (place, signal) => toScalingActivities(await readActivities(call, place, signal)),
    async rawActivity(place, id, signal) {
      return (await readActivities(call, place, signal)).find(({ActivityId}) => ActivityId === id) ?? null;
    },
  };
}

async function readTargets(
  call: Call<ApplicationAutoScalingOperations>,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly (readonly [string, ScalableTarget])[]> {
  const answer = await call('DescribeScalableTargets', {...desiredCount, ResourceIds: [...ids]}, signal);
  return (answer.ScalableTargets ?? []).map(target => [target.ResourceId ?? '', toScalableTarget(target)]);
}

async function readActivities(
  call: Call<ApplicationAutoScalingOperations>,
  place: ServicePlace,
  signal: AbortSignal,
): Promise<readonly SdkScalingActivity[]> {
  const input = {...desiredCount, ResourceId: resourceId(place), IncludeNotScaledActivities: true};
  const activities: SdkScalingActivity[] = [];
  const read = pages(async NextToken => {
    const answer = await call('DescribeScalingActivities', {...input, NextToken}, signal);
    return {items: answer.ScalingActivities ?? [], nextToken: answer.NextToken};
  });
  for await (const page of read) {
    activities.push(...page);
    if (activities.length >= mostActivities) break;
  }
  return activities.slice(0, mostActivities);
}
