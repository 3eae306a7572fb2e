// What of service auto scaling is in a service's details: bounds, what is suspended, policies, and scheduled actions with their next time.

import {age} from '../domain/format/age.ts';
import {dateTime} from '../domain/format/clock-time.ts';
import type {Region} from '../domain/ports.ts';
import {text} from '../domain/safe-text.ts';
import {cooldownWords, policyWords, scheduledBoundsWords, suspensionWords, targetWords} from '../domain/scaling/policy-words.ts';
import type {ScalableTarget, ScalingPolicy, ScheduledScaling} from '../domain/scaling/scaling.ts';
import {nextRun} from '../domain/scaling/schedule.ts';
import type {Service} from '../domain/service.ts';
import {type Attempt, attempt, problemLine} from './reading.ts';
import type {DetailCell, Section} from './resource.ts';
import {scalableTarget} from './scaling-reading.ts';
import {fields, lines, problemSection, toned} from './sections.ts';

/** What was read of a service's auto scaling; policies and actions are asked for only where there is a target. */
export interface ServiceScaling {
  readonly target: Attempt<ScalableTarget | undefined>;
  readonly policies?: Attempt<readonly ScalingPolicy[]>;
  readonly actions?: Attempt<readonly ScheduledScaling[]>;
}

/** One call for a service without auto scaling, three for the others. Rejects only when aborted, or for a fault of ours. */
export async function readServiceScaling(aws: Region, row: Service, signal: AbortSignal): Promise<ServiceScaling> {
  const target = await attempt(scalableTarget(aws, row, signal));
  if (target.value === undefined) return {target};
  const place = {cluster: row.clusterArn, service: row.name};
  const [policies, actions] = await Promise.all([
    attempt(aws.scaling.policies(place, signal)),
    attempt(aws.scaling.scheduledActions(place, signal)),
  ]);
  return {target, policies, actions};
}

/** The line of the overview: `2 to 8 tasks`, `none`, or why it cannot be told. */
export function scalingCell({value, problem}: ServiceScaling['target'], desired: number): DetailCell {
  if (problem) return {text: problemLine(problem), tone: 'warn'};
  if (!value) return toned('none', 'quiet');
  const words = text`${targetWords(value)}${placeWords(value, desired)}`;
  return {text: words, tone: suspensionWords(value.suspension) === 'nothing' && desired < value.maximum ? 'plain' : 'warn'};
}

/** Where in its bounds it is, when that is at an end of them or outside. */
function placeWords({minimum, maximum}: ScalableTarget, desired: number): string {
  if (desired > maximum) return `; ${desired} is above its maximum`;
  if (desired < minimum) return `; ${desired} is below its minimum`;
  if (desired === maximum) return '; at its maximum';
  return desired === minimum ? '; at its minimum' : '';
}

/** The sections of policies and scheduled actions. */
export function scalingSections({policies, actions}: ServiceScaling, now: number): readonly Section[] {
  return [...policySections(policies), ...actionSections(actions, now)];
}

function policySections(policies: ServiceScaling['policies']): readonly Section[] {
  const title = text`Scaling policies`;
  if (policies?.problem) return problemSection(title, policies.problem);
  const found = policies?.value ?? [];
  return [
    ...fields(title, Object.fromEntries(found.map(policy => [policy.name, policyCell(policy)]))),
    ...lines(
      text`Alarms of the scaling policies`,
      found.flatMap(({alarms}) => alarms),
    ),
  ];
}

function policyCell(policy: ScalingPolicy): DetailCell {
  const waits = cooldownWords(policy);
  const words = waits === '' ? policyWords(policy) : text`${policyWords(policy)}; cooldown ${waits}`;
  return {text: words, ...(policy.type === 'target tracking' && policy.isInDisabled && {tone: 'warn'})};
}

function actionSections(actions: ServiceScaling['actions'], now: number): readonly Section[] {
  const title = text`Scheduled scaling`;
  if (actions?.problem) return problemSection(title, actions.problem);
  const timed = (actions?.value ?? []).map(action => ({action, next: nextRun(action, now)}));
  const order = (next: NextRun) => (typeof next === 'number' ? next : Number.POSITIVE_INFINITY);
  const sorted = timed.toSorted((one, other) => order(one.next) - order(other.next));
  return fields(title, Object.fromEntries(sorted.map(({action, next}) => [action.name, actionCell(action, next, now)])));
}

type NextRun = ReturnType<typeof nextRun>;

function actionCell(action: ScheduledScaling, next: NextRun, now: number): DetailCell {
  const {schedule, timezone} = action;
  const zone = timezone === undefined || schedule.startsWith('rate') ? '' : ` ${timezone}`;
  return {
    text: text`sets ${scheduledBoundsWords(action)} ${nextWords(next, now)}; ${schedule}${zone}`,
    tone: next === 'never' ? 'quiet' : next === undefined ? 'warn' : 'plain',
  };
}

function nextWords(next: NextRun, now: number): string {
  if (next === 'never') return 'no more';
  if (next === undefined) return 'at a time that cannot be told here';
  return `next at ${dateTime(next).slice(0, 16)}, in ${age(next - now)}`;
}
