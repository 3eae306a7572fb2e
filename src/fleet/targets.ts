// The hosts that a run is about: container instances of a cluster, joined with what Systems Manager knows of them, and with
// the reason why one cannot take part.

import type {ContainerInstance} from '../domain/container-instance.ts';
import {AccessDenied, Gone, Unsupported} from '../domain/errors.ts';
import type {FleetTarget} from '../domain/fleet/target.ts';
import type {EcsReads} from '../domain/ports.ts';
import type {ManagedHost, RunCommandReads} from '../domain/run-command.ts';
import {type SafeText, text} from '../domain/safe-text.ts';

/** Which container instances are meant; all of the cluster when nothing is said. What is said must all hold. */
export interface TargetChoice {
  /** ARNs of container instances: the marked ones. */
  readonly instances?: readonly string[];
  /** An ECS attribute and its value: `ecs.instance-type` and `m5.large`. */
  readonly attribute?: {readonly name: string; readonly value: string};
  /** Availability Zones. */
  readonly availabilityZones?: readonly string[];
}

/** What is known of the hosts of a cluster beside its container instances. */
export interface HostFacts {
  /** By `i-…` or `mi-…`. */
  readonly managed: ReadonlyMap<string, ManagedHost>;
  /** Names of capacity providers whose hosts AWS keeps itself. */
  readonly managedInstances: ReadonlySet<string>;
}

/** DescribeContainerInstances takes so many. */
const describeBatch = 100;

/** Reads the targets of a cluster, by ARN, in the order in which ECS lists them. Rejects with Gone when the choice leaves none. */
export async function readTargets(
  {ecs, runCommand}: {readonly ecs: EcsReads; readonly runCommand: Pick<RunCommandReads, 'managedHosts'>},
  cluster: string,
  choice: TargetChoice,
  signal: AbortSignal,
): Promise<readonly FleetTarget[]> {
  const instances = await instancesOf(ecs, cluster, choice.instances, signal);
  if (instances.length === 0) return [await withoutHosts(ecs, cluster, signal)];
  const chosen = instances.filter(instance => isChosen(instance, choice));
  if (chosen.length === 0) throw new Gone('no container instance of the cluster is meant by this choice', choiceAdvice(instances, choice));
  const ids = [...new Set(chosen.map(({ec2InstanceId}) => ec2InstanceId).filter(id => id !== ''))];
  const [hosts, managedInstances] = await Promise.all([
    ids.length === 0 ? [] : runCommand.managedHosts(ids, signal),
    managedInstancesProviders(ecs, chosen, signal),
  ]);
  return targetsOf(chosen, {managed: new Map(hosts.map(host => [host.instanceId, host])), managedInstances});
}

async function instancesOf(
  ecs: EcsReads,
  cluster: string,
  wanted: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<readonly ContainerInstance[]> {
  const arns: string[] = [...(wanted ?? [])];
  if (wanted === undefined) for await (const page of ecs.listContainerInstances(cluster, signal)) arns.push(...page);
  const rows: ContainerInstance[] = [];
  for (let at = 0; at < arns.length; at += describeBatch) {
    rows.push(...(await ecs.describeContainerInstances(cluster, arns.slice(at, at + describeBatch), signal)).rows);
  }
  return rows;
}

/** A cluster without container instances, as the one target that is left out. */
async function withoutHosts(ecs: EcsReads, cluster: string, signal: AbortSignal): Promise<FleetTarget> {
  const {rows} = await ecs.describeClusters([cluster], signal);
  const tasks = rows[0]?.runningTasks ?? 0;
  const exclusion =
    tasks === 0
      ? text`the cluster has no container instances`
      : text`the cluster has no container instances: its tasks run on Fargate, whose hosts AWS keeps itself`;
  return {arn: cluster, instanceId: '', status: 'NONE', runningTasks: tasks, exclusion};
}

/** Which capacity providers keep their hosts themselves. Without leave to read them their hosts show as not managed, which they are as well. */
async function managedInstancesProviders(
  ecs: EcsReads,
  instances: readonly ContainerInstance[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const names = [...new Set(instances.flatMap(({capacityProvider}) => capacityProvider ?? []))];
  if (names.length === 0) return new Set();
  try {
    const providers = await ecs.capacityProviders(names, signal);
    return new Set(providers.filter(({isManagedInstances}) => isManagedInstances).map(({name}) => name));
  } catch (error) {
    if (error instanceof AccessDenied || error instanceof Unsupported) return new Set();
    throw error;
  }
}

function isChosen(instance: ContainerInstance, {attribute, availabilityZones}: TargetChoice): boolean {
  if (attribute !== undefined && instance.attributes[attribute.name] !== attribute.value) return false;
  return availabilityZones === undefined || (instance.zone !== undefined && availabilityZones.includes(instance.zone));
}

function choiceAdvice(instances: readonly ContainerInstance[], {attribute}: TargetChoice): string {
  if (attribute === undefined) return `Their zones are ${listed(instances.map(({zone}) => zone))}.`;
  const values = instances.map(({attributes}) => attributes[attribute.name]);
  const known = listed(values);
  return known === '' ? `None has an attribute ${attribute.name}.` : `The values of ${attribute.name} are ${known}.`;
}

function listed(values: readonly (string | undefined)[]): string {
  return [...new Set(values.flatMap(value => value ?? []))].toSorted().slice(0, 8).join(', ');
}

/** The targets of container instances. */
export function targetsOf(instances: readonly ContainerInstance[], facts: HostFacts): readonly FleetTarget[] {
  const twice = registeredTwice(instances);
  return instances.map(instance => {
    const host = facts.managed.get(instance.ec2InstanceId);
    const exclusion = exclusionOf(instance, facts) ?? twice.get(instance.arn);
    const platform = [host?.platformName, host?.platformVersion].filter(part => part !== undefined).join(' ');
    return {
      arn: instance.arn,
      instanceId: instance.ec2InstanceId,
      status: instance.status,
      runningTasks: instance.runningTasks,
      ...(instance.zone === undefined ? {} : {availabilityZone: instance.zone}),
      ...(host?.address === undefined ? {} : {address: host.address}),
      ...(platform === '' ? {} : {platform}),
      ...(host?.agentVersion === undefined ? {} : {agentVersion: host.agentVersion}),
      ...(exclusion === undefined ? {} : {exclusion}),
    };
  });
}

function exclusionOf(instance: ContainerInstance, {managed, managedInstances}: HostFacts): SafeText | undefined {
  const host = managed.get(instance.ec2InstanceId);
  if (instance.capacityProvider !== undefined && managedInstances.has(instance.capacityProvider)) {
    return text`ECS Managed Instances: AWS keeps this host itself, nobody else runs anything on it`;
  }
  if (instance.status !== 'ACTIVE' && instance.status !== 'DRAINING') return text`its container instance is ${instance.status}`;
  if (/windows/i.test(`${host?.platformType ?? ''} ${instance.operatingSystem ?? ''}`)) {
    return text`Windows: the scripts are for Linux; use w32tm and tzutil there`;
  }
  if (host === undefined)
    return text`Systems Manager does not know it: its SSM agent does not run, or its role may not use Systems Manager`;
  if (/bottlerocket/i.test(host.platformName ?? '')) {
    return text`Bottlerocket: it has no shell for scripts; set it by apiclient (settings.ntp), its zone is always UTC`;
  }
  if (host.ping !== 'Online') return text`Systems Manager says ${host.ping}: its SSM agent does not answer`;
  return undefined;
}

/** A host whose ECS agent registered anew leaves its old container instance behind: only the one that is connected takes part. */
function registeredTwice(instances: readonly ContainerInstance[]): ReadonlyMap<string, SafeText> {
  const left = new Map<string, SafeText>();
  for (const [id, group] of Map.groupBy(instances, ({ec2InstanceId}) => ec2InstanceId)) {
    const [kept, ...others] = group.toSorted((one, other) => Number(other.isAgentConnected) - Number(one.isAgentConnected));
    for (const {arn} of others) left.set(arn, text`${id} is registered twice, and takes part as ${kept?.id ?? ''}`);
  }
  return left;
}
