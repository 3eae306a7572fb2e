// A world of one cluster for tests of the scheduler: its instances, one family per behaviour, and a clock that is moved by hand.

import {createScheduler} from '../../../src/demo/ecs/scheduler/scheduler.ts';
import {type RegionScript, type TaskBehaviour, wellBehaved} from '../../../src/demo/ecs/scheduler/script.ts';
import type {ClusterState, InstanceState, ServiceState} from '../../../src/demo/ecs/state.ts';
import {addCluster, addService, createBuilder, type ServicePlan} from '../../../src/demo/ecs/world/builder.ts';
import {addFamily, awslogs} from '../../../src/demo/ecs/world/definitions.ts';
import {addInstances} from '../../../src/demo/ecs/world/instances.ts';
import {createRandom} from '../../../src/demo/random.ts';

export const start = Date.UTC(2026, 4, 4, 6);

export interface SmallWorldPlan {
  readonly seed?: number;
  readonly instances?: number;
  readonly services: readonly ServicePlan[];
  /** MiB and CPU units of one task, and the host port it fixes (0: dynamic). */
  readonly memory?: number;
  readonly cpu?: number;
  readonly hostPort?: number;
  /** By `family:revision`. */
  readonly behaviours?: Readonly<Record<string, TaskBehaviour>>;
}

export function smallWorld(plan: SmallWorldPlan) {
  const {seed = 1, instances = 4, memory = 512, cpu = 256, hostPort = 0} = plan;
  const builder = createBuilder({account: '111122223333', region: 'ap-southeast-1'}, seed, start);
  const cluster = addCluster(builder, 'main');
  addInstances(builder, cluster, {
    type: 'm5.large',
    ami: 'ami-1',
    zones: Array.from({length: instances}, (_, index) => 'ab'[index % 2] ?? 'a'),
    agentVersion: '1.95.0',
    dockerVersion: '25.0.8',
    platform: {name: 'Amazon Linux', version: '2023'},
    daysAgo: 3,
    attributes: {stack: 'test'},
  });
  for (const family of new Set(plan.services.map(service => service.family))) {
    addFamily(builder, {
      family,
      revisions: 3,
      daysAgo: 1,
      containers: () => [
        {
          name: 'app',
          image: 'app',
          cpu,
          memory,
          essential: true,
          portMappings: [{containerPort: 80, hostPort}],
          logConfiguration: awslogs(builder, 'app'),
        },
      ],
    });
  }
  for (const service of plan.services) addService(builder, cluster, service);
  const {state} = builder.runtime;
  const script: RegionScript = {
    behaviourOf: (family, revision) => plan.behaviours?.[`${family}:${revision}`] ?? wellBehaved,
    jobs: [],
    agentTroubles: [],
  };
  const scheduler = createScheduler({state, random: createRandom(seed + 1), now: start, script});
  let now = start;
  return {
    state,
    scheduler,
    cluster: found(state.clusters.get('main')),
    instances: [...cluster.state.instances.values()],
    service: (name: string) => found(cluster.state.services.get(name)),
    advance(seconds: number) {
      now += seconds * 1000;
      scheduler.advance(now);
    },
  };
}

export type SmallWorld = ReturnType<typeof smallWorld>;

export function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('not there');
  return value;
}

export function scale({cluster, scheduler}: SmallWorld, service: ServiceState, desired: number): void {
  service.service.desiredCount = desired;
  scheduler.serviceScaled(cluster, service);
}

export function deploy({cluster, scheduler}: SmallWorld, service: ServiceState, revision: number): void {
  service.service.taskDefinition = found(service.service.taskDefinition).replace(/\d+$/, String(revision));
  scheduler.deploymentStarted(cluster, service, 'changed');
}

export function drain({cluster, scheduler}: SmallWorld, instance: InstanceState, status: 'ACTIVE' | 'DRAINING'): void {
  instance.instance.status = status;
  scheduler.instanceStateChanged(cluster, instance);
}

/** Tasks of the service that hold or will hold a place: not asked to stop. */
export function liveTasks(cluster: ClusterState, name: string) {
  return [...cluster.tasks.values()].filter(task => task.group === `service:${name}` && task.desiredStatus === 'RUNNING');
}

export function messages(service: ServiceState): string[] {
  return (service.service.events ?? []).map(event => event.message ?? '');
}

/** What every instance has left must be what it registered less what its unfinished tasks take, and its ports must be distinct. */
export function imbalance(cluster: ClusterState): string[] {
  const wrong: string[] = [];
  for (const {instance} of cluster.instances.values()) {
    const tasks = [...cluster.tasks.values()].filter(
      task => task.containerInstanceArn === instance.containerInstanceArn && task.lastStatus !== 'STOPPED',
    );
    for (const [name, own] of [
      ['CPU', 'cpu'],
      ['MEMORY', 'memory'],
    ] as const) {
      const of = (resources: typeof instance.remainingResources) =>
        resources?.find(resource => resource.name === name)?.integerValue ?? Number.NaN;
      const taken = tasks.reduce((sum, task) => sum + Number(task[own]), 0);
      const left = of(instance.remainingResources);
      if (left < 0 || left !== of(instance.registeredResources) - taken) wrong.push(`${instance.ec2InstanceId} ${name} ${left}`);
    }
    const ports = tasks.flatMap(task => task.containers ?? []).flatMap(container => container.networkBindings ?? []);
    if (new Set(ports.map(port => port.hostPort)).size !== ports.length) wrong.push(`${instance.ec2InstanceId} ports`);
    const running = tasks.filter(task => task.lastStatus === 'RUNNING').length;
    if (instance.runningTasksCount !== running) wrong.push(`${instance.ec2InstanceId} running ${instance.runningTasksCount} of ${running}`);
  }
  return wrong;
}
