// The details of a registration: what callers get, the entry as the registry has it, and the task that it is.

import {age} from '../domain/format/age.ts';
import {arnName, shortDefinition} from '../domain/format/arn.ts';
import {dateTime} from '../domain/format/clock-time.ts';
import {placeWords, registrationVerdict} from '../domain/health/registration-health.ts';
import {taskVerdict} from '../domain/health/task-health.ts';
import type {Region} from '../domain/ports.ts';
import type {Registration, Registry} from '../domain/registration.ts';
import {type SafeText, text} from '../domain/safe-text.ts';
import type {Task} from '../domain/task.ts';
import {type Attempt, attempt, problemLine} from './reading.ts';
import type {Section} from './resource.ts';
import {fields, lines, nameValues, problemLines, reading, toned} from './sections.ts';

/** `Cloud Map`, `Service Connect` or `Consul`. */
export function registryKindWords(kind: Registry['kind']): SafeText {
  switch (kind) {
    case 'cloud-map':
      return text`Cloud Map`;
    case 'service-connect':
      return text`Service Connect`;
    case 'consul':
      return text`Consul`;
  }
}

/** Sections of a registration; the second yield has the task as it is now. */
export async function* registrationDetails(
  aws: Region,
  row: Registration,
  signal: AbortSignal,
  now: number,
): AsyncIterable<readonly Section[]> {
  const {task} = row;
  const hasTask = task !== undefined;
  yield [...overview(row, now), ...(hasTask ? reading(text`Task`) : []), ...rest(row)];
  if (!hasTask) return;
  // A task of another service may be in another cluster, which its ARN names.
  const cluster = task.arn.split('/').at(-2) ?? row.clusterArn;
  const described = await attempt(aws.ecs.describeTasks(cluster, [task.arn], signal));
  yield [...overview(row, now), ...taskSection(row, described, now), ...rest(row)];
}

function overview(row: Registration, now: number): readonly Section[] {
  const {state, tone, note} = registrationVerdict(row, now);
  const {registry, entry} = row;
  return fields(text`Overview`, {
    Under: registry.name,
    State: {text: text`${state}`, tone},
    Note: note === '' ? undefined : {text: note, tone},
    Address: placeWords(row) === '' ? undefined : {text: placeWords(row)},
    Health: entry?.health.toLowerCase(),
    Check: entry?.healthReason,
    Registry: {text: registryKindWords(registry.kind)},
    'Callers get': registry.answers,
    Entry: entry?.id ?? (row.match === 'missing' ? toned('none', 'bad') : undefined),
    'Registry id': registry.id,
    Service: arnName(row.serviceArn),
  });
}

function taskSection(row: Registration, {value, problem}: Attempt<{readonly rows: readonly Task[]}>, now: number): readonly Section[] {
  if (problem) return lines(text`Task`, [{text: problemLine(problem), tone: 'warn'}]);
  const task = value?.rows[0];
  if (task === undefined) return lines(text`Task`, [toned(`ECS does not know ${row.task?.id ?? 'it'} any more`, 'warn')]);
  const verdict = taskVerdict(task, now);
  const at = (time: number | undefined) => (time === undefined ? undefined : `${dateTime(time)} (${age(now - time)} ago)`);
  return fields(text`Task`, {
    ID: task.id,
    Status: {text: text`${task.lastStatus} → ${task.desiredStatus}`, tone: verdict.tone},
    Note: verdict.note === '' ? undefined : {text: verdict.note, tone: verdict.tone},
    Health: task.health,
    'Belongs to': task.group,
    'Task definition': shortDefinition(task.taskDefinitionArn),
    'Own address': task.address,
    Zone: task.zone,
    Started: at(task.startedAt),
    Stopped: at(task.stoppedAt),
    'Stop reason': task.stoppedReason,
  });
}

function rest({entry, problems}: Registration): readonly Section[] {
  return [...nameValues(text`Attributes`, entry?.attributes ?? {}), ...problemLines(problems)];
}
