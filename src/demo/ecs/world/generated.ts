// A world of a given size, for the speed of the dashboard: services spread evenly over clusters, two in a hundred of them unsteady.

import {generatedHost} from '../../hosts/generated-host.ts';
import {recountService} from '../scheduler/counts.ts';
import {beginDeployment} from '../scheduler/rollout.ts';
import type {ClusterRecord, InstanceRecord} from '../scheduler/runtime.ts';
import {addCluster, addService, type Builder, earlier, tagsOf} from './builder.ts';
import {addFamily, awslogs, environment, image, target} from './definitions.ts';
import {addInstances, type InstanceType, instanceTypes} from './instances.ts';
import type {WorldSize} from './spec.ts';

const words = ['orders', 'billing', 'search', 'catalog', 'profile', 'payments', 'inventory', 'shipping', 'reviews', 'sessions'] as const;
const taskCpu = 256;
const taskMemory = 512;
const unsteadyEvery = 50;

/** Fills the Region with a world of `size`. */
export function buildGenerated(builder: Builder, size: WorldSize): void {
  const type = instanceType(size);
  for (let index = 0; index < size.clusters; index++) {
    const cluster = addCluster(builder, `generated-${index + 1}`, {tags: tagsOf({world: 'generated'})});
    const instances = addHosts(builder, cluster, type, share(size.instances, size.clusters, index));
    // Windows hosts take no task of Linux containers; where there is nothing else, nothing else can be done.
    const linux = instances.filter(({instance}) => !instance.host.platform.name.startsWith('Microsoft'));
    const places = inTurn(linux.length > 0 ? linux : instances);
    for (let service = index; service < size.services; service += size.clusters) {
      addGenerated(builder, cluster, service, share(size.tasks, size.services, service), places);
    }
  }
}

/** The part of `total` that falls to the `index`-th of `parts`: parts differ by one at most. */
function share(total: number, parts: number, index: number): number {
  return Math.floor(((index + 1) * total) / parts) - Math.floor((index * total) / parts);
}

/** The smallest type that holds its share of the tasks with room for deployments. */
function instanceType(size: WorldSize): InstanceType {
  const density = Math.ceil(size.tasks / size.instances) + 2;
  const types: readonly InstanceType[] = ['m5.large', 'm5.2xlarge', 'm5.8xlarge'];
  const fits = (type: InstanceType) =>
    density * 1.25 * taskCpu <= instanceTypes[type].cpu && density * taskMemory <= instanceTypes[type].memory;
  return types.find(fits) ?? 'm5.24xlarge';
}

function addHosts(builder: Builder, cluster: ClusterRecord, type: InstanceType, count: number): InstanceRecord[] {
  return addInstances(builder, cluster, {
    type,
    ami: 'ami-0f3c9d1e7b5a24680',
    zones: Array.from({length: count}, (_, index) => 'abc'[index % 3] ?? 'a'),
    agentVersion: '1.95.0',
    dockerVersion: '25.0.8',
    platform: {name: 'Amazon Linux', version: '2023'},
    daysAgo: 30,
    attributes: {stack: 'generated'},
    hosts: (_, id) => generatedHost(id),
  });
}

function* inTurn(instances: readonly InstanceRecord[]): Generator<InstanceRecord, undefined> {
  for (;;) yield* instances;
}

function addGenerated(builder: Builder, cluster: ClusterRecord, index: number, desired: number, places: Iterator<InstanceRecord>): void {
  const name = `${words[index % words.length]}-${String(index).padStart(4, '0')}`;
  const trouble = index % unsteadyEvery === unsteadyEvery - 1 ? Math.floor(index / unsteadyEvery) % 3 : undefined;
  addFamilyOf(builder, name, trouble === undefined ? 2 : 4);
  const isUnplaceable = trouble === 2;
  const record = addService(builder, cluster, {
    name,
    family: name,
    desired: isUnplaceable ? desired + 1 : desired,
    running: desired,
    deployed: [[2, builder.runtime.random.integer(2, 2000)]],
    places,
    more: {
      loadBalancers: [target(builder, name, name, 8080)],
      deploymentConfiguration: {
        minimumHealthyPercent: 100,
        maximumPercent: 200,
        deploymentCircuitBreaker: {enable: true, rollback: trouble !== 0},
      },
      ...(isUnplaceable && {placementConstraints: [{type: 'memberOf', expression: 'attribute:stack == prod'}]}),
    },
  });
  if (trouble === 0 || trouble === 1) {
    record.state.service.taskDefinition = record.state.service.taskDefinition?.replace(/\d+$/, String(3 + trouble));
    earlier(builder, 5, () => beginDeployment(builder.runtime, record));
    recountService(
      record.state,
      Iterator.from(record.tasks).map(({task}) => task),
    );
  }
}

function addFamilyOf(builder: Builder, family: string, revisions: number): void {
  addFamily(builder, {
    family,
    revisions,
    daysAgo: 2,
    containers: revision => [
      {
        name: family,
        image: image(builder, family, `1.${revision}`),
        cpu: taskCpu,
        memory: taskMemory,
        essential: true,
        portMappings: [{containerPort: 8080, hostPort: 0, protocol: 'tcp'}],
        environment: environment({LOG_LEVEL: 'info'}),
        logConfiguration: awslogs(builder, '/generated', family),
      },
    ],
  });
}
