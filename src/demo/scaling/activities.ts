// Scaling activities as Application Auto Scaling words them, and how they stand: a count that is set is fulfilled once that many
// tasks run, and overridden by the next one before.

import type {NotScaledReason, ScalingActivity} from '@aws-sdk/client-application-auto-scaling';
import type {ServiceState} from '../ecs/state.ts';

/** An activity as it is kept. Times are milliseconds since 1970. */
export interface KeptActivity {
  readonly id: string;
  readonly at: number;
  readonly cause: string;
  readonly outcome:
    | {readonly kind: 'set'; readonly count: number /** Once it was fulfilled, or another took its place. */; end?: Ending}
    | {readonly kind: 'failed'; readonly count: number; readonly reason: string}
    | {readonly kind: 'not scaled'; readonly reason: NotScaledReason};
}

interface Ending {
  readonly at: number;
  readonly status: 'Successful' | 'Overridden';
}

/** How long a Describe remembers an activity: six weeks. */
export const keptMilliseconds = 42 * 86_400_000;

/** Looks whether what was set last has been fulfilled by now. */
export function settle(activities: readonly KeptActivity[], {service}: ServiceState, now: number): void {
  const outcome = activities.findLast(activity => activity.outcome.kind === 'set')?.outcome;
  if (outcome?.kind !== 'set' || outcome.end !== undefined) return;
  if (service.runningCount === outcome.count && service.desiredCount === outcome.count) outcome.end = {at: now, status: 'Successful'};
}

/** Ends what was set before and is not fulfilled yet: another count takes its place. */
export function override(activities: readonly KeptActivity[], now: number): void {
  for (const {outcome} of activities) {
    if (outcome.kind === 'set' && outcome.end === undefined) outcome.end = {at: now, status: 'Overridden'};
  }
}

/** AWS's answer about an activity. */
export function described({id, at, cause, outcome}: KeptActivity, resourceId: string): ScalingActivity {
  const head = {
    ActivityId: id,
    ServiceNamespace: 'ecs',
    ResourceId: resourceId,
    ScalableDimension: 'ecs:service:DesiredCount',
    Cause: cause,
    StartTime: new Date(at),
  } as const;
  switch (outcome.kind) {
    case 'set':
      return {...head, Description: setting(outcome.count), ...standing(outcome.count, outcome.end)};
    case 'failed':
      return {
        ...head,
        Description: setting(outcome.count),
        EndTime: new Date(at + 1_000),
        StatusCode: 'Failed',
        StatusMessage: `Failed to set desired count to ${outcome.count}. Reason: ${outcome.reason}`,
      };
    case 'not scaled':
      return {
        ...head,
        Description: 'Attempting to scale due to alarm triggered',
        StatusCode: 'Failed',
        NotScaledReasons: [outcome.reason],
      };
  }
}

function setting(count: number): string {
  return `Setting desired count to ${count}.`;
}

function standing(count: number, end: Ending | undefined): Pick<ScalingActivity, 'StatusCode' | 'StatusMessage' | 'EndTime'> {
  const done = `Successfully set desired count to ${count}.`;
  if (end === undefined) return {StatusCode: 'InProgress', StatusMessage: `${done} Waiting for change to be fulfilled by ecs.`};
  const EndTime = new Date(end.at);
  if (end.status === 'Overridden') return {StatusCode: 'Overridden', StatusMessage: `${done} Change was overridden.`, EndTime};
  return {StatusCode: 'Successful', StatusMessage: `${done} Change successfully fulfilled by ecs.`, EndTime};
}
