// How many registrations of a service are in which state: what a glance at a service, and its details, ask the registries.

import {countRegistrations} from '../domain/health/registration-health.ts';
import type {Region} from '../domain/ports.ts';
import type {RegistrationCounts} from '../domain/registration.ts';
import type {Service} from '../domain/service.ts';
import {attempt} from './reading.ts';
import {registrationsIn} from './registration-reading.ts';
import {registriesOf, type WantedRegistry} from './registries.ts';
import {unlessResting} from './resting.ts';

/** Those of registries that the service is in for certain; undefined where there is none. */
export async function expectedRegistrations(
  aws: Region,
  service: Service,
  signal: AbortSignal,
  now: number,
): Promise<readonly RegistrationCounts[] | undefined> {
  const registries = (await registriesOf(aws, service, signal)).filter(({isExpected}) => isExpected);
  return registries.length === 0 ? undefined : countedIn(aws, service, registries, signal, now, now);
}

/** Those of all its registries, also where nothing but a name in common speaks for one; such ones only if they have entries. */
export async function allRegistrations(
  aws: Region,
  service: Service,
  signal: AbortSignal,
  now: number,
): Promise<readonly RegistrationCounts[]> {
  const registries = await registriesOf(aws, service, signal);
  const [expected, guessed] = [true, false].map(wanted => registries.filter(({isExpected}) => isExpected === wanted));
  const [certain, perhaps] = await Promise.all([
    countedIn(aws, service, expected ?? [], signal, now, undefined),
    // A guess that cannot be looked up is nothing to tell of the service: its table does.
    attempt(countedIn(aws, service, guessed ?? [], signal, now, now)),
  ]);
  return [...certain, ...(perhaps.value ?? [])];
}

/** A registry without rows is told with zeros. */
async function countedIn(
  aws: Region,
  service: Service,
  registries: readonly WantedRegistry[],
  signal: AbortSignal,
  now: number,
  restsAt: number | undefined,
): Promise<readonly RegistrationCounts[]> {
  if (registries.length === 0) return [];
  const endpoint = registries.every(({kind}) => kind === 'consul') ? 'consul' : 'cloud map';
  const rows = await unlessResting(aws, endpoint, restsAt, () => registrationsIn(aws, service, registries, signal));
  const counted = countRegistrations(rows, now);
  const empty = registries.filter(({id, isExpected}) => isExpected && counted.every(({registry}) => registry.id !== id));
  return [...counted, ...empty.map(nothingIn)];
}

function nothingIn({id, kind}: WantedRegistry): RegistrationCounts {
  const none = {entries: 0, registered: 0, unhealthy: 0, stale: 0, missing: 0, changing: 0, other: 0};
  return {registry: {id, kind, name: id.slice(id.lastIndexOf('/') + 1)}, ...none, stalePlaces: [], problems: []};
}
