// What the declarations are handed in order to reach AWS. Written in terms of our own rows, so that neither resources
// nor commands know the SDK. Implemented by src/aws, over the real SDK clients, always.

import type {Accepted} from './accepted.ts';
import type {Alarm} from './alarm.ts';
import type {InstanceGroupReads} from './capacity.ts';
import type {CapacityProvider, Cluster} from './cluster.ts';
import type {ContainerInstance, Host} from './container-instance.ts';
import type {FleetReads} from './fleet/reads.ts';
import type {Identity} from './identity.ts';
import type {MetricPoint, MetricQuery} from './metric.ts';
import type {RegistryContents} from './registration.ts';
import type {ScalingChanges, ScalingReads} from './scaling/scaling-port.ts';
import type {Service, ServiceEvent} from './service.ts';
import type {ServiceDeployment} from './service-deployment.ts';
import type {ShellTarget} from './shell.ts';
import type {TargetGroup, TargetHealth} from './target.ts';
import type {Task, TaskProtection} from './task.ts';
import type {TaskDefinition} from './task-definition.ts';

/** What a Describe call answered: rows, and the ARNs that AWS said it could not describe. */
export interface Description<Row> {
  readonly rows: readonly Row[];
  readonly failures: readonly DescribeFailure[];
}

/** One entry of AWS's `failures[]`. */
export interface DescribeFailure {
  readonly arn: string;
  /** MISSING, ACCESS_DENIED… */
  readonly reason: string;
  readonly detail?: string;
}

/** Which tasks ListTasks shall answer. `startedBy` must be the only filter (an AWS rule). */
export interface TaskFilter {
  readonly cluster: string;
  readonly service?: string;
  readonly family?: string;
  readonly instance?: string;
  /** ListTasks' desiredStatus: PENDING never matches at AWS. */
  readonly desiredStatus: 'RUNNING' | 'STOPPED';
}

/**
 * Reads of ECS in one account and Region. `list…` yields pages of ARNs as they arrive, at the largest page size;
 * `describe…` takes at most the batch that AWS allows (see each). Clusters and all else are given by ARN or name.
 * Every call is paced by the governor, has a deadline, and rejects with one of domain/errors.
 */
export interface EcsReads {
  listClusters(signal: AbortSignal): AsyncIterable<readonly string[]>;
  /** At most 100. */
  describeClusters(clusters: readonly string[], signal: AbortSignal): Promise<Description<Cluster>>;
  listServices(cluster: string, signal: AbortSignal): AsyncIterable<readonly string[]>;
  /** At most 10. */
  describeServices(cluster: string, services: readonly string[], signal: AbortSignal): Promise<Description<Service>>;
  /** All events that DescribeServices holds (up to 100), newest first. */
  serviceEvents(cluster: string, service: string, signal: AbortSignal): Promise<readonly ServiceEvent[]>;
  listTasks(filter: TaskFilter, signal: AbortSignal): AsyncIterable<readonly string[]>;
  /** At most 100. */
  describeTasks(cluster: string, tasks: readonly string[], signal: AbortSignal): Promise<Description<Task>>;
  /** Of tasks of services, at most 100; those that AWS cannot tell of are left out. */
  taskProtection(cluster: string, tasks: readonly string[], signal: AbortSignal): Promise<readonly TaskProtection[]>;
  /** All that are not INACTIVE. */
  listContainerInstances(cluster: string, signal: AbortSignal): AsyncIterable<readonly string[]>;
  /** At most 100. */
  describeContainerInstances(cluster: string, instances: readonly string[], signal: AbortSignal): Promise<Description<ContainerInstance>>;
  /** By name, at most 100. */
  capacityProviders(names: readonly string[], signal: AbortSignal): Promise<readonly CapacityProvider[]>;
  /** Names of ACTIVE families. */
  listTaskDefinitionFamilies(signal: AbortSignal): AsyncIterable<readonly string[]>;
  /** ARNs of a family's ACTIVE revisions, newest first. */
  listTaskDefinitions(family: string, signal: AbortSignal): AsyncIterable<readonly string[]>;
  /** By ARN or `family:revision` or `family` (the newest). A full ARN is read once and kept for good: it is immutable. */
  taskDefinition(reference: string, signal: AbortSignal): Promise<TaskDefinition>;
  /** ARNs, newest first. */
  listServiceDeployments(cluster: string, service: string, signal: AbortSignal): AsyncIterable<readonly string[]>;
  /** At most 20; revisions are resolved to their task definitions. */
  describeServiceDeployments(arns: readonly string[], signal: AbortSignal): Promise<Description<ServiceDeployment>>;
  /** One resource as AWS answers it now, for the raw JSON view. */
  raw(what: RawTarget, signal: AbortSignal): Promise<unknown>;
}

/** What the raw view can read. */
export interface RawTarget {
  readonly kind: 'cluster' | 'service' | 'task' | 'container-instance' | 'task-definition' | 'service-deployment';
  readonly cluster?: string;
  readonly arn: string;
}

/** Reads of what surrounds ECS: the hosts' addresses. */
export interface SurroundingReads {
  /** By `i-…` (EC2) and `mi-…` (SSM) ids; hosts that cannot be found are left out. Kept for some minutes. */
  hosts(instanceIds: readonly string[], signal: AbortSignal): Promise<readonly Host[]>;
}

/** Reads of Elastic Load Balancing: Application, Network and Gateway Load Balancers, not the classic ones. */
export interface LoadBalancingReads {
  /** By ARN; groups that are gone are left out. Kept for half a minute. */
  targetGroups(arns: readonly string[], signal: AbortSignal): Promise<readonly TargetGroup[]>;
  /** All targets of a group; one call, without pages (an AWS rule). Rejects with Gone where there is no such group. */
  targetHealth(targetGroupArn: string, signal: AbortSignal): Promise<readonly TargetHealth[]>;
  /** Seconds for which a target that is deregistered is drained; undefined where the group has none (Lambda). */
  deregistrationDelay(targetGroupArn: string, signal: AbortSignal): Promise<number | undefined>;
  /** A target and its group as AWS answers them now, for the raw JSON view. */
  rawTarget(targetGroupArn: string, target: Pick<TargetHealth, 'id' | 'port'>, signal: AbortSignal): Promise<unknown>;
}

/** Reads of CloudWatch metrics, each of which costs money: $0.01 for 1,000 metrics that are asked for. */
export interface MetricReads {
  /**
   * The points of the last complete minutes, one a minute, in the order of the queries. 500 queries are one call.
   * Kept for a minute: the same queries asked again cost nothing.
   */
  lastMinutes(queries: readonly MetricQuery[], minutes: number, signal: AbortSignal): Promise<readonly MetricSeries[]>;
}

/** The points of one metric, oldest first. Not `isRead`: CloudWatch could not read it, which is not the same as no datapoints. */
export interface MetricSeries {
  readonly isRead: boolean;
  readonly points: readonly MetricPoint[];
}

/** Reads of CloudWatch alarms, of metrics and of other alarms. */
export interface AlarmReads {
  /** All alarms of the Region, page by page. */
  list(signal: AbortSignal): AsyncIterable<readonly Alarm[]>;
  /** Those in ALARM. Kept for a minute, and shared by all who ask. */
  ringing(signal: AbortSignal): Promise<readonly Alarm[]>;
  /** By name, at most 100; names that nothing has are left out. */
  named(names: readonly string[], signal: AbortSignal): Promise<readonly Alarm[]>;
  /** An alarm as AWS answers it now, for the raw JSON view. */
  raw(name: string, signal: AbortSignal): Promise<unknown>;
}

/** Reads of a service registry. */
export interface RegistryReads {
  /**
   * All that is registered under an id: the ARN of Cloud Map's service, or Consul's name of it. Rejects with Gone where Cloud Map
   * has no such service; Consul answers no entries then.
   */
  contents(id: string, signal: AbortSignal): Promise<RegistryContents>;
  /** An entry as the registry answers it now, for the raw JSON view. */
  raw(id: string, entry: string, signal: AbortSignal): Promise<unknown>;
}

/** Reads of the Consul that the configuration names. */
export interface ConsulReads extends RegistryReads {
  /** Consul's names where the configuration tells them, by `cluster/service` or by the service's name alone. */
  readonly names: Readonly<Record<string, string>>;
}

/** One account and Region, for reading. */
export interface Region {
  readonly name: string;
  readonly ecs: EcsReads;
  readonly surroundings: SurroundingReads;
  readonly scaling: ScalingReads;
  readonly instanceGroups: InstanceGroupReads;
  readonly loadBalancing: LoadBalancingReads;
  /** Absent where the configuration turns them off. */
  readonly metrics?: MetricReads;
  readonly alarms: AlarmReads;
  readonly cloudMap: RegistryReads;
  /** Absent unless the configuration names one: nothing but AWS is called otherwise. */
  readonly consul?: ConsulReads;
  /** Absent where no runs are kept. */
  readonly fleet?: FleetReads;
  identity(signal: AbortSignal): Promise<Identity>;
}

/**
 * Changes in one account and Region. Sent once and never retried blindly: a call without an answer rejects with
 * OutcomeUnknown. Each sends only the field that it is about.
 */
export interface EcsChanges extends ScalingChanges {
  /** UpdateService with desiredCount alone. */
  scaleService(cluster: string, service: string, desired: number, signal: AbortSignal): Promise<Accepted>;
  /** UpdateService with forceNewDeployment alone. */
  redeployService(cluster: string, service: string, signal: AbortSignal): Promise<Accepted>;
  /** UpdateService with taskDefinition (`family:revision`) alone. */
  deployRevision(cluster: string, service: string, taskDefinition: string, signal: AbortSignal): Promise<Accepted>;
  /** StopServiceDeployment with the stop type ROLLBACK, never ABORT. By the deployment's ARN. */
  rollBackDeployment(deployment: string, signal: AbortSignal): Promise<Accepted>;
  /** ContinueServiceDeployment with the action CONTINUE: the deployment (by ARN) goes on from the pause that it waits at. */
  continueDeployment(deployment: string, hook: string, signal: AbortSignal): Promise<Accepted>;
  /** ExecuteCommand, and this host's terminal is in the container then. Rejects with Refused, and nothing was sent, where it cannot be. */
  openShell(target: ShellTarget, command: string, signal: AbortSignal): Promise<Accepted>;
  /** StartSession on a host (`i-…`, `mi-…`), and this host's terminal is there then. Rejects with Refused, and nothing was sent, where it cannot be. */
  openHostShell(instanceId: string, signal: AbortSignal): Promise<Accepted>;
  stopTask(cluster: string, task: string, reason: string, signal: AbortSignal): Promise<Accepted>;
  /** UpdateContainerInstancesState, at most 10 a call; `failures` names those that were refused. */
  setContainerInstancesState(
    cluster: string,
    instances: readonly string[],
    status: 'ACTIVE' | 'DRAINING',
    signal: AbortSignal,
  ): Promise<Accepted & {readonly failures: readonly DescribeFailure[]}>;
}
