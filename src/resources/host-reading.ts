// The hosts under tasks: which EC2 instance a container instance is, and its address.

import type {ContainerInstance, Host} from '../domain/container-instance.ts';
import type {Region} from '../domain/ports.ts';
import {batched, type ReadOne, remembered} from './batched.ts';
import {batchesOf} from './reading.ts';

/** What of a container instance never changes while its ARN lives. */
export type InstanceIdentity = Pick<ContainerInstance, 'ec2InstanceId' | 'zone' | 'instanceType'>;

interface HostReader {
  /** By cluster, then by container instance ARN. */
  readonly identities: Map<string, ReadOne<InstanceIdentity>>;
  /** By `i-…` or `mi-…`. */
  readonly host: ReadOne<Host>;
}

const identitiesKept = 10_000;
const instancesPerCall = 100;
const readers = new WeakMap<Region, HostReader>();

/** Which instance a container instance is; read once. Undefined when ECS does not know it any more. */
export function instanceIdentity(aws: Region, cluster: string, arn: string, signal: AbortSignal): Promise<InstanceIdentity | undefined> {
  const {identities} = readerOf(aws);
  let read = identities.get(cluster);
  if (!read) {
    read = remembered(
      batched((arns, batchSignal) => readIdentities(aws, cluster, arns, batchSignal)),
      identitiesKept,
    );
    identities.set(cluster, read);
  }
  return read(arn, signal);
}

/** What EC2 or Systems Manager knows of a host; undefined when neither knows it. */
export function hostOf(aws: Region, instanceId: string, signal: AbortSignal): Promise<Host | undefined> {
  return readerOf(aws).host(instanceId, signal);
}

function readerOf(aws: Region): HostReader {
  const known = readers.get(aws);
  if (known) return known;
  const reader: HostReader = {
    identities: new Map(),
    host: batched(async (ids, signal) => {
      const hosts = await aws.surroundings.hosts(ids, signal);
      return new Map(hosts.map(host => [host.instanceId, host]));
    }),
  };
  readers.set(aws, reader);
  return reader;
}

async function readIdentities(aws: Region, cluster: string, arns: readonly string[], signal: AbortSignal) {
  const answers = await Promise.all(
    batchesOf(arns, instancesPerCall).map(batch => aws.ecs.describeContainerInstances(cluster, batch, signal)),
  );
  return new Map<string, InstanceIdentity>(answers.flatMap(({rows}) => rows.map(row => [row.arn, row] as const)));
}
