// The registrations of a service: what each of its registries has, joined with its tasks.

import {Gone, type UserError} from '../domain/errors.ts';
import {rawArnName} from '../domain/format/arn.ts';
import type {Scope} from '../domain/kind.ts';
import type {Region} from '../domain/ports.ts';
import {type Registration, type Registry, type RegistryContents, registrationKey} from '../domain/registration.ts';
import {joinRegistrations, type PlacedTask} from '../domain/registration-join.ts';
import type {Service} from '../domain/service.ts';
import {type Attempt, attempt, problemsOf, scopePart} from './reading.ts';
import {hostAddresses, stoppedTasks, tasksNamed, tasksOfService} from './registration-tasks.ts';
import {registriesOf, type WantedRegistry} from './registries.ts';

/** A registry that was asked, and what came of it. */
interface Asked {
  readonly wanted: WantedRegistry;
  readonly contents: Attempt<RegistryContents>;
}

/**
 * All registrations of a service, or of one of its tasks. Nothing is called besides DescribeServices where it has no registry.
 * A registry that cannot be read is a row that says so, where another could be; else its failure is thrown.
 */
export async function readRegistrations(aws: Region, scope: Scope, signal: AbortSignal): Promise<readonly Registration[]> {
  const cluster = scopePart(scope, 'cluster');
  const named = scopePart(scope, 'service');
  // The group of a task that no service started.
  if (named.startsWith('family:')) return [];
  const service = (await aws.ecs.describeServices(cluster, [named], signal)).rows[0];
  if (!service) throw new Gone(`ECS does not know the service ${rawArnName(named)}`, 'Go back with Esc and look at the services.');
  const rows = await registrationsIn(aws, service, await registriesOf(aws, service, signal), signal);
  const {task} = scope;
  return task === undefined ? rows : rows.filter(row => row.task?.id === rawArnName(task));
}

/** The registrations of a service in some registries. */
export async function registrationsIn(
  aws: Region,
  service: Service,
  registries: readonly WantedRegistry[],
  signal: AbortSignal,
): Promise<readonly Registration[]> {
  if (registries.length === 0) return [];
  // The registry first: a task that starts in between is then young, not missing.
  const all = await Promise.all(registries.map(wanted => ask(aws, wanted, signal)));
  const asked = all.filter(({wanted, contents}) => wanted.isExpected || contents.value === undefined || isWorthALook(contents.value));
  if (asked.length === 0) return [];
  const [failed] = asked.flatMap(({contents}) => contents.problem ?? []);
  if (failed !== undefined && asked.every(({contents}) => contents.problem !== undefined)) throw failed;
  const unhealthy = asked.flatMap(({contents}) => contents.value?.entries ?? []).filter(({health}) => health === 'UNHEALTHY');
  const how = {needsHosts: registries.some(({kind}) => kind === 'consul'), doubted: new Set(unhealthy.map(({id}) => id))};
  const own = await attempt(tasksOfService(aws, service, how, signal));
  const rows = await Promise.all(asked.map(one => rowsOf(aws, service, one, own, signal)));
  return rows.flat();
}

/** A name that was only guessed, and that nobody is registered under, is no reason to read the tasks. */
function isWorthALook({entries, isPartial}: RegistryContents): boolean {
  return entries.length > 0 || isPartial;
}

async function ask({cloudMap, consul}: Region, wanted: WantedRegistry, signal: AbortSignal): Promise<Asked> {
  if (wanted.problem) return {wanted, contents: {problem: wanted.problem}};
  const reads = wanted.kind === 'consul' && consul !== undefined ? consul : cloudMap;
  const contents = await attempt(reads.contents(wanted.id, signal));
  return {wanted, contents: contents.problem instanceof Gone ? {value: noLongerThere(contents.problem)} : contents};
}

/** A registry that is gone has no entries: its tasks are missing, and it is told why. */
function noLongerThere({message, advice}: UserError): RegistryContents {
  return {entries: [], isPartial: false, problems: [`${message} – ${advice}`]};
}

async function rowsOf(
  aws: Region,
  service: Service,
  {wanted, contents: {value: contents, problem}}: Asked,
  own: Attempt<readonly PlacedTask[]>,
  signal: AbortSignal,
): Promise<readonly Registration[]> {
  const registry: Registry = {
    id: wanted.id,
    kind: wanted.kind,
    name: contents?.name ?? rawArnName(wanted.id),
    ...(contents?.answers !== undefined && {answers: contents.answers}),
  };
  const bare = {registry, clusterArn: service.clusterArn, serviceArn: service.arn, key: registrationKey(registry.kind, registry.id, '')};
  if (contents === undefined) return [{...bare, match: 'unread', isPartial: true, problems: problemsOf([{problem}]).problems ?? []}];
  const others = await attempt(othersFor(aws, service, registry, contents, own.value, signal));
  const isWhole = own.value !== undefined && others.value !== undefined;
  const rows = joinRegistrations({
    service,
    registry,
    contents,
    // What an entry is can only be said where all who may be it are known.
    tasks: isWhole ? own.value : undefined,
    others: others.value?.tasks ?? [],
    hosts: others.value?.hosts,
    isExpected: wanted.isExpected,
    ...problemsOf([own, others]),
  });
  return contents.isPartial ? [...rows, {...bare, match: 'partial', isPartial: true}] : rows;
}

interface Others {
  readonly tasks: readonly PlacedTask[];
  readonly hosts?: ReadonlySet<string>;
}

/** What is looked up only where an entry is none of the tasks that run. */
async function othersFor(
  aws: Region,
  service: Service,
  registry: Registry,
  contents: RegistryContents,
  own: readonly PlacedTask[] | undefined,
  signal: AbortSignal,
): Promise<Others> {
  if (own === undefined) return {tasks: []};
  if (registry.kind !== 'consul') return {tasks: await tasksNamed(aws, service, [contents], own, signal)};
  const parts = {service, registry, contents, tasks: own, others: [], hosts: undefined, isExpected: false};
  const isAllFound = joinRegistrations(parts).every(({match}) => match === 'task');
  if (isAllFound) return {tasks: []};
  const [tasks, hosts] = await Promise.all([stoppedTasks(aws, service, signal), hostAddresses(aws, service.clusterArn, signal)]);
  return {tasks, ...(hosts && {hosts})};
}
