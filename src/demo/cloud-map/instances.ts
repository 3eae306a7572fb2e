// The instances of a Cloud Map service: told from the tasks as the scheduler has them, so that both cannot disagree, except where
// somebody registers or deregisters one by hand.

import type {Task} from '@aws-sdk/client-ecs';
import type {HealthStatus, InstanceSummary} from '@aws-sdk/client-servicediscovery';
import {lastPart} from '../ecs/scheduler/arns.ts';
import {definitionOf} from '../ecs/scheduler/runtime.ts';
import type {EcsState} from '../ecs/state.ts';
import type {ListedRegistry, Registering} from './registries.ts';

/** What was done by hand, by the ids of Cloud Map's services. */
export interface ByHand {
  readonly registered: Map<string, Map<string, Readonly<Record<string, string>>>>;
  readonly deregistered: Map<string, Set<string>>;
}

/** An instance with the health that Cloud Map has of it. */
export interface ListedInstance {
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly health: HealthStatus;
}

/** All instances of a service: those of tasks in the order in which they were started, then those of other hands. */
export function instancesOf(registry: ListedRegistry, region: EcsState, {registered, deregistered}: ByHand): readonly ListedInstance[] {
  const removed = deregistered.get(registry.id);
  const others = registered.get(registry.id) ?? new Map<string, Readonly<Record<string, string>>>();
  const ofTasks = registry.registering.flatMap(one => tasksOf(one, region)).filter(({id}) => removed?.has(id) !== true && !others.has(id));
  const byHand = Array.from(others, ([id, attributes]): ListedInstance => {
    return {id, attributes, health: attributes.AWS_INIT_HEALTH_STATUS === 'UNHEALTHY' ? 'UNHEALTHY' : 'HEALTHY'};
  });
  return [...ofTasks, ...byHand];
}

/** The instance in AWS's shape. */
export function toInstance({id, attributes}: ListedInstance): InstanceSummary {
  return {Id: id, Attributes: {...attributes}};
}

function tasksOf(registering: Registering, region: EcsState): readonly ListedInstance[] {
  const {cluster, service} = registering;
  const group = `service:${service.service.serviceName}`;
  return [...cluster.tasks.values()].flatMap(task => {
    const place = task.group === group && isRegistered(task) ? placeOf(task, registering) : undefined;
    if (place === undefined) return [];
    const attributes = {
      ...place,
      AVAILABILITY_ZONE: task.availabilityZone ?? '',
      REGION: region.region,
      ECS_CLUSTER_NAME: cluster.cluster.clusterName ?? '',
      ECS_SERVICE_NAME: service.service.serviceName ?? '',
      ECS_TASK_DEFINITION_FAMILY: lastPart(task.taskDefinitionArn).replace(/:\d+$/, ''),
    };
    return [{id: lastPart(task.taskArn), attributes, health: healthOf(task, region)}];
  });
}

/** ECS registers a task on its way through ACTIVATING, and takes it out before it stops its containers. */
function isRegistered({pullStoppedAt, desiredStatus}: Task): boolean {
  return pullStoppedAt !== undefined && desiredStatus !== 'STOPPED';
}

/** Where no container is checked, one that runs is healthy. */
function healthOf({healthStatus, lastStatus, taskDefinitionArn}: Task, region: EcsState): HealthStatus {
  const isChecked = definitionOf(region, taskDefinitionArn)?.containerDefinitions?.some(({healthCheck}) => healthCheck !== undefined);
  const isWell = isChecked === true ? healthStatus === 'HEALTHY' : lastStatus === 'RUNNING';
  return isWell ? 'HEALTHY' : 'UNHEALTHY';
}

/** The task's own address under awsvpc; its host's, with the port that Docker chose, on an instance. */
function placeOf(task: Task, {cluster, container: name, port}: Registering): Readonly<Record<string, string>> | undefined {
  const container = task.containers?.find(candidate => name === undefined || candidate.name === name);
  const address = container?.networkInterfaces?.[0]?.privateIpv4Address;
  if (address !== undefined) return {AWS_INSTANCE_IPV4: address, ...(port !== undefined && {AWS_INSTANCE_PORT: String(port)})};
  const instance = cluster.instances.get(lastPart(task.containerInstanceArn));
  const hostPort = container?.networkBindings?.find(({containerPort}) => containerPort === port)?.hostPort;
  if (instance === undefined || hostPort === undefined) return undefined;
  return {
    AWS_INSTANCE_IPV4: instance.privateIpAddress,
    AWS_INSTANCE_PORT: String(hostPort),
    EC2_INSTANCE_ID: instance.instance.ec2InstanceId ?? '',
  };
}
