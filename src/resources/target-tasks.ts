// Which task a target is: the load balancer knows an instance and a port, or an address, and ECS knows what runs there.

import type {Region} from '../domain/ports.ts';
import {type TargetHealth, type TargetTask, targetKey} from '../domain/target.ts';
import type {Task} from '../domain/task.ts';
import {instanceIdentity} from './host-reading.ts';
import {type Attempt, attempt, batchesOf, firstIds} from './reading.ts';

/** A target by the group that it is registered in. */
export interface RegisteredTarget extends TargetHealth {
  readonly targetGroupArn: string;
}

/** Tasks by the keys of their targets; undefined for a target that is none of the service's tasks. */
type TasksByTarget = ReadonlyMap<string, TargetTask | undefined>;

const tasksPerCall = 100;
/** A service has seldom more tasks than that; those beyond it are shown by their addresses. */
const mostTasks = 2_000;

/** What was found for the service that was read last: its tasks are read again only when a target is new. */
const lastFound = new WeakMap<Region, {readonly service: string; readonly tasks: TasksByTarget}>();

/** Finds the tasks behind the targets of a service. Tasks that are stopping are read only where a target is none that runs. */
export async function tasksOfTargets(
  aws: Region,
  service: {readonly clusterArn: string; readonly arn: string},
  targets: readonly RegisteredTarget[],
  signal: AbortSignal,
): Promise<Attempt<TasksByTarget>> {
  const known = lastFound.get(aws);
  const before = known?.service === service.arn ? known.tasks : new Map<string, TargetTask | undefined>();
  const tasks = new Map(targets.filter(target => isSettled(target, before)).map(target => [keyOf(target), before.get(keyOf(target))]));
  const found = await attempt(findMissing(aws, service, targets, tasks, signal));
  if (found.value) lastFound.set(aws, {service: service.arn, tasks});
  return found;
}

/** ECS's lists lag: a target that was just registered is looked for again, one that has long been there is nobody's. */
function isSettled(target: RegisteredTarget, before: TasksByTarget): boolean {
  return before.get(keyOf(target)) !== undefined || (before.has(keyOf(target)) && target.state !== 'initial');
}

async function findMissing(
  aws: Region,
  {clusterArn: cluster, arn: service}: {readonly clusterArn: string; readonly arn: string},
  targets: readonly RegisteredTarget[],
  tasks: Map<string, TargetTask | undefined>,
  signal: AbortSignal,
): Promise<TasksByTarget> {
  const missing = () => targets.filter(target => !tasks.has(keyOf(target)));
  for (const desiredStatus of ['RUNNING', 'STOPPED'] as const) {
    if (missing().length === 0) break;
    const {ids} = await firstIds(aws.ecs.listTasks({cluster, service, desiredStatus}, signal), mostTasks);
    const read = await Promise.all(batchesOf(ids, tasksPerCall).map(batch => aws.ecs.describeTasks(cluster, batch, signal)));
    const rows = read.flatMap(answer => answer.rows);
    const places = await placesOf(aws, cluster, rows, signal);
    for (const target of missing()) {
      const task = taskAt(places, target);
      if (task !== undefined) tasks.set(keyOf(target), task);
    }
  }
  for (const target of missing()) tasks.set(keyOf(target), undefined);
  return tasks;
}

function keyOf(target: RegisteredTarget): string {
  return targetKey(target.targetGroupArn, target);
}

/**
 * Tasks by where they can be reached: `i-… 32768` by instance and host port, `10.0.3.7` by a task's own address, at which it has
 * every port. Where a port was used again, the youngest task has it.
 */
async function placesOf(
  aws: Region,
  cluster: string,
  tasks: readonly Task[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, TargetTask>> {
  const places = new Map<string, TargetTask>();
  const hosts = await Promise.all(tasks.map(task => instanceOf(aws, cluster, task, signal)));
  const placed = tasks
    .map((task, index) => ({task, host: hosts[index]}))
    .toSorted((one, other) => one.task.createdAt - other.task.createdAt);
  for (const {task, host} of placed) {
    for (const container of task.containers) {
      for (const {hostPort, containerPort} of container.ports) {
        if (host !== undefined) places.set(`${host} ${hostPort}`, {...identityOf(task), container: container.name, containerPort});
      }
    }
    if (task.address !== undefined) places.set(task.address, identityOf(task));
  }
  return places;
}

function taskAt(places: ReadonlyMap<string, TargetTask>, {id, port}: TargetHealth): TargetTask | undefined {
  return places.get(id) ?? places.get(`${id} ${port ?? ''}`);
}

async function instanceOf(aws: Region, cluster: string, task: Task, signal: AbortSignal): Promise<string | undefined> {
  if (task.containerInstanceArn === undefined) return undefined;
  return (await instanceIdentity(aws, cluster, task.containerInstanceArn, signal))?.ec2InstanceId;
}

function identityOf({arn, id, taskDefinitionArn, zone}: Task): TargetTask {
  return {arn, id, taskDefinitionArn, ...(zone !== undefined && {zone})};
}
