// The port EcsReads over the SDK's ECS client: lists page by page at the largest page size, and Describe calls as rows.

import {Gone} from '../domain/errors.ts';
import type {EcsReads} from '../domain/ports.ts';
import type {Call} from './caller.ts';
import {toCapacityProvider, toCluster} from './cluster-mapper.ts';
import {toContainerInstance} from './container-instance-mapper.ts';
import type {EcsOperations} from './ecs-client.ts';
import {readRaw} from './ecs-raw.ts';
import {toFailures} from './failure-mapper.ts';
import {each, type Intern} from './mapping.ts';
import {allItems, pages} from './paging.ts';
import {describeServiceDeployments, listServiceDeployments, type RevisionMemo} from './service-deployment-reads.ts';
import {toService, toServiceEvents} from './service-mapper.ts';
import {listTaskDefinitions, readTaskDefinition, type TaskDefinitionMemo} from './task-definition-reads.ts';
import {toTask, toTaskProtection} from './task-mapper.ts';

/** ECS's largest page for every list. */
export const largestPage = 100;

/** What the reads of one connection remember together, whatever their priority. */
export interface EcsMemory {
  readonly intern: Intern;
  readonly taskDefinitions: TaskDefinitionMemo;
  readonly revisions: RevisionMemo;
}

/** Reads of ECS by `call`. */
export function createEcsReads(call: Call<EcsOperations>, memory: EcsMemory): EcsReads {
  const {intern} = memory;
  return {
    listClusters: signal =>
      pages(async nextToken => {
        const answer = await call('ListClusters', {maxResults: largestPage, nextToken}, signal);
        return {items: each(answer.clusterArns, intern), nextToken: answer.nextToken};
      }),
    async describeClusters(clusters, signal) {
      const include = ['STATISTICS' as const, 'SETTINGS' as const, 'CONFIGURATIONS' as const, 'TAGS' as const];
      const answer = await call('DescribeClusters', {clusters: [...clusters], include}, signal);
      return {rows: each(answer.clusters, cluster => toCluster(cluster, intern)), failures: toFailures(answer.failures)};
    },
    listServices: (cluster, signal) =>
      pages(async nextToken => {
        const answer = await call('ListServices', {cluster, maxResults: largestPage, nextToken}, signal);
        return {items: each(answer.serviceArns, intern), nextToken: answer.nextToken};
      }),
    async describeServices(cluster, services, signal) {
      const answer = await call('DescribeServices', {cluster, services: [...services], include: ['TAGS']}, signal);
      return {rows: each(answer.services, service => toService(service, intern)), failures: toFailures(answer.failures)};
    },
    async serviceEvents(cluster, service, signal) {
      const {services} = await call('DescribeServices', {cluster, services: [service]}, signal);
      const found = services?.[0];
      if (found === undefined) throw new Gone(`there is no service ${service}`, 'go back and refresh (ctrl+r) the list of services');
      return toServiceEvents(found.events);
    },
    listTasks: ({cluster, service: serviceName, family, instance: containerInstance, desiredStatus}, signal) =>
      pages(async nextToken => {
        const filter = {cluster, serviceName, family, containerInstance, desiredStatus};
        const answer = await call('ListTasks', {...filter, maxResults: largestPage, nextToken}, signal);
        return {items: answer.taskArns ?? [], nextToken: answer.nextToken};
      }),
    async describeTasks(cluster, tasks, signal) {
      const answer = await call('DescribeTasks', {cluster, tasks: [...tasks], include: ['TAGS']}, signal);
      return {rows: each(answer.tasks, task => toTask(task, intern)), failures: toFailures(answer.failures)};
    },
    async taskProtection(cluster, tasks, signal) {
      const {protectedTasks} = await call('GetTaskProtection', {cluster, tasks: [...tasks]}, signal);
      return each(protectedTasks, toTaskProtection);
    },
    listContainerInstances: (cluster, signal) =>
      pages(async nextToken => {
        const answer = await call('ListContainerInstances', {cluster, maxResults: largestPage, nextToken}, signal);
        return {items: each(answer.containerInstanceArns, intern), nextToken: answer.nextToken};
      }),
    async describeContainerInstances(cluster, instances, signal) {
      const include = ['TAGS' as const, 'CONTAINER_INSTANCE_HEALTH' as const];
      const answer = await call('DescribeContainerInstances', {cluster, containerInstances: [...instances], include}, signal);
      const rows = each(answer.containerInstances, instance => toContainerInstance(instance, cluster, intern));
      return {rows, failures: toFailures(answer.failures)};
    },
    async capacityProviders(names, signal) {
      const found = await allItems(
        pages(async nextToken => {
          const answer = await call('DescribeCapacityProviders', {capacityProviders: [...names], nextToken}, signal);
          return {items: answer.capacityProviders ?? [], nextToken: answer.nextToken};
        }),
      );
      return found.map(toCapacityProvider);
    },
    listTaskDefinitionFamilies: signal =>
      pages(async nextToken => {
        const answer = await call('ListTaskDefinitionFamilies', {status: 'ACTIVE', maxResults: largestPage, nextToken}, signal);
        return {items: each(answer.families, intern), nextToken: answer.nextToken};
      }),
    listTaskDefinitions: (family, signal) => listTaskDefinitions(call, family, intern, signal),
    taskDefinition: (reference, signal) => readTaskDefinition(call, reference, memory.taskDefinitions, intern, signal),
    listServiceDeployments: (cluster, service, signal) => listServiceDeployments(call, cluster, service, signal),
    describeServiceDeployments: (arns, signal) => describeServiceDeployments(call, arns, memory.revisions, intern, signal),
    raw: (what, signal) => readRaw(call, what, signal),
  };
}
