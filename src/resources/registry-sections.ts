// What a service's details say of its registries: under which names it is found, and what of each is registered.

import {rawArnName} from '../domain/format/arn.ts';
import {registrationCountsInWords, registrationCountsTone} from '../domain/health/registration-health.ts';
import type {RegistrationCounts} from '../domain/registration.ts';
import {text} from '../domain/safe-text.ts';
import type {Service, ServiceConnect} from '../domain/service.ts';
import {type Attempt, problemLine} from './reading.ts';
import {registryKindWords} from './registration-details.ts';
import {registriesOfEcs} from './registries.ts';
import type {Section} from './resource.ts';
import {fields, lines, table, toned} from './sections.ts';

/** Registries with their counts, or `reading …` until these have come, and the names of Service Connect. */
export function registrySections(row: Service, counts: Attempt<readonly RegistrationCounts[]> | undefined): readonly Section[] {
  return [...registries(row, counts), ...serviceConnect(row.serviceConnect)];
}

const title = text`Service registries`;

function registries(row: Service, counts: Attempt<readonly RegistrationCounts[]> | undefined): readonly Section[] {
  const columns = [text`under`, text`registry`, text`registrations`, text`callers get`];
  if (counts?.value) {
    const problems = counts.value.flatMap(({problems}) => problems);
    return [
      ...table(
        title,
        columns,
        counts.value.map(one => [
          one.registry.name,
          {text: registryKindWords(one.registry.kind)},
          {text: registrationCountsInWords(one), tone: registrationCountsTone(one)},
          one.registry.answers ?? '',
        ]),
      ),
      ...lines(
        text`Of the registries could not be read`,
        [...new Set(problems)].map(problem => toned(problem, 'warn')),
      ),
    ];
  }
  const rest = counts?.problem ? toned('unknown', 'warn') : toned('reading …', 'quiet');
  return [
    ...table(
      title,
      columns,
      registriesOfEcs(row).map(({id, kind}) => [rawArnName(id), {text: registryKindWords(kind)}, rest, '']),
    ),
    ...(counts?.problem ? lines(text`Registries`, [{text: problemLine(counts.problem), tone: 'warn'}]) : []),
  ];
}

function serviceConnect(connect: ServiceConnect | undefined): readonly Section[] {
  if (connect === undefined) return [];
  return fields(text`Service Connect`, {
    Namespace: connect.namespace === undefined ? undefined : rawArnName(connect.namespace),
    'Called as':
      connect.endpoints.flatMap(({aliases, name}) => (aliases.length === 0 ? [name] : aliases)).join(', ') ||
      toned('nothing: it only calls others', 'quiet'),
  });
}
