// Whose logs are followed: the tasks of a service, of an instance, or some by name, with those that stopped within ECS's hour.

import type {LogMembers} from '../domain/log-members.ts';
import type {EcsReads, TaskFilter} from '../domain/ports.ts';
import type {Task} from '../domain/task.ts';
import type {TaskDefinition} from '../domain/task-definition.ts';
import {sideOf} from './deployment-side.ts';
import {type LogPlaces, logPlaces} from './log-stream.ts';

/** The members of several, as one; of deployments the tasks that they brought, since what is new to one is old to the next. */
export async function readAllMembers(ecs: EcsReads, all: readonly LogMembers[], region: string, signal: AbortSignal): Promise<LogPlaces> {
  const places = await Promise.all(all.map(members => readMembers(ecs, members, region, signal)));
  const [only, another] = places;
  if (only !== undefined && another === undefined) return only;
  const streams = places.flatMap(place => place.streams.filter(({side}) => side !== 'old'));
  const unknown = places.flatMap(place => place.unknown);
  return {
    streams: once(streams, ({region: where, group, name}) => `${where} ${group} ${name}`),
    unknown: once(unknown, ({task, container}) => `${task} ${container}`),
  };
}

/** Tasks can be members of several: each is told once. */
function once<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map(item => [keyOf(item), item])).values()];
}

const tasksInOneCall = 100;

/** Finds the members' streams as they are now; `region` is the cluster's. Rejects as the reads do. */
export async function readMembers(ecs: EcsReads, members: LogMembers, region: string, signal: AbortSignal): Promise<LogPlaces> {
  const arns = 'tasks' in members ? members.tasks : await listed(ecs, members, signal);
  const tasks = await described(ecs, members.cluster, [...new Set(arns)], signal);
  const deployment = 'service' in members ? members.deployment : undefined;
  if (deployment === undefined) return logPlaces(tasks, await definitionsOf(ecs, tasks, signal), region, members.container);
  const concerned = tasks.flatMap(task => {
    const side = sideOf(task, tasks, deployment);
    return side === undefined ? [] : [{task, side}];
  });
  const definitions = await definitionsOf(
    ecs,
    concerned.map(({task}) => task),
    signal,
  );
  const places = concerned.map(({task, side}) => {
    const {streams, unknown} = logPlaces([task], definitions, region, members.container);
    return {streams: streams.map(stream => ({...stream, side})), unknown};
  });
  return {streams: places.flatMap(({streams}) => streams), unknown: places.flatMap(({unknown}) => unknown)};
}

async function listed(ecs: EcsReads, members: Exclude<LogMembers, {tasks: readonly string[]}>, signal: AbortSignal) {
  const {cluster} = members;
  const arns: string[] = [];
  for (const desiredStatus of ['RUNNING', 'STOPPED'] as const) {
    const filter: TaskFilter = {cluster, desiredStatus, ...narrowed(members)};
    for await (const page of ecs.listTasks(filter, signal)) arns.push(...page);
  }
  return arns;
}

function narrowed(members: Exclude<LogMembers, {tasks: readonly string[]}>): Pick<TaskFilter, 'service' | 'family' | 'instance'> {
  if ('service' in members) return {service: members.service};
  return 'family' in members ? {family: members.family} : {instance: members.instance};
}

async function described(ecs: EcsReads, cluster: string, arns: readonly string[], signal: AbortSignal): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for (let start = 0; start < arns.length; start += tasksInOneCall) {
    const {rows} = await ecs.describeTasks(cluster, arns.slice(start, start + tasksInOneCall), signal);
    tasks.push(...rows);
  }
  return tasks;
}

async function definitionsOf(ecs: EcsReads, tasks: readonly Task[], signal: AbortSignal): Promise<ReadonlyMap<string, TaskDefinition>> {
  const arns = [...new Set(tasks.map(({taskDefinitionArn}) => taskDefinitionArn))];
  return new Map(await Promise.all(arns.map(async arn => [arn, await ecs.taskDefinition(arn, signal)] as const)));
}
