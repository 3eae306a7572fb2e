// The second look at a cluster: what its instances have, together, and which of its services are in trouble.

import type {Cluster, ClusterFinding} from '../domain/cluster.ts';
import type {ContainerInstance} from '../domain/container-instance.ts';
import {deservesInvestigation, isServiceTroubled} from '../domain/health/service-health.ts';
import type {Region} from '../domain/ports.ts';
import type {Service} from '../domain/service.ts';
import {attempt, batchesOf, firstIds, problemsOf} from './reading.ts';
import {investigateService} from './service-investigation.ts';

/** 20 pages of 100: a cluster holds 5,000 instances at most, and one that large is not summed at every glance. */
const mostInstances = 2000;
const mostServices = 100;
const instancesPerCall = 100;
const servicesPerCall = 10;
/** Services that look well by their counts and may not be: each costs some calls. */
const mostLooks = 3;

/**
 * Sums the instances (the first 2,000) and reads the services (the first 100); three that are restarting or being deployed are
 * looked into. What fails is named in the finding.
 */
export async function investigateCluster(aws: Region, cluster: Cluster, signal: AbortSignal, now?: number): Promise<ClusterFinding> {
  const [instances, services] = await Promise.all([
    cluster.instances > 0 ? attempt(readInstances(aws, cluster.arn, signal)) : undefined,
    cluster.services > 0 ? attempt(readServices(aws, cluster.arn, signal)) : undefined,
  ]);
  const read = services?.value ?? [];
  const looks = await Promise.all(
    read
      .filter(service => !isServiceTroubled(service, undefined, now) && deservesInvestigation(service))
      .slice(0, mostLooks)
      .map(async service => ({service, finding: await investigateService(aws, service, signal, now)})),
  );
  const isTroubled = (service: Service) => isServiceTroubled(service, looks.find(look => look.service === service)?.finding, now);
  const hosts = instances?.value ?? [];
  const active = hosts.filter(({status}) => status === 'ACTIVE');
  return {
    ...(active.length > 0 && {capacity: capacityOf(active)}),
    instancesRead: hosts.length,
    instancesDraining: hosts.filter(({status}) => status === 'DRAINING').length,
    agentsDisconnected: hosts.filter(({isAgentConnected, status}) => !isAgentConnected && status !== 'INACTIVE').length,
    servicesRead: read.length,
    troubledServices: read.filter(isTroubled).map(({name}) => name),
    ...problemsOf(
      [instances, services],
      looks.flatMap(({finding}) => finding.problems ?? []),
    ),
  };
}

async function readInstances(aws: Region, cluster: string, signal: AbortSignal): Promise<readonly ContainerInstance[]> {
  const {ids} = await firstIds(aws.ecs.listContainerInstances(cluster, signal), mostInstances);
  const answers = await Promise.all(
    batchesOf(ids, instancesPerCall).map(batch => aws.ecs.describeContainerInstances(cluster, batch, signal)),
  );
  return answers.flatMap(({rows}) => rows);
}

async function readServices(aws: Region, cluster: string, signal: AbortSignal): Promise<readonly Service[]> {
  const {ids} = await firstIds(aws.ecs.listServices(cluster, signal), mostServices);
  const answers = await Promise.all(batchesOf(ids, servicesPerCall).map(batch => aws.ecs.describeServices(cluster, batch, signal)));
  return answers.flatMap(({rows}) => rows);
}

function capacityOf(instances: readonly ContainerInstance[]): NonNullable<ClusterFinding['capacity']> {
  const sum = (part: (instance: ContainerInstance) => number) => instances.reduce((total, instance) => total + part(instance), 0);
  return {
    cpuRegistered: sum(({registered}) => registered.cpu),
    cpuReserved: sum(({registered, remaining}) => registered.cpu - remaining.cpu),
    memoryRegistered: sum(({registered}) => registered.memory),
    memoryReserved: sum(({registered, remaining}) => registered.memory - remaining.memory),
  };
}
