// What the commands on a service's auto scaling have in common: reading how it is scaled, and why it cannot be changed.

import type {Region} from '../src/domain/ports.ts';
import {text} from '../src/domain/safe-text.ts';
import {suspensionWords} from '../src/domain/scaling/policy-words.ts';
import type {ScalableTarget, ScalingBounds} from '../src/domain/scaling/scaling.ts';
import type {ServicePlace} from '../src/domain/scaling/scaling-port.ts';
import type {Service} from '../src/domain/service.ts';

/** How Application Auto Scaling knows a service. */
export function placeOf({clusterArn, name}: Service): ServicePlace {
  return {cluster: clusterArn, service: name};
}

/** The row with how it may be scaled, read this second. Rejects where that cannot be read: nothing could be compared then. */
export async function withScaling(aws: Region, row: Service, signal: AbortSignal): Promise<Service> {
  const [target] = await aws.scaling.targets([placeOf(row)], signal);
  return {...row, scaling: target ?? 'none'};
}

/** How a row that was read so may be scaled; undefined for one of a table, which does not say, and for one without auto scaling. */
export function scalingOf({scaling}: Service): ScalableTarget | undefined {
  return scaling === 'none' ? undefined : scaling;
}

/** Why its auto scaling cannot be changed, as far as the row tells. */
export function whyNotScalable(row: Service): ReturnType<typeof text> | undefined {
  if (row.schedulingStrategy === 'DAEMON') return text`${row.name} is a DAEMON service: it has one task per instance, and is not scaled`;
  if (row.status !== 'ACTIVE') return text`${row.name} is ${row.status}: only an ACTIVE service is scaled`;
  if (row.scaling === 'none') return text`${row.name} has no auto scaling: it is not registered as a scalable target`;
  return undefined;
}

/** `2–8` */
export function boundsWords({minimum, maximum}: ScalingBounds): string {
  return `${minimum}–${maximum}`;
}

/** What of it has to be the same when a change of it goes out. */
export function scalingFingerprint(row: Service): Readonly<Record<string, string | number>> {
  const target = scalingOf(row);
  return {
    status: row.status,
    'auto scaling': target === undefined ? 'none' : boundsWords(target),
    suspended: target === undefined ? 'none' : suspensionWords(target.suspension),
  };
}
