// The making of a world: each system is built as it stands after its last deployment, with the scheduler's own functions,
// so that resources, ports, events and history agree from the start.

import type {CapacityProvider, Cluster, Service, Tag} from '@aws-sdk/client-ecs';
import {createRandom} from '../../random.ts';
import {type ArnScope, arn, ecsArn} from '../scheduler/arns.ts';
import {recountInstance, recountService} from '../scheduler/counts.ts';
import {launch, launchOf} from '../scheduler/launch.ts';
import {steadyRepeat} from '../scheduler/reconcile.ts';
import {beginDeployment, completeDeployment, primaryOf} from '../scheduler/rollout.ts';
import {
  type ClusterRecord,
  clusterRecord,
  createRuntime,
  definitionOf,
  type InstanceRecord,
  type Runtime,
  type ServiceRecord,
  serviceRecord,
  type TaskRecord,
  today,
} from '../scheduler/runtime.ts';
import {say, startedText} from '../scheduler/service-events.ts';
import {createTask} from '../scheduler/task-start.ts';
import type {EcsState, ServiceState} from '../state.ts';
import {worldScript} from './script.ts';

/** A world under construction. */
export interface Builder extends ArnScope {
  /** The scheduler's functions work on it; its agenda is thrown away with it. */
  readonly runtime: Runtime;
  /** Demo time at which the construction stands, milliseconds since 1970. */
  readonly now: number;
}

/** An empty Region to build in. */
export function createBuilder(scope: ArnScope, seed: number | string, now: number): Builder {
  const state: EcsState = {
    account: scope.account,
    region: scope.region,
    clusters: new Map(),
    taskDefinitions: new Map(),
    capacityProviders: new Map(),
  };
  const builder = {account: scope.account, region: scope.region, runtime: createRuntime(state, createRandom(seed), worldScript, now), now};
  for (const name of ['FARGATE', 'FARGATE_SPOT']) {
    state.capacityProviders.set(name, {capacityProviderArn: ecsArn(scope, 'capacity-provider', name), name, status: 'ACTIVE', tags: []});
  }
  return builder;
}

/** Does something at an earlier time than the construction stands at. */
export function earlier<Result>(builder: Builder, seconds: number, act: () => Result): Result {
  builder.runtime.now = builder.now - seconds * 1000;
  const result = act();
  builder.runtime.now = builder.now;
  return result;
}

/** Tags from a plain object. */
export function tagsOf(tags: Readonly<Record<string, string>>): Tag[] {
  return Object.entries(tags).map(([key, value]) => ({key, value}));
}

/** Adds an empty cluster. */
export function addCluster(builder: Builder, name: string, more: Partial<Cluster> = {}): ClusterRecord {
  const cluster: Cluster = {
    clusterArn: ecsArn(builder, 'cluster', name),
    clusterName: name,
    status: 'ACTIVE',
    settings: [{name: 'containerInsights', value: 'disabled'}],
    capacityProviders: [],
    defaultCapacityProviderStrategy: [],
    tags: [],
    ...more,
  };
  const state = {cluster, services: new Map(), tasks: new Map(), instances: new Map(), protectedUntil: new Map()};
  builder.runtime.state.clusters.set(name, state);
  return clusterRecord(builder.runtime, state);
}

/** Adds a capacity provider over an Auto Scaling group of the same name. */
export function addGroupProvider(builder: Builder, name: string): void {
  const group = arn(builder, 'autoscaling', `autoScalingGroup:4f6a3c1e-92d7-4b05-8e13-0c7d5a9b2f64:autoScalingGroupName/${name}`);
  const provider: CapacityProvider = {
    capacityProviderArn: ecsArn(builder, 'capacity-provider', name),
    name,
    status: 'ACTIVE',
    autoScalingGroupProvider: {
      autoScalingGroupArn: group,
      managedScaling: {status: 'DISABLED', targetCapacity: 100, minimumScalingStepSize: 1, maximumScalingStepSize: 10_000},
      managedTerminationProtection: 'DISABLED',
      managedDraining: 'ENABLED',
    },
    tags: [],
  };
  builder.runtime.state.capacityProviders.set(name, provider);
}

/** A service to be added; what it does not say is ECS's default. */
export interface ServicePlan {
  readonly name: string;
  readonly family: string;
  /** The revisions that it was deployed with, in order, each with how long ago in hours; the last one runs. */
  readonly deployed: readonly (readonly [revision: number, hoursAgo: number])[];
  readonly desired: number;
  /** Where not all that are wanted could be placed. */
  readonly running?: number;
  readonly more?: Partial<Service>;
  /** Where to put each task; else the scheduler's placement decides. */
  readonly places?: Iterator<InstanceRecord>;
}

const bootSeconds = 20;

/** Adds a service that has been running for long, with its deployments, events and tasks. */
export function addService(builder: Builder, cluster: ClusterRecord, plan: ServicePlan): ServiceRecord {
  const {runtime} = builder;
  const clusterName = cluster.state.cluster.clusterName ?? '';
  const oldest = plan.deployed[0]?.[1] ?? 0;
  const service: Service = {
    serviceArn: ecsArn(builder, 'service', clusterName, plan.name),
    serviceName: plan.name,
    clusterArn: cluster.state.cluster.clusterArn,
    status: 'ACTIVE',
    desiredCount: plan.desired,
    runningCount: 0,
    pendingCount: 0,
    ...(plan.more?.capacityProviderStrategy === undefined && {launchType: 'EC2'}),
    schedulingStrategy: 'REPLICA',
    deploymentController: {type: 'ECS'},
    deploymentConfiguration: {minimumHealthyPercent: 100, maximumPercent: 200},
    deployments: [],
    events: [],
    loadBalancers: [],
    serviceRegistries: [],
    placementConstraints: [],
    placementStrategy: [],
    createdAt: new Date(builder.now - oldest * 3_600_000),
    createdBy: `arn:aws:iam::${builder.account}:role/Deployer`,
    enableECSManagedTags: false,
    propagateTags: 'NONE',
    enableExecuteCommand: false,
    tags: [],
    ...plan.more,
  };
  const state: ServiceState = {service, serviceDeployments: [], revisions: new Map()};
  cluster.state.services.set(plan.name, state);
  const record = serviceRecord(cluster, state);
  plan.deployed.forEach(([revision, hoursAgo], index) => {
    const isLast = index === plan.deployed.length - 1;
    beginEarlier(builder, record, `${plan.family}:${revision}`, hoursAgo * 3600, isLast ? (plan.running ?? plan.desired) : 0, plan.places);
    // A service without a single one of the tasks that it wants has never completed its deployment.
    if (!isLast || plan.running !== 0) completeEarlier(builder, record, hoursAgo * 3600 - bootSeconds);
  });
  const isSteady = (plan.running ?? plan.desired) === plan.desired;
  if (isSteady) earlier(builder, runtime.random.integer(0, steadyRepeat / 1000), () => say(runtime, record, 'has reached a steady state.'));
  recountService(
    state,
    Iterator.from(record.tasks).map(({task}) => task),
  );
  return record;
}

function beginEarlier(
  builder: Builder,
  record: ServiceRecord,
  definition: string,
  secondsAgo: number,
  count: number,
  places: Iterator<InstanceRecord> | undefined,
): void {
  const {runtime} = builder;
  record.state.service.taskDefinition = ecsArn(builder, 'task-definition', definition);
  earlier(builder, secondsAgo, () => {
    beginDeployment(runtime, record);
    const tasks: TaskRecord[] = [];
    for (let started = 0; started < count; started++) {
      const task = startOne(runtime, record, places);
      if (task !== undefined) tasks.push(task);
    }
    if (tasks.length > 0) say(runtime, record, startedText(tasks));
  });
}

function completeEarlier(builder: Builder, record: ServiceRecord, secondsAgo: number): void {
  const {runtime} = builder;
  earlier(builder, secondsAgo, () => {
    for (const task of record.tasks) settleTask(runtime, task);
    completeDeployment(runtime, record);
    say(runtime, record, 'has reached a steady state.');
  });
}

function startOne(runtime: Runtime, service: ServiceRecord, places: Iterator<InstanceRecord> | undefined): TaskRecord | undefined {
  const {service: wanted} = service.state;
  const definition = definitionOf(runtime.state, wanted.taskDefinition);
  if (definition === undefined) return undefined;
  const what = {group: `service:${wanted.serviceName}`, startedBy: primaryOf(service)?.id ?? '', service};
  const place = places?.next();
  if (place !== undefined && place.done !== true) {
    return createTask(runtime, {cluster: service.cluster, definition, ...launchOf(wanted), ...what, instance: place.value});
  }
  const rules = {constraints: wanted.placementConstraints ?? [], strategies: wanted.placementStrategy ?? []};
  const daemonRules = {...rules, constraints: [...rules.constraints, {type: 'distinctInstance'}]};
  const isDaemon = wanted.schedulingStrategy === 'DAEMON';
  const launched = launch(runtime, service.cluster, definition, launchOf(wanted), what, isDaemon ? daemonRules : rules);
  return 'task' in launched ? launched.task : undefined;
}

/** Makes a task that was just started one that has been RUNNING and ready since the runtime's time. */
export function settleTask(runtime: Runtime, record: TaskRecord): void {
  const {task, instance} = record;
  task.lastStatus = 'RUNNING';
  task.version = 4;
  task.pullStartedAt = task.createdAt;
  task.pullStoppedAt = today(runtime);
  task.startedAt = today(runtime);
  record.isReady = true;
  for (const attachment of task.attachments ?? []) attachment.status = 'ATTACHED';
  record.definition.containerDefinitions?.forEach((definition, index) => {
    const container = task.containers?.[index];
    if (container === undefined) return;
    container.lastStatus = 'RUNNING';
    if (definition.healthCheck === undefined) return;
    container.healthStatus = 'HEALTHY';
    task.healthStatus = 'HEALTHY';
  });
  if (instance !== undefined) recountInstance(instance);
}
