// The columns that running and stopped tasks share.

import {addressWords} from '../domain/format/address.ts';
import {ageSince} from '../domain/format/age.ts';
import {arnName, shortDefinition} from '../domain/format/arn.ts';
import {shortMebibytes} from '../domain/format/quantity.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import type {Task, TaskFinding} from '../domain/task.ts';
import type {Column} from './resource.ts';

type TaskColumn = Column<Task, TaskFinding>;

/** A task's id is random: its first characters tell it from the others. */
export const taskId: TaskColumn = {title: 'ID', width: 9, most: 32, priority: 0, text: row => safeText(row.id)};

/** The service, or the family of a task that was run by hand. */
export const taskGroup: TaskColumn = {title: 'SERVICE', width: 16, most: 40, priority: 4, text: groupWords};

/** `taskweb:8` */
export const taskDefinitionColumn: TaskColumn = {
  title: 'DEFINITION',
  width: 14,
  most: 32,
  priority: 6,
  text: row => shortDefinition(row.taskDefinitionArn),
};

/** Where a task runs. */
export const taskPlace: readonly TaskColumn[] = [
  {title: 'ZONE', width: 15, priority: 8, text: row => safeText(row.zone ?? '')},
  {title: 'INSTANCE', width: 19, priority: 7, text: instanceWords},
];

/** Where its first port can be opened. */
export const taskAddress: TaskColumn = {
  title: 'ADDRESS',
  width: 22,
  most: 32,
  priority: 5,
  text: (row, finding) => addressWords(portsOf(row), row.address ?? finding?.hostAddress, finding?.instanceId),
};

/** What it reserves. */
export const taskSize: readonly TaskColumn[] = [
  {
    title: 'CPU',
    width: 5,
    align: 'right',
    priority: 9,
    text: (row, finding) => text`${row.cpu ?? finding?.cpu ?? ''}`,
    sort: (row, finding) => row.cpu ?? finding?.cpu ?? 0,
  },
  {
    title: 'MEMORY',
    width: 6,
    align: 'right',
    priority: 9,
    text: (row, finding) => memoryWords(row.memory ?? finding?.memory),
    sort: (row, finding) => row.memory ?? finding?.memory ?? 0,
  },
];

/** Since it was created. */
export const taskAge: TaskColumn = {
  title: 'AGE',
  width: 5,
  align: 'right',
  priority: 3,
  text: (row, _, now) => text`${ageSince(row.createdAt, now)}`,
  sort: row => -row.createdAt,
};

/** All ports of a task's containers. */
export function portsOf(task: Task) {
  return task.containers.flatMap(({ports}) => ports);
}

/** `srvweb` of `service:srvweb`; `family:…` groups as they are. */
export function groupWords(task: Task): SafeText {
  return safeText(task.group.replace(/^service:/, ''));
}

function instanceWords(row: Task, finding: TaskFinding | undefined): SafeText {
  if (row.containerInstanceArn === undefined) return safeText(row.launchType ?? row.capacityProvider ?? '');
  return finding?.instanceId === undefined ? arnName(row.containerInstanceArn) : safeText(finding.instanceId);
}

function memoryWords(memory: number | undefined): SafeText {
  return memory === undefined ? text`` : text`${shortMebibytes(memory)}`;
}
