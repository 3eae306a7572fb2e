// The tasks that registrations are joined with: those of the service, those that entries name besides, and the hosts' addresses.

import {Gone} from '../domain/errors.ts';
import {rawArnName} from '../domain/format/arn.ts';
import type {Region} from '../domain/ports.ts';
import {isTaskId, type RegistryContents} from '../domain/registration.ts';
import type {PlacedTask} from '../domain/registration-join.ts';
import type {Service} from '../domain/service.ts';
import type {Task} from '../domain/task.ts';
import {hostOf, instanceIdentity} from './host-reading.ts';
import {attempt, batchesOf, firstIds} from './reading.ts';

const tasksPerCall = 100;
/** AWS's quotas: tasks of a service and instances of a cluster. With fewer of them an entry could be called stale that is not. */
const mostTasks = 5_000;
const mostHosts = 5_000;
/** Of those that stopped within the hour that ECS remembers. */
const mostStopped = 300;

/** Tasks of the service that was read last, once they ran: of them only their end matters, and the list tells that. */
const lastRunning = new WeakMap<Region, {readonly service: string; readonly tasks: ReadonlyMap<string, Task>}>();

/** The service's tasks that run or shall; the hosts' addresses only where `needsHosts`. `doubted` are the ids of those to be read anew. */
export async function tasksOfService(
  aws: Region,
  {arn: service, name, clusterArn: cluster}: Service,
  {needsHosts, doubted}: {readonly needsHosts: boolean; readonly doubted: ReadonlySet<string>},
  signal: AbortSignal,
): Promise<readonly PlacedTask[]> {
  const before = lastRunning.get(aws);
  const known = new Map(before?.service === service ? [...before.tasks].filter(([, {id}]) => !doubted.has(id)) : []);
  const {ids} = await firstIds(aws.ecs.listTasks({cluster, service, desiredStatus: 'RUNNING'}, signal), mostTasks);
  const read = await describeTasks(
    aws,
    cluster,
    ids.filter(id => !known.has(id)),
    signal,
  );
  // Stand-ins for AWS list those of other services too.
  const tasks = [...ids.flatMap(id => known.get(id) ?? []), ...read].filter(({group}) => group === `service:${name}`);
  lastRunning.set(aws, {service, tasks: new Map(tasks.filter(isWithoutNews).map(task => [task.arn, task]))});
  return needsHosts ? Promise.all(tasks.map(task => placed(aws, cluster, task, signal))) : tasks.map(task => ({task}));
}

/** One that runs at a known place has no news to tell but its end, until somebody says that it is unhealthy. */
function isWithoutNews({lastStatus, desiredStatus, address, containers}: Task): boolean {
  const isPlaced = address !== undefined || containers.some(({ports}) => ports.length > 0);
  return lastStatus === 'RUNNING' && desiredStatus === 'RUNNING' && isPlaced;
}

/** Tasks that Cloud Map's entries name and that are not the service's: by their ids, in the cluster that ECS wrote beside. */
export async function tasksNamed(
  aws: Region,
  service: Service,
  contents: readonly RegistryContents[],
  own: readonly PlacedTask[],
  signal: AbortSignal,
): Promise<readonly PlacedTask[]> {
  const known = new Set(own.map(({task}) => task.id));
  const unknown = contents
    .flatMap(({entries}) => entries)
    .filter(({id, service: registered}) => (registered !== undefined || isTaskId(id)) && !known.has(id));
  const byCluster = Map.groupBy(unknown, ({cluster}) => cluster ?? rawArnName(service.clusterArn));
  const read = await Promise.all(
    Array.from(byCluster, ([cluster, entries]) =>
      tasksIn(
        aws,
        cluster === rawArnName(service.clusterArn) ? service.clusterArn : cluster,
        entries.map(({id}) => id),
        signal,
      ),
    ),
  );
  return read.flat().map(task => ({task}));
}

/** A cluster that is gone has no tasks. */
async function tasksIn(aws: Region, cluster: string, ids: readonly string[], signal: AbortSignal): Promise<readonly Task[]> {
  const {value, problem} = await attempt(describeTasks(aws, cluster, [...new Set(ids)], signal));
  if (problem && !(problem instanceof Gone)) throw problem;
  return value ?? [];
}

/** Tasks of the service that stop or have stopped, with the addresses of their hosts: what Consul may still have entries of. */
export async function stoppedTasks(
  aws: Region,
  {arn: service, clusterArn: cluster}: Service,
  signal: AbortSignal,
): Promise<readonly PlacedTask[]> {
  const {ids} = await firstIds(aws.ecs.listTasks({cluster, service, desiredStatus: 'STOPPED'}, signal), mostStopped);
  const tasks = await describeTasks(aws, cluster, ids, signal);
  return Promise.all(tasks.map(task => placed(aws, cluster, task, signal)));
}

/** The private addresses of all hosts of a cluster; undefined where some are not known, so that nothing is said of the others. */
export async function hostAddresses(aws: Region, cluster: string, signal: AbortSignal): Promise<ReadonlySet<string> | undefined> {
  const {ids, isAll} = await firstIds(aws.ecs.listContainerInstances(cluster, signal), mostHosts);
  const addresses = await Promise.all(ids.map(arn => addressOf(aws, cluster, arn, signal)));
  const known = new Set(addresses.filter(address => address !== undefined));
  return isAll && known.size === ids.length ? known : undefined;
}

async function placed(aws: Region, cluster: string, task: Task, signal: AbortSignal): Promise<PlacedTask> {
  if (task.containerInstanceArn === undefined) return {task};
  const hostAddress = await addressOf(aws, cluster, task.containerInstanceArn, signal);
  return {task, ...(hostAddress !== undefined && {hostAddress})};
}

/** Undefined where ECS does not know the instance any more, or the host's address may not be read. */
async function addressOf(aws: Region, cluster: string, instanceArn: string, signal: AbortSignal): Promise<string | undefined> {
  const identity = await attempt(instanceIdentity(aws, cluster, instanceArn, signal));
  if (!identity.value) return undefined;
  return (await attempt(hostOf(aws, identity.value.ec2InstanceId, signal))).value?.privateAddress;
}

async function describeTasks(aws: Region, cluster: string, ids: readonly string[], signal: AbortSignal): Promise<readonly Task[]> {
  const read = await Promise.all(batchesOf(ids, tasksPerCall).map(batch => aws.ecs.describeTasks(cluster, batch, signal)));
  return read.flatMap(({rows}) => rows);
}
