// The targets of a group: told from the tasks as the scheduler has them, so that both can never disagree.

import type {Task} from '@aws-sdk/client-ecs';
import type {TargetHealthDescription, TargetHealthReasonEnum, TargetHealthStateEnum} from '@aws-sdk/client-elastic-load-balancing-v2';
import {lastPart} from '../ecs/scheduler/arns.ts';
import type {Scheduler, ServiceState, TargetCheck} from '../ecs/state.ts';
import type {ListedGroup} from './target-groups.ts';

/** A target with its health. */
export interface ListedTarget {
  readonly id: string;
  readonly port: number;
  readonly zone?: string;
  readonly health: Health;
}

interface Health {
  readonly state: TargetHealthStateEnum;
  readonly reason?: TargetHealthReasonEnum;
  readonly description?: string;
}

const registering: Health = {state: 'initial', reason: 'Elb.RegistrationInProgress', description: 'Target registration is in progress'};
const firstChecks: Health = {state: 'initial', reason: 'Elb.InitialHealthChecking', description: 'Initial health checks in progress'};
const draining: Health = {
  state: 'draining',
  reason: 'Target.DeregistrationInProgress',
  description: 'Target deregistration is in progress',
};

/** All targets of a group, in the order in which their tasks were started. */
export function targetsOf(group: ListedGroup, scheduler: Scheduler, now: number): readonly ListedTarget[] {
  const groupOfService = `service:${group.service.service.serviceName}`;
  const targets: ListedTarget[] = [];
  for (const task of group.cluster.tasks.values()) {
    if (task.group !== groupOfService || isInAlternate(group.service, task) !== group.isAlternate) continue;
    const health = healthOf(task, group, scheduler.targetCheckOf(task), now);
    const place = health && placeOf(task, group);
    if (health !== undefined && place !== undefined) targets.push({...place, health});
  }
  return targets;
}

/** What DescribeTargetHealth answers about a target that was asked for by name and is not registered. */
export function unregistered(id: string, port: number): ListedTarget {
  const description = 'Target is not registered to the target group';
  return {id, port, health: {state: 'unused', reason: 'Target.NotRegistered', description}};
}

/** The target in AWS's shape. */
export function toTargetHealth({id, port, zone, health}: ListedTarget): TargetHealthDescription {
  return {
    Target: {Id: id, Port: port, ...(zone !== undefined && {AvailabilityZone: zone})},
    HealthCheckPort: String(port),
    TargetHealth: {
      State: health.state,
      ...(health.reason && {Reason: health.reason}),
      ...(health.description !== undefined && {Description: health.description}),
    },
  };
}

/** Undefined before ECS has registered the task, and after it was drained. */
function healthOf(task: Task, {check}: ListedGroup, found: TargetCheck, now: number): Health | undefined {
  // ECS registers a task when its images are pulled, on its way through ACTIVATING.
  if (task.pullStoppedAt === undefined) return undefined;
  if (task.desiredStatus === 'STOPPED') return isDraining(task, check.deregistrationDelay, now) ? draining : undefined;
  if (task.lastStatus !== 'RUNNING') return registering;
  if (found.kind === 'passes') return {state: 'healthy'};
  const runsFor = (now - (task.startedAt?.getTime() ?? now)) / 1000;
  const isSudden = found.kind === 'fails' && found.isSudden;
  if (!isSudden && runsFor < check.interval * check.unhealthy) return firstChecks;
  // A program that takes long to start refuses the connection meanwhile, which is the reason to set a grace period.
  if (found.kind === 'awaited') return {state: 'unhealthy', reason: 'Target.FailedHealthChecks', description: 'Health checks failed'};
  return {state: 'unhealthy', reason: reasonOf(found.reason), description: found.reason};
}

/** From when it was asked to stop, which is seconds before it stops, until the delay is over. */
function isDraining({lastStatus, stoppingAt}: Task, delay: number, now: number): boolean {
  if (lastStatus === 'DEACTIVATING' || stoppingAt === undefined) return true;
  return now < stoppingAt.getTime() + delay * 1000;
}

function reasonOf(description: string): TargetHealthReasonEnum {
  if (description === 'Request timed out') return 'Target.Timeout';
  return description.includes('with these codes') ? 'Target.ResponseCodeMismatch' : 'Target.FailedHealthChecks';
}

/** The host and its port under bridge networking, the task's own address under awsvpc. */
function placeOf(task: Task, group: ListedGroup): Omit<ListedTarget, 'health'> | undefined {
  const container = task.containers?.find(({name}) => name === group.container);
  if (group.targetType === 'ip') {
    const id = container?.networkInterfaces?.[0]?.privateIpv4Address;
    const zone = task.availabilityZone;
    return id === undefined ? undefined : {id, port: group.port, ...(zone !== undefined && {zone})};
  }
  const instance = group.cluster.instances.get(lastPart(task.containerInstanceArn));
  const id = instance?.instance.ec2InstanceId;
  const port = container?.networkBindings?.find(({containerPort}) => containerPort === group.port)?.hostPort;
  return id === undefined || port === undefined ? undefined : {id, port};
}

/**
 * Whether a task is in the second group of its service. A deployment in stages brings its revision up in the group that the
 * running one is not in; that stays so when it succeeds, and the next one goes back to the first.
 */
export function isInAlternate({serviceDeployments}: ServiceState, {startedBy}: Task): boolean {
  let isRunningInAlternate = false;
  let isFound = false;
  for (const deployment of serviceDeployments.toReversed()) {
    const isStaged = deployment.lifecycleStage !== undefined;
    const isAlternate: boolean = isStaged ? !isRunningInAlternate : isRunningInAlternate;
    if (lastPart(deployment.targetServiceRevision?.arn) === lastPart(startedBy)) isFound = isAlternate;
    if (deployment.status === 'SUCCESSFUL') isRunningInAlternate = isAlternate;
  }
  return isFound;
}
