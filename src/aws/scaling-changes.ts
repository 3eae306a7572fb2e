// The port ScalingChanges: RegisterScalableTarget with what is to change alone; what is left out stays as it is.

import type {ScalingChanges} from '../domain/scaling/scaling-port.ts';
import type {ApplicationAutoScalingOperations} from './application-auto-scaling-client.ts';
import type {Call} from './caller.ts';
import {desiredCount, resourceId} from './scaling-reads.ts';

/** Changes of Application Auto Scaling by `call`, whose client never tries twice. */
export function createScalingChanges(call: Call<ApplicationAutoScalingOperations>): ScalingChanges {
  return {
    async setScalingBounds(place, {minimum, maximum}, signal) {
      const bounds = {...(minimum !== undefined && {MinCapacity: minimum}), ...(maximum !== undefined && {MaxCapacity: maximum})};
      const {$metadata} = await call('RegisterScalableTarget', {...desiredCount, ResourceId: resourceId(place), ...bounds}, signal);
      return {requestId: $metadata.requestId ?? ''};
    },
    async setScalingSuspension(place, {isInSuspended, isOutSuspended, isScheduleSuspended}, signal) {
      const SuspendedState = {
        DynamicScalingInSuspended: isInSuspended,
        DynamicScalingOutSuspended: isOutSuspended,
        ScheduledScalingSuspended: isScheduleSuspended,
      };
      const {$metadata} = await call('RegisterScalableTarget', {...desiredCount, ResourceId: resourceId(place), SuspendedState}, signal);
      return {requestId: $metadata.requestId ?? ''};
    },
  };
}
