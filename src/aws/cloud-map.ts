// The port RegistryReads over Cloud Map: what is registered in one of its services, with the health of each.
// By ListInstances, which has pages and tells all: DiscoverInstances answers 1,000 at most in a random order, needs the names of
// service and namespace, and goes to a host of its own (`data-…`), which closed networks and stand-ins for AWS often lack.

import type {HealthStatus, Namespace, Service} from '@aws-sdk/client-servicediscovery';
import type {Clock} from '../domain/clock.ts';
import {AccessDenied, Gone, Unsupported} from '../domain/errors.ts';
import type {RegistryReads} from '../domain/ports.ts';
import type {Call} from './caller.ts';
import type {CloudMapOperations} from './cloud-map-client.ts';
import {answersInWords, callersName, hasChecks, toRegistryEntry, toRegistryHealth} from './cloud-map-mapper.ts';
import {lastPart, present} from './mapping.ts';
import {createMemo, type Memo} from './memo.ts';
import {allItems, pages} from './paging.ts';

/** Names never change while their ids live; a time to live or a check may. */
const keptMilliseconds = 300_000;

/** The page of ListInstances and GetInstancesHealthStatus. */
const pageSize = 100;

/** What is known of a Cloud Map service: its own facts, and what could not be read of them. */
interface Known {
  readonly service?: Service;
  readonly namespace?: Namespace;
  readonly problems: readonly string[];
}

/** Creates the reads; services and namespaces are remembered for some minutes, instances never. */
export function createCloudMap(clock: Clock, call: Call<CloudMapOperations>): RegistryReads {
  const services: Memo<Service> = createMemo(clock, keptMilliseconds);
  const namespaces: Memo<Namespace> = createMemo(clock, keptMilliseconds);

  const serviceOf = (arn: string, signal: AbortSignal) =>
    services.get(arn, signal, async readSignal => (await call('GetService', {Id: idOf(arn)}, readSignal)).Service ?? {});
  const namespaceOf = (id: string, signal: AbortSignal) =>
    namespaces.get(id, signal, async readSignal => (await call('GetNamespace', {Id: id}, readSignal)).Namespace ?? {});

  /** Names are worth showing, and not worth losing the entries for. A service that is gone is told by ListInstances. */
  async function known(arn: string, signal: AbortSignal): Promise<Known> {
    const service = await orWhyNot(serviceOf(arn, signal));
    if (typeof service === 'string') return {problems: [service]};
    const namespace = service.NamespaceId === undefined ? undefined : await orWhyNot(namespaceOf(service.NamespaceId, signal));
    if (typeof namespace === 'string') return {service, problems: [namespace]};
    return {service, problems: [], ...present({namespace})};
  }

  return {
    async contents(arn, signal) {
      const [instances, {service, namespace, problems}] = await Promise.all([listInstances(call, arn, signal), known(arn, signal)]);
      const isChecked = service === undefined || hasChecks(service);
      const statuses = isChecked && instances.length > 0 ? await orWhyNot(healthStatuses(call, arn, signal)) : new Map();
      const healthOf = (id: string | undefined) =>
        typeof statuses === 'string' ? 'UNKNOWN' : isChecked ? toRegistryHealth(statuses.get(id ?? '')) : 'UNCHECKED';
      const all = typeof statuses === 'string' ? [...problems, statuses] : problems;
      return {
        entries: instances.map(instance => toRegistryEntry(instance, healthOf(instance.Id))),
        isPartial: false,
        ...(service && {name: callersName(service, namespace), answers: answersInWords(service)}),
        ...(all.length > 0 && {problems: all}),
      };
    },
    async raw(arn, entry, signal) {
      const [instance, service] = await Promise.all([instanceOf(call, arn, entry, signal), serviceOf(arn, signal)]);
      return {...instance, Service: service};
    },
  };
}

/** Services of a namespace that another account shares are named by their ARN; our own by their id, which stand-ins for AWS ask for. */
function idOf(arn: string): string {
  return lastPart(arn);
}

function listInstances(call: Call<CloudMapOperations>, arn: string, signal: AbortSignal) {
  return allItems(
    pages(async NextToken => {
      const answer = await call('ListInstances', {ServiceId: idOf(arn), MaxResults: pageSize, NextToken}, signal);
      return {items: answer.Instances ?? [], nextToken: answer.NextToken};
    }),
  );
}

async function healthStatuses(
  call: Call<CloudMapOperations>,
  arn: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, HealthStatus>> {
  const answers = pages(async NextToken => {
    const answer = await call('GetInstancesHealthStatus', {ServiceId: idOf(arn), MaxResults: pageSize, NextToken}, signal);
    return {items: Object.entries(answer.Status ?? {}), nextToken: answer.NextToken};
  });
  return new Map(await allItems(answers));
}

/** The entry that a task should have and has not is nothing to fail for. */
async function instanceOf(call: Call<CloudMapOperations>, arn: string, entry: string, signal: AbortSignal) {
  try {
    return (await call('GetInstance', {ServiceId: idOf(arn), InstanceId: entry}, signal)).Instance;
  } catch (error) {
    if (error instanceof Gone) return undefined;
    throw error;
  }
}

/** The value, or what a person would be told where it cannot be had. What will pass by itself is thrown on: older rows are better then. */
async function orWhyNot<Value>(reading: Promise<Value>): Promise<Value | string> {
  try {
    return await reading;
  } catch (error) {
    const stays = error instanceof AccessDenied || error instanceof Gone || error instanceof Unsupported;
    if (stays) return `${error.message} – ${error.advice}`;
    throw error;
  }
}
