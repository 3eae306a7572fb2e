// What Consul's catalogue has: told from the containers as registrator would tell it of them, on the hosts of clusters where it runs,
// so that both cannot disagree. One entry is left of a container that went without it.

import type {ContainerDefinition, Task} from '@aws-sdk/client-ecs';
import {lastPart} from '../ecs/scheduler/arns.ts';
import {definitionOf} from '../ecs/scheduler/runtime.ts';
import type {ClusterState, EcsState, InstanceState, Scheduler, TargetCheck} from '../ecs/state.ts';

/** An entry of the catalogue with its checks. */
export interface CatalogueEntry {
  readonly id: string;
  readonly name: string;
  readonly node: string;
  readonly address: string;
  readonly port: number;
  readonly tags: readonly string[];
  readonly checks: readonly CatalogueCheck[];
}

/** A check of an entry or, without `ofService`, of its node. */
export interface CatalogueCheck {
  readonly id: string;
  readonly name: string;
  readonly status: 'passing' | 'critical';
  readonly output: string;
  readonly ofService: boolean;
}

/** A container that went while registrator was not looking: its host was out of memory, and nobody took the entry out. */
const leftOver = {family: 'stock-price', revision: 2, port: 49_158, containerPort: 4568};

/** All entries under a name. */
export function entriesUnder(name: string, state: EcsState, scheduler: Pick<Scheduler, 'targetCheckOf'>): readonly CatalogueEntry[] {
  return [...state.clusters.values()]
    .filter(cluster => cluster.services.has('registrator'))
    .flatMap(cluster => [...runningEntries(cluster, state, scheduler), ...leftIn(cluster)])
    .filter(entry => entry.name === name);
}

function runningEntries(cluster: ClusterState, state: EcsState, scheduler: Pick<Scheduler, 'targetCheckOf'>): readonly CatalogueEntry[] {
  return [...cluster.tasks.values()].filter(hasContainers).flatMap(task => {
    const host = cluster.instances.get(lastPart(task.containerInstanceArn));
    const definitions = definitionOf(state, task.taskDefinitionArn)?.containerDefinitions ?? [];
    if (host === undefined) return [];
    return definitions.flatMap(definition => entriesOf(definition, task, host, scheduler.targetCheckOf(task), cluster));
  });
}

/** Docker tells registrator of a container as soon as it starts, and when it has ended. */
function hasContainers({startedAt, lastStatus}: Task): boolean {
  return startedAt !== undefined && (lastStatus === 'RUNNING' || lastStatus === 'DEACTIVATING');
}

function entriesOf(
  definition: ContainerDefinition,
  task: Task,
  host: InstanceState,
  found: TargetCheck,
  cluster: ClusterState,
): readonly CatalogueEntry[] {
  const bindings = task.containers?.find(({name}) => name === definition.name)?.networkBindings ?? [];
  const variable = (name: string) => definition.environment?.find(one => one.name === name)?.value;
  return bindings.flatMap(({containerPort = 0, hostPort = 0}) => {
    const own = variable(`SERVICE_${containerPort}_NAME`);
    const image = lastPart(definition.image).replace(/:.*$/, '');
    const name = own ?? (bindings.length > 1 ? `${image}-${containerPort}` : image);
    const id = `${nodeOf(host)}:ecs-${lastPart(task.taskDefinitionArn).replace(':', '-')}-${definition.name}-${lastPart(task.taskArn).slice(0, 20)}:${containerPort}`;
    const path = variable(`SERVICE_${containerPort}_CHECK_HTTP`);
    const tags = variable('SERVICE_TAGS')?.split(',') ?? [];
    const checks = [serfHealth(cluster, host), ...(path === undefined ? [] : [httpCheck(id, host, hostPort, path, found)])];
    return {id, name, node: nodeOf(host), address: host.privateIpAddress, port: hostPort, tags, checks};
  });
}

function leftIn(cluster: ClusterState): readonly CatalogueEntry[] {
  const [host] = cluster.instances.values();
  if (host === undefined || !cluster.services.has(leftOver.family)) return [];
  const {family, revision, port, containerPort} = leftOver;
  const id = `${nodeOf(host)}:ecs-${family}-${revision}-${family}-9c1f5e7a2b4d8036a1c3:${containerPort}`;
  const gone: TargetCheck = {kind: 'awaited'};
  const checks = [serfHealth(cluster, host), httpCheck(id, host, port, '/health', gone)];
  return [{id, name: family, node: nodeOf(host), address: host.privateIpAddress, port, tags: ['http'], checks}];
}

function nodeOf({privateIpAddress}: InstanceState): string {
  return `ip-${privateIpAddress.replaceAll('.', '-')}`;
}

/** The node is alive as long as its agent, which is a task too. */
function serfHealth(cluster: ClusterState, host: InstanceState): CatalogueCheck {
  const isAlive = [...cluster.tasks.values()].some(
    task =>
      task.group === 'service:consul-agent' &&
      task.lastStatus === 'RUNNING' &&
      task.containerInstanceArn === host.instance.containerInstanceArn,
  );
  const output = isAlive ? 'Agent alive and reachable' : 'Agent not live or unreachable';
  return {id: 'serfHealth', name: 'Serf Health Status', status: isAlive ? 'passing' : 'critical', output, ofService: false};
}

function httpCheck(id: string, host: InstanceState, port: number, path: string, found: TargetCheck): CatalogueCheck {
  const place = `${host.privateIpAddress}:${port}`;
  const words = {
    passes: `HTTP GET http://${place}${path}: 200 OK Output: {"status":"UP"}`,
    awaited: `Get "http://${place}${path}": dial tcp ${place}: connect: connection refused`,
    fails: `HTTP GET http://${place}${path}: 503 Service Unavailable Output: {"status":"DOWN"}`,
  };
  const status = found.kind === 'passes' ? 'passing' : 'critical';
  return {id: `service:${id}`, name: `Service '${lastPart(id)}' check`, status, output: words[found.kind], ofService: true};
}
