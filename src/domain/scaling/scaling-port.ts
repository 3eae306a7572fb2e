// What the declarations are handed in order to read and change service auto scaling. Implemented by src/aws, over the SDK's client.

import type {Accepted} from '../accepted.ts';
import type {ScalableTarget, ScalingActivity, ScalingBounds, ScalingPolicy, ScalingSuspension, ScheduledScaling} from './scaling.ts';

/** Reads of Application Auto Scaling; clusters and services by ARN or name. Nothing is remembered. */
export interface ScalingReads {
  /** The scalable target of each service, in order, 50 a call; undefined for one that has none. */
  targets(places: readonly ServicePlace[], signal: AbortSignal): Promise<readonly (ScalableTarget | undefined)[]>;
  policies(place: ServicePlace, signal: AbortSignal): Promise<readonly ScalingPolicy[]>;
  scheduledActions(place: ServicePlace, signal: AbortSignal): Promise<readonly ScheduledScaling[]>;
  /** The newest 100, newest first; those that scaled nothing are among them. */
  activities(place: ServicePlace, signal: AbortSignal): Promise<readonly ScalingActivity[]>;
  /** An activity as AWS answers it now, for the raw JSON view; null where it has none of that id any more. */
  rawActivity(place: ServicePlace, id: string, signal: AbortSignal): Promise<unknown>;
}

/** Changes of Application Auto Scaling, each of one thing alone. */
export interface ScalingChanges {
  /** RegisterScalableTarget with MinCapacity and MaxCapacity alone; one that is left out stays. A count outside is moved at once. */
  setScalingBounds(place: ServicePlace, bounds: Partial<ScalingBounds>, signal: AbortSignal): Promise<Accepted>;
  /** RegisterScalableTarget with SuspendedState alone: the bounds stay. */
  setScalingSuspension(place: ServicePlace, suspension: ScalingSuspension, signal: AbortSignal): Promise<Accepted>;
}

/** Which service is meant. */
export interface ServicePlace {
  readonly cluster: string;
  readonly service: string;
}
