// The rules by which a service is scaled in words: its bounds, what is suspended, its policies, its scheduled actions.

import {plural} from '../format/quantity.ts';
import {type SafeText, safeText, text} from '../safe-text.ts';
import type {ScalableTarget, ScalingPolicy, ScalingStep, ScalingSuspension, StepPolicy} from './scaling.ts';

/** `nothing`, `all`, or the kinds: `scaling in and scheduled actions`. */
export function suspensionWords({isInSuspended, isOutSuspended, isScheduleSuspended}: ScalingSuspension): string {
  const kinds = [
    ...(isInSuspended ? ['scaling in'] : []),
    ...(isOutSuspended ? ['scaling out'] : []),
    ...(isScheduleSuspended ? ['scheduled actions'] : []),
  ];
  if (kinds.length === 3) return 'all';
  return kinds.length === 0 ? 'nothing' : kinds.join(' and ');
}

/** `2 to 8 tasks`, with what is suspended. */
export function targetWords(target: ScalableTarget): SafeText {
  const suspended = suspensionWords(target.suspension);
  const rest = suspended === 'nothing' ? '' : suspended === 'all' ? ', suspended' : `, ${suspended} suspended`;
  return text`${target.minimum} to ${plural(target.maximum, 'task')}${rest}`;
}

const metrics: Readonly<Record<string, string>> = {
  ECSServiceAverageCPUUtilization: 'average CPU',
  ECSServiceAverageMemoryUtilization: 'average memory',
  ECSServiceAverageCPUUtilizationHighResolution: 'average CPU, every 20 s',
  ECSServiceAverageMemoryUtilizationHighResolution: 'average memory, every 20 s',
  ALBRequestCountPerTarget: 'requests per target and minute',
};

/** What a policy does: `average CPU at 60 %`, `+2 tasks, +4 from 20 above the alarm`. */
export function policyWords(policy: ScalingPolicy): SafeText {
  switch (policy.type) {
    case 'target tracking': {
      const unit = /Utilization/.test(policy.metric) ? ' %' : '';
      return text`keeps ${metrics[policy.metric] ?? policy.metric} at ${policy.value}${unit}`;
    }
    case 'step':
      return safeText(policy.steps.map(step => stepWords(policy, step)).join('; '));
    case 'other':
      return safeText(policy.about === '' ? policy.kind : `${policy.kind}: ${policy.about}`);
  }
}

/** How long it waits between two steps: `out 60 s, in 300 s`. */
export function cooldownWords(policy: ScalingPolicy): string {
  switch (policy.type) {
    case 'target tracking':
      return [
        `out ${policy.outCooldownSeconds ?? 300} s`,
        policy.isInDisabled ? 'in never' : `in ${policy.inCooldownSeconds ?? 300} s`,
      ].join(', ');
    case 'step':
      return `${policy.cooldownSeconds ?? 300} s`;
    case 'other':
      return '';
  }
}

function stepWords({adjustment, leastChange}: StepPolicy, step: ScalingStep): string {
  return `${changeWords(adjustment, step.by, leastChange)}${rangeWords(step)}`;
}

function changeWords(adjustment: string, by: number, leastChange: number | undefined): string {
  const signed = by > 0 ? `+${by}` : String(by);
  if (adjustment === 'ExactCapacity') return `exactly ${plural(by, 'task')}`;
  if (adjustment === 'PercentChangeInCapacity')
    return `${signed} %${leastChange === undefined ? '' : ` (at least ${plural(leastChange, 'task')})`}`;
  return `${signed} ${Math.abs(by) === 1 ? 'task' : 'tasks'}`;
}

/** How far from the alarm's threshold the metric is. */
function rangeWords({from, to}: ScalingStep): string {
  const side = (distance: number) => (distance === 0 ? 'the threshold' : `threshold ${distance > 0 ? '+' : '−'} ${Math.abs(distance)}`);
  if (from !== undefined && to !== undefined) return ` from ${side(from)} to ${side(to)}`;
  if (from !== undefined) return ` from ${side(from)} up`;
  return to === undefined ? '' : ` from ${side(to)} down`;
}

/** The bounds that a scheduled action sets: `4 to 12 tasks`, `at least 4 tasks`. */
export function scheduledBoundsWords({minimum, maximum}: {readonly minimum?: number; readonly maximum?: number}): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${plural(maximum, 'task')}`;
  if (minimum !== undefined) return `minimum ${minimum}`;
  return maximum === undefined ? '' : `maximum ${maximum}`;
}
