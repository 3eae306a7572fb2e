// Where a task goes: the container instances that can take it, then the strategies that choose among them, as ECS does it.

import type {Random} from '../../random.ts';
import type {InstanceState} from '../state.ts';
import {compileExpression, type ExpressionSubjects} from './expression.ts';
import {hasPortsFree, remaining} from './ledger.ts';
import type {TaskNeeds} from './needs.ts';

/** A placement constraint or strategy as the API carries it. */
export interface PlacementRule {
  readonly type?: string | undefined;
  readonly expression?: string | undefined;
  readonly field?: string | undefined;
}

/** One candidate: a container instance, and how many tasks of a group are on it. */
export interface Candidate {
  readonly instance: InstanceState;
  countOf(group: string): number;
}

/** What is to be placed. */
export interface PlacementRequest {
  readonly needs: TaskNeeds;
  readonly group: string;
  readonly constraints: readonly PlacementRule[];
  readonly strategies: readonly PlacementRule[];
}

/** Why no container instance could take a task, and the one that came closest. */
export interface PlacementFailure {
  readonly kind: 'none' | 'attribute' | 'distinct' | 'agent' | 'ports' | 'cpu' | 'memory';
  readonly closest?: InstanceState;
}

// What a candidate fails first; the further down the list, the closer it came to taking the task.
const closeness = ['none', 'agent', 'attribute', 'distinct', 'ports', 'cpu', 'memory'] as const;

/** Chooses a container instance for one task, or says why there is none. */
export function place<Place extends Candidate>(
  candidates: Iterable<Place>,
  request: PlacementRequest,
  random: Random,
): {readonly chosen: Place} | {readonly failure: PlacementFailure} {
  const fitting: Place[] = [];
  let failure: PlacementFailure = {kind: 'none'};
  for (const candidate of candidates) {
    if (candidate.instance.instance.status !== 'ACTIVE') continue;
    const kind = obstacle(candidate, request);
    if (kind === undefined) fitting.push(candidate);
    else failure = closer(failure, {kind, closest: candidate.instance});
  }
  const chosen = choose(fitting, request, random);
  return chosen === undefined ? {failure} : {chosen};
}

/** What keeps `candidate` from taking the task; undefined when it can. */
export function obstacle(candidate: Candidate, request: PlacementRequest): PlacementFailure['kind'] | undefined {
  const {instance} = candidate.instance;
  if (instance.agentConnected !== true) return 'agent';
  // A task of ours is one of Linux containers: ECS tells by the attribute ecs.os-type.
  if (candidate.instance.host.platform.name.startsWith('Microsoft')) return 'attribute';
  if (!request.constraints.every(rule => rule.type !== 'memberOf' || isMember(candidate, rule.expression ?? ''))) return 'attribute';
  const isDistinct = request.constraints.some(rule => rule.type === 'distinctInstance');
  if (isDistinct && candidate.countOf(request.group) > 0) return 'distinct';
  if (!hasPortsFree(instance, request.needs)) return 'ports';
  if (remaining(instance, 'CPU') < request.needs.cpu) return 'cpu';
  if (remaining(instance, 'MEMORY') < request.needs.memory) return 'memory';
  return undefined;
}

/** Whether a container instance satisfies a memberOf expression; an expression that cannot be read is satisfied by none. */
export function isMember(candidate: Candidate, expression: string): boolean {
  try {
    return compileExpression(expression)(subjectsOf(candidate));
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function subjectsOf(candidate: Candidate): ExpressionSubjects {
  const {instance} = candidate.instance;
  return {
    hasTaskOf: group => candidate.countOf(group) > 0,
    valueOf(subject) {
      if (subject.startsWith('attribute:')) return attribute(instance, subject.slice('attribute:'.length));
      if (subject === 'agentConnected') return String(instance.agentConnected ?? false);
      if (subject === 'agentVersion') return instance.versionInfo?.agentVersion;
      if (subject === 'ec2InstanceId') return instance.ec2InstanceId;
      if (subject === 'runningTasksCount') return String(instance.runningTasksCount ?? 0);
      return undefined;
    },
  };
}

/** The value of an attribute of a container instance; the empty text for one without a value. */
export function attribute(instance: InstanceState['instance'], name: string): string | undefined {
  const found = instance.attributes?.find(candidate => candidate.name === name);
  return found && (found.value ?? '');
}

function closer(one: PlacementFailure, other: PlacementFailure): PlacementFailure {
  const difference = closeness.indexOf(other.kind) - closeness.indexOf(one.kind);
  if (difference !== 0) return difference > 0 ? other : one;
  const name = other.kind === 'cpu' ? 'CPU' : 'MEMORY';
  const left = (failure: PlacementFailure) => (failure.closest ? remaining(failure.closest.instance, name) : -1);
  return left(other) > left(one) ? other : one;
}

function choose<Place extends Candidate>(fitting: Place[], request: PlacementRequest, random: Random): Place | undefined {
  // Without a strategy ECS spreads a service's tasks over the zones; over the instances then, so that none is filled first.
  const zones = {type: 'spread', field: 'attribute:ecs.availability-zone'};
  const strategies = request.strategies.length > 0 ? request.strategies : [zones, {type: 'spread', field: 'instanceId'}];
  let left = fitting;
  for (const strategy of strategies) {
    if (left.length < 2) break;
    if (strategy.type === 'spread') left = leastLoaded(left, request.group, strategy.field ?? 'instanceId');
    else if (strategy.type === 'binpack') left = fullest(left, strategy.field?.toLowerCase() === 'cpu' ? 'CPU' : 'MEMORY');
    else left = left.slice(random.integer(0, left.length - 1)).slice(0, 1);
  }
  return left[0];
}

function leastLoaded<Place extends Candidate>(places: Place[], group: string, field: string): Place[] {
  const load = new Map<string, number>();
  const values = places.map(place => spreadValue(place.instance, field));
  places.forEach((place, index) => {
    const value = values[index] ?? '';
    load.set(value, (load.get(value) ?? 0) + place.countOf(group));
  });
  const least = Math.min(...load.values());
  return places.filter((_, index) => load.get(values[index] ?? '') === least);
}

function spreadValue({instance}: InstanceState, field: string): string {
  if (field === 'instanceId' || field === 'host') return instance.containerInstanceArn ?? '';
  return attribute(instance, field.replace(/^attribute:/, '')) ?? '';
}

function fullest<Place extends Candidate>(places: Place[], name: 'CPU' | 'MEMORY'): Place[] {
  const least = Math.min(...places.map(place => remaining(place.instance.instance, name)));
  return places.filter(place => remaining(place.instance.instance, name) === least);
}
