// Rows as AWS's answers become them, healthy unless a test says otherwise.

import type {Cluster} from '../../src/domain/cluster.ts';
import type {ContainerInstance} from '../../src/domain/container-instance.ts';
import type {Registration, RegistryEntry} from '../../src/domain/registration.ts';
import type {Deployment, Service} from '../../src/domain/service.ts';
import type {ServiceDeployment} from '../../src/domain/service-deployment.ts';
import type {Target, TargetGroup, TargetHealth} from '../../src/domain/target.ts';
import type {Container, Task} from '../../src/domain/task.ts';
import type {ContainerDefinition, TaskDefinition} from '../../src/domain/task-definition.ts';

/** 2026-03-01 14:00 UTC. */
export const now = Date.UTC(2026, 2, 1, 14, 0);
export const minute = 60_000;

const prefix = 'arn:aws:ecs:ap-southeast-1:111122223333';
export const clusterArn = `${prefix}:cluster/erp`;
export const definitionArn = `${prefix}:task-definition/taskweb:8`;
export const instanceArn = `${prefix}:container-instance/erp/c1`;

export function aCluster(parts: Partial<Cluster> = {}): Cluster {
  return {
    arn: clusterArn,
    name: 'erp',
    status: 'ACTIVE',
    runningTasks: 6,
    pendingTasks: 0,
    services: 3,
    instances: 2,
    capacityProviders: [],
    defaultStrategy: [],
    settings: {},
    tags: {},
    ...parts,
  };
}

export function aDeployment(parts: Partial<Deployment> = {}): Deployment {
  return {
    id: 'ecs-svc/1',
    status: 'PRIMARY',
    taskDefinitionArn: definitionArn,
    desired: 2,
    running: 2,
    pending: 0,
    failed: 0,
    rolloutState: 'COMPLETED',
    createdAt: now - 60 * minute,
    updatedAt: now - 50 * minute,
    ...parts,
  };
}

export function aService(parts: Partial<Service> = {}): Service {
  return {
    arn: `${prefix}:service/erp/srvweb`,
    name: 'srvweb',
    clusterArn,
    status: 'ACTIVE',
    desired: 2,
    running: 2,
    pending: 0,
    launchType: 'EC2',
    capacityProviderStrategy: [],
    schedulingStrategy: 'REPLICA',
    deploymentController: 'ECS',
    deploymentStrategy: 'ROLLING',
    minimumHealthyPercent: 50,
    maximumPercent: 200,
    taskDefinitionArn: definitionArn,
    deployments: [aDeployment()],
    taskSets: [],
    loadBalancers: [],
    serviceRegistries: [],
    placementConstraints: [],
    placementStrategy: [],
    allowsExec: false,
    createdAt: now - 3 * 24 * 60 * minute,
    events: [],
    tags: {},
    ...parts,
  };
}

export function aContainer(parts: Partial<Container> = {}): Container {
  return {
    arn: `${prefix}:container/erp/t1/web`,
    name: 'web',
    taskArn: `${prefix}:task/erp/t1`,
    clusterArn,
    taskDefinitionArn: definitionArn,
    containerInstanceArn: instanceArn,
    lastStatus: 'RUNNING',
    health: 'UNKNOWN',
    image: '111122223333.dkr.ecr.ap-southeast-1.amazonaws.com/erp/web:1.4',
    ports: [{containerPort: 80, hostPort: 32_768, protocol: 'tcp', bindAddress: '0.0.0.0'}],
    ...parts,
  };
}

export function aTask(parts: Partial<Task> = {}): Task {
  return {
    arn: `${prefix}:task/erp/t1`,
    id: 't1',
    clusterArn,
    group: 'service:srvweb',
    taskDefinitionArn: definitionArn,
    lastStatus: 'RUNNING',
    desiredStatus: 'RUNNING',
    health: 'UNKNOWN',
    containerInstanceArn: instanceArn,
    createdAt: now - 60 * minute,
    containers: [aContainer()],
    allowsExec: false,
    version: 1,
    tags: {},
    ...parts,
  };
}

/** A task that stopped a minute ago. */
export function aStoppedTask(parts: Partial<Task> = {}, container: Partial<Container> = {}): Task {
  return aTask({
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    stoppedAt: now - minute,
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [aContainer({lastStatus: 'STOPPED', ...container})],
    ...parts,
  });
}

export function anInstance(parts: Partial<ContainerInstance> = {}): ContainerInstance {
  return {
    arn: instanceArn,
    id: 'c1',
    clusterArn,
    ec2InstanceId: 'i-0a1',
    status: 'ACTIVE',
    isAgentConnected: true,
    agentVersion: '1.68.2',
    registered: {cpu: 2048, memory: 7986, ports: [22]},
    remaining: {cpu: 1024, memory: 3890, ports: [22]},
    runningTasks: 3,
    pendingTasks: 0,
    registeredAt: now - 60 * minute,
    attributes: {},
    version: 1,
    tags: {},
    ...parts,
  };
}

export function aContainerDefinition(parts: Partial<ContainerDefinition> = {}): ContainerDefinition {
  return {
    name: 'web',
    image: 'erp/web:1.4',
    isEssential: true,
    memory: 512,
    ports: [{containerPort: 80, hostPort: 0, protocol: 'tcp'}],
    environment: [],
    secrets: [],
    log: {driver: 'awslogs', options: {'awslogs-group': 'erp-log', 'awslogs-stream-prefix': 'srvweb'}},
    command: [],
    entryPoint: [],
    mounts: [],
    dependsOn: [],
    ...parts,
  };
}

export function aDefinition(parts: Partial<TaskDefinition> = {}): TaskDefinition {
  return {
    arn: definitionArn,
    family: 'taskweb',
    revision: 8,
    status: 'ACTIVE',
    networkMode: 'bridge',
    compatibilities: ['EC2'],
    containers: [aContainerDefinition()],
    volumes: [],
    placementConstraints: [],
    tags: {},
    ...parts,
  };
}

export function aServiceDeployment(parts: Partial<ServiceDeployment> = {}): ServiceDeployment {
  return {
    arn: `${prefix}:service-deployment/erp/srvweb/d1`,
    id: 'd1',
    serviceArn: `${prefix}:service/erp/srvweb`,
    clusterArn,
    status: 'SUCCESSFUL',
    createdAt: now - 10 * minute,
    strategy: 'ROLLING',
    pace: {pauses: []},
    hooks: [],
    target: {revisionArn: 'r2', taskDefinitionArn: definitionArn, requested: 2, running: 2, pending: 0},
    sources: [],
    ...parts,
  };
}

/** ECS's words when it cannot place a task. */
export function cannotPlace(why: string): string {
  return `(service srvweb) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance c1) ${why}. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.`;
}

export const targetGroupArn = 'arn:aws:elasticloadbalancing:ap-southeast-1:111122223333:targetgroup/targetweb/73e2d6bc24d8a067';

export function aTargetGroup(parts: Partial<TargetGroup> = {}): TargetGroup {
  return {
    arn: targetGroupArn,
    name: 'targetweb',
    targetType: 'instance',
    protocol: 'HTTP',
    port: 80,
    loadBalancerArns: ['arn:aws:elasticloadbalancing:ap-southeast-1:111122223333:loadbalancer/app/albdocker/50dc6c495c0c9188'],
    healthCheck: {
      isEnabled: true,
      protocol: 'HTTP',
      port: 'traffic-port',
      path: '/index.php',
      intervalSeconds: 30,
      timeoutSeconds: 5,
      healthyThreshold: 5,
      unhealthyThreshold: 2,
      matcher: '200',
    },
    ...parts,
  };
}

/** A healthy target on the instance of the other fixtures. */
export function aTargetHealth(parts: Partial<TargetHealth> = {}): TargetHealth {
  return {id: 'i-0a1', port: 32_768, checkedPort: '32768', state: 'healthy', ...parts};
}

/** An unhealthy one, for the codes that it answered with. */
export function anUnhealthyTarget(codes: string, parts: Partial<TargetHealth> = {}): TargetHealth {
  const description = `Health checks failed with these codes: [${codes}]`;
  return aTargetHealth({state: 'unhealthy', reason: 'Target.ResponseCodeMismatch', description, ...parts});
}

export function aTarget(parts: Partial<Target> = {}): Target {
  return {
    ...aTargetHealth(),
    key: `${targetGroupArn}#i-0a1:32768`,
    targetGroupArn,
    clusterArn,
    serviceArn: `${prefix}:service/erp/srvweb`,
    group: aTargetGroup(),
    ...parts,
  };
}

export const registryArn = 'arn:aws:servicediscovery:ap-southeast-1:111122223333:service/srv-orders';

/** An id as ECS gives them to tasks. */
export function taskId(number: number): string {
  return number.toString(16).padStart(32, '0');
}

/** As ECS registers a task under awsvpc. */
export function anEntry(parts: Partial<RegistryEntry> = {}): RegistryEntry {
  return {id: taskId(1), address: '10.0.3.7', health: 'HEALTHY', cluster: 'erp', service: 'srvweb', attributes: {}, ...parts};
}

/** As registrator registers a container's port. */
export function aConsulEntry(parts: Partial<RegistryEntry> = {}): RegistryEntry {
  return {id: 'ip-10-0-1-5:ecs-web-1-web-c0:80', address: '10.0.1.5', port: 32_768, health: 'HEALTHY', attributes: {}, ...parts};
}

export function aRegistration(parts: Partial<Registration> = {}): Registration {
  const {arn, id, group, taskDefinitionArn, lastStatus, desiredStatus, health, startedAt} = aTask({id: taskId(1)});
  return {
    key: `cloud-map:${encodeURIComponent(registryArn)}#${taskId(1)}`,
    registry: {id: registryArn, kind: 'cloud-map', name: 'orders.local-1'},
    clusterArn,
    serviceArn: aService().arn,
    match: 'task',
    entry: anEntry(),
    task: {arn, id, group, taskDefinitionArn, lastStatus, desiredStatus, health, ...(startedAt !== undefined && {startedAt})},
    address: '10.0.3.7',
    isPartial: false,
    ...parts,
  };
}
