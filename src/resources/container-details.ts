// The details of a container, with what its definition says.

import {openPorts} from '../domain/format/address.ts';
import {shortDefinition} from '../domain/format/arn.ts';
import {mebibytes} from '../domain/format/quantity.ts';
import {containerVerdict} from '../domain/health/container-health.ts';
import type {Region} from '../domain/ports.ts';
import {text} from '../domain/safe-text.ts';
import type {Container, TaskFinding} from '../domain/task.ts';
import type {TaskDefinition} from '../domain/task-definition.ts';
import {containerDefinitionSections} from './definition-sections.ts';
import type {Attempt} from './reading.ts';
import type {Section} from './resource.ts';
import {fields, lines, problemLines, reading} from './sections.ts';
import {investigatePlaced} from './task-joins.ts';

/** Sections of a container; the second yield has its host, log and definition. */
export async function* containerDetails(
  aws: Region,
  row: Container,
  finding: TaskFinding | undefined,
  signal: AbortSignal,
): AsyncIterable<readonly Section[]> {
  yield containerSections(row, finding, undefined);
  const joined = await investigatePlaced(aws, row, [row], signal);
  yield containerSections(row, joined.finding, joined.definition);
}

function containerSections(
  row: Container,
  finding: TaskFinding | undefined,
  definition: Attempt<TaskDefinition> | undefined,
): readonly Section[] {
  const {tone, note} = containerVerdict(row);
  const part = definition?.value?.containers.find(({name}) => name === row.name);
  return [
    ...fields(text`Overview`, {
      Name: row.name,
      ARN: row.arn,
      Status: {text: text`${row.lastStatus}`, tone},
      Note: note === '' ? undefined : {text: note, tone},
      Health: row.health,
      'Exit code': row.exitCode,
      Reason: row.reason,
      Image: row.image,
      Digest: row.imageDigest,
      'Docker id': row.runtimeId,
      'CPU units': row.cpu,
      Memory: row.memory === undefined ? undefined : mebibytes(row.memory),
      'Memory reserved': row.memoryReservation === undefined ? undefined : mebibytes(row.memoryReservation),
      Task: row.taskArn,
      'Task definition': shortDefinition(row.taskDefinitionArn),
      Log: finding?.logs[row.name],
      'EC2 instance': finding?.instanceId,
      'Host address': finding?.hostAddress,
      'Own address': row.address,
    }),
    ...lines(
      text`Ports: open at → container port`,
      openPorts(row.ports, row.address ?? finding?.hostAddress, finding?.instanceId).map(port => ({text: port})),
    ),
    ...problemLines(finding?.problems),
    ...(definition ? (part ? containerDefinitionSections(part) : []) : reading(text`Definition`)),
  ];
}
