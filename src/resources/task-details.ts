// The details of a task, running or stopped.

import {openPorts} from '../domain/format/address.ts';
import {age} from '../domain/format/age.ts';
import {shortDefinition} from '../domain/format/arn.ts';
import {dateTime} from '../domain/format/clock-time.ts';
import {mebibytes} from '../domain/format/quantity.ts';
import {containerVerdict} from '../domain/health/container-health.ts';
import {taskVerdict} from '../domain/health/task-health.ts';
import type {Region} from '../domain/ports.ts';
import {text} from '../domain/safe-text.ts';
import type {Task, TaskFinding, TaskProtection} from '../domain/task.ts';
import type {TaskDefinition} from '../domain/task-definition.ts';
import {definitionContainers} from './definition-sections.ts';
import {type Attempt, attempt, problemLine} from './reading.ts';
import type {DetailCell, Section} from './resource.ts';
import {fields, nameValues, problemLines, reading, table, toned} from './sections.ts';
import {groupWords} from './task-columns.ts';
import {investigatePlaced} from './task-joins.ts';

/** Sections of a task; the second yield has its host and definition. */
export async function* taskDetails(
  aws: Region,
  row: Task,
  finding: TaskFinding | undefined,
  signal: AbortSignal,
  now: number,
): AsyncIterable<readonly Section[]> {
  yield taskSections(row, finding, undefined, now);
  const [joined, protection] = await Promise.all([
    investigatePlaced(aws, row, row.containers, signal),
    attempt(protectionOf(aws, row, signal)),
  ]);
  yield taskSections(row, joined.finding, {definition: joined.definition, protection}, now);
}

interface Joins {
  readonly definition: Attempt<TaskDefinition>;
  /** Undefined for a task that no service started, or that is over: it cannot be protected. */
  readonly protection: Attempt<TaskProtection | undefined>;
}

async function protectionOf(aws: Region, row: Task, signal: AbortSignal): Promise<TaskProtection | undefined> {
  if (!row.group.startsWith('service:') || row.desiredStatus === 'STOPPED') return undefined;
  return (await aws.ecs.taskProtection(row.clusterArn, [row.arn], signal))[0];
}

function taskSections(row: Task, finding: TaskFinding | undefined, joins: Joins | undefined, now: number): readonly Section[] {
  return [
    ...overview(row, joins, now),
    ...containers(row),
    ...ports(row, finding),
    ...placement(row, finding),
    ...nameValues(text`Logs`, finding?.logs ?? {}),
    ...problemLines(finding?.problems),
    ...(joins ? (joins.definition.value ? definitionContainers(joins.definition.value) : []) : reading(text`Definition`)),
    ...nameValues(text`Tags`, row.tags),
  ];
}

function overview(row: Task, joins: Joins | undefined, now: number): readonly Section[] {
  const verdict = taskVerdict(row, now);
  const at = (time: number | undefined) => (time === undefined ? undefined : `${dateTime(time)} (${age(now - time)} ago)`);
  return fields(text`Overview`, {
    ID: row.id,
    ARN: row.arn,
    Status: {text: text`${row.lastStatus} → ${row.desiredStatus}`, tone: verdict.tone},
    Note: verdict.note === '' ? undefined : {text: verdict.note, tone: verdict.tone},
    Health: row.health,
    Service: groupWords(row),
    'Started by': row.startedBy,
    'Task definition': shortDefinition(row.taskDefinitionArn),
    'Launch type': row.launchType,
    'Capacity provider': row.capacityProvider,
    'CPU units': row.cpu,
    Memory: row.memory === undefined ? undefined : mebibytes(row.memory),
    Created: at(row.createdAt),
    Started: at(row.startedAt),
    Stopping: at(row.stoppingAt),
    Stopped: at(row.stoppedAt),
    'Stop code': row.stopCode,
    'Stop reason': row.stoppedReason,
    'ECS Exec': row.allowsExec ? 'allowed' : 'not allowed',
    Protection: joins && protectionCell(joins.protection, now),
  });
}

function protectionCell({value, problem}: Joins['protection'], now: number): DetailCell | undefined {
  if (problem) return {text: problemLine(problem), tone: 'warn'};
  if (value === undefined) return undefined;
  if (!value.isProtected) return toned('none', 'quiet');
  const until = value.until === undefined ? '' : ` until ${dateTime(value.until)} (${age(value.until - now)} left)`;
  return {text: text`neither deployments nor scaling in stop it${until}`, tone: 'warn'};
}

function containers(row: Task): readonly Section[] {
  return table(
    text`Containers`,
    [text`name`, text`status`, text`health`, text`exit`, text`image`, text`note`],
    row.containers.map(container => {
      const {tone, note} = containerVerdict(container);
      return [
        container.name,
        {text: text`${container.lastStatus.toLowerCase()}`, tone},
        container.health.toLowerCase(),
        container.exitCode ?? '',
        container.image,
        {text: note, tone},
      ];
    }),
  );
}

function ports(row: Task, finding: TaskFinding | undefined): readonly Section[] {
  return table(
    text`Ports`,
    [text`container`, text`open at → container port`],
    row.containers.flatMap(container =>
      openPorts(container.ports, container.address ?? row.address ?? finding?.hostAddress, finding?.instanceId).map(port => [
        container.name,
        {text: port},
      ]),
    ),
  );
}

function placement(row: Task, finding: TaskFinding | undefined): readonly Section[] {
  return fields(text`Placement and network`, {
    Zone: row.zone,
    'Container instance': row.containerInstanceArn,
    'EC2 instance': finding?.instanceId,
    'Host address': finding?.hostAddress,
    'Own address': row.address,
  });
}
