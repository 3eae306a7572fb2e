// What Application Auto Scaling remembers and does: targets with their bounds, and the counts that it sets by policies, by scheduled
// actions and because bounds were changed. Played in one order of time with everything else in the region.

import type {NotScaledReason, SuspendedState} from '@aws-sdk/client-application-auto-scaling';
import {nextRun} from '../../domain/scaling/schedule.ts';
import type {ClusterState, EcsState, Scheduler, ServiceState} from '../ecs/state.ts';
import type {ActionPlan, PastActivity, ScalableService} from '../ecs/world/scalable-services.ts';
import type {Timeline} from '../hosts/timeline.ts';
import {createRandom} from '../random.ts';
import {uuid} from '../wire/identifiers.ts';
import {type KeptActivity, override, settle} from './activities.ts';
import {alarmName, resourceIdOf, trackingPolicyName} from './policies.ts';

/** A service that is scaled, with what is known of it. */
export interface Target {
  readonly plan: ScalableService;
  readonly resourceId: string;
  readonly registeredAt: Date;
  minimum: number;
  maximum: number;
  suspended: Required<SuspendedState>;
  /** Oldest first. */
  readonly activities: KeptActivity[];
  /** Minutes for which its load has asked for more tasks (above zero) or for fewer than it has. */
  pressure: number;
}

/** What a book is made from. */
export interface BookParts {
  readonly state: EcsState;
  readonly scheduler: Scheduler;
  readonly timeline: Timeline;
  readonly scalable: readonly ScalableService[];
}

// AlarmHigh of target tracking takes three minutes, AlarmLow fifteen.
const minutesToScaleOut = 3;
const minutesToScaleIn = 15;
/** Where nothing can be done, that is written down so often. */
const minutesBetweenReasons = 10;
const minute = 60_000;

/** The book of a region. */
export class ScalingBook {
  readonly targets = new Map<string, Target>();
  readonly #parts: BookParts;
  readonly #random = createRandom('application-auto-scaling').next;

  constructor(parts: BookParts) {
    this.#parts = parts;
    const {timeline, scalable} = parts;
    const begin = timeline.now;
    for (const plan of scalable) {
      const target = this.#add(plan, new Date(begin));
      target.activities.push(...plan.past.map(past => this.#past(plan, past, begin)));
      for (const action of plan.actions ?? []) this.#expect(target, action);
    }
    if (scalable.length > 0) timeline.later(minute, () => this.#tick());
  }

  /** The service of a resource id; undefined where ECS has none. */
  serviceOf(resourceId: string): {readonly cluster: ClusterState; readonly service: ServiceState} | undefined {
    const [, clusterName = '', serviceName = ''] = /^service\/([^/]+)\/([^/]+)$/.exec(resourceId) ?? [];
    const cluster = this.#parts.state.clusters.get(clusterName);
    const service = cluster?.services.get(serviceName);
    return cluster && service && {cluster, service};
  }

  /** Registers a service that was not. */
  register(resourceId: string, bounds: {readonly minimum: number; readonly maximum: number}): Target {
    const [, cluster = '', service = ''] = resourceId.split('/');
    const plan = {cluster, service, ...bounds, isSuspended: false, load: bounds.minimum, past: []};
    return this.#add(plan, new Date(this.#parts.timeline.now));
  }

  /** Sets bounds; a count outside of them is moved at once. */
  setBounds(target: Target, {minimum, maximum}: {readonly minimum: number; readonly maximum: number}): void {
    [target.minimum, target.maximum] = [minimum, maximum];
    const desired = this.#desired(target);
    if (desired === undefined) return;
    if (desired < minimum) this.#setCount(target, minimum, `minimum capacity was set to ${minimum}`);
    if (desired > maximum) this.#setCount(target, maximum, `maximum capacity was set to ${maximum}`);
  }

  /** Looks how the activities of a service stand now. */
  settled(target: Target): readonly KeptActivity[] {
    const found = this.serviceOf(target.resourceId);
    if (found) settle(target.activities, found.service, this.#parts.timeline.now);
    return target.activities;
  }

  #add(plan: ScalableService, registeredAt: Date): Target {
    const target: Target = {
      plan,
      resourceId: resourceIdOf(plan),
      registeredAt,
      minimum: plan.minimum,
      maximum: plan.maximum,
      suspended: {
        DynamicScalingInSuspended: plan.isSuspended,
        DynamicScalingOutSuspended: plan.isSuspended,
        ScheduledScalingSuspended: plan.isSuspended,
      },
      activities: [],
      pressure: 0,
    };
    this.targets.set(target.resourceId, target);
    return target;
  }

  #past(plan: ScalableService, past: PastActivity, begin: number): KeptActivity {
    const at = begin - past.minutesAgo * minute;
    const head = {id: uuid(this.#random), at, cause: causeOf(plan, past.direction)};
    if ('code' in past) return {...head, outcome: {kind: 'not scaled', reason: reasonOf(plan, past.code, past.current)}};
    if ('failure' in past) return {...head, outcome: {kind: 'failed', count: past.count, reason: past.failure}};
    const found = this.serviceOf(resourceIdOf(plan))?.service.service;
    // The newest is in progress as long as not all of its tasks run.
    const isAwaited = plan.past.at(-1) === past && found?.runningCount !== past.count;
    return {...head, outcome: {kind: 'set', count: past.count, ...(!isAwaited && {end: {at: at + 42_000, status: 'Successful'}})}};
  }

  /** Has a scheduled action run each time that it is due. */
  #expect(target: Target, action: ActionPlan): void {
    const {timeline} = this.#parts;
    const next = nextRun({...action, createdAt: 0}, timeline.now);
    if (typeof next !== 'number') return;
    timeline.later(next - timeline.now, () => {
      if (!target.suspended.ScheduledScalingSuspended) this.setBounds(target, action);
      this.#expect(target, action);
    });
  }

  #tick(): void {
    for (const target of this.targets.values()) this.#follow(target);
    this.#parts.timeline.later(minute, () => this.#tick());
  }

  /** What the alarms of its policy come to, a minute later. */
  #follow(target: Target): void {
    const desired = this.#desired(target);
    if (desired === undefined || desired === 0) return;
    const {load} = target.plan;
    if (load > desired) target.pressure = Math.max(0, target.pressure) + 1;
    else if (load < desired) target.pressure = Math.min(0, target.pressure) - 1;
    else target.pressure = 0;
    if (target.pressure >= minutesToScaleOut && !target.suspended.DynamicScalingOutSuspended) {
      this.#scale(target, 'High', Math.min(load, Math.max(target.maximum, desired)), desired);
    }
    if (target.pressure <= -minutesToScaleIn && !target.suspended.DynamicScalingInSuspended) {
      this.#scale(target, 'Low', Math.max(load, Math.min(target.minimum, desired)), desired);
    }
  }

  #scale(target: Target, direction: 'High' | 'Low', count: number, desired: number): void {
    const cause = causeOf(target.plan, direction);
    if (count !== desired) {
      this.#setCount(target, count, cause);
      return;
    }
    const now = this.#parts.timeline.now;
    const before = target.activities.at(-1);
    if (before?.outcome.kind === 'not scaled' && now - before.at < minutesBetweenReasons * minute) return;
    const code = direction === 'High' ? 'AlreadyAtMaxCapacity' : 'AlreadyAtMinCapacity';
    target.activities.push({
      id: uuid(this.#random),
      at: now,
      cause,
      outcome: {kind: 'not scaled', reason: reasonOf(target, code, desired)},
    });
  }

  #setCount(target: Target, count: number, cause: string): void {
    const found = this.serviceOf(target.resourceId);
    if (found === undefined) return;
    const now = this.#parts.timeline.now;
    settle(target.activities, found.service, now);
    override(target.activities, now);
    target.pressure = 0;
    target.activities.push({id: uuid(this.#random), at: now, cause, outcome: {kind: 'set', count}});
    found.service.service.desiredCount = count;
    this.#parts.scheduler.serviceScaled(found.cluster, found.service);
  }

  #desired(target: Target): number | undefined {
    const service = this.serviceOf(target.resourceId)?.service.service;
    return service?.status === 'ACTIVE' ? service.desiredCount : undefined;
  }
}

function causeOf(plan: ScalableService, direction: 'High' | 'Low'): string {
  return `monitor alarm ${alarmName(plan, direction)} in state ALARM triggered policy ${trackingPolicyName(plan)}`;
}

function reasonOf(
  {minimum, maximum}: {readonly minimum: number; readonly maximum: number},
  code: string,
  current: number,
): NotScaledReason {
  if (code === 'AlreadyAtMaxCapacity') return {Code: code, MaxCapacity: maximum, CurrentCapacity: current};
  if (code === 'AlreadyAtMinCapacity') return {Code: code, MinCapacity: minimum, CurrentCapacity: current};
  return {Code: code, CurrentCapacity: current};
}
