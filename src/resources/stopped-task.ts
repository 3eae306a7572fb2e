// The tasks that stopped, and why. ECS forgets them after about an hour; the program does not.

import {familyOf, rawArnName} from '../domain/format/arn.ts';
import {clockTime} from '../domain/format/clock-time.ts';
import {stopCause} from '../domain/health/stop-cause.ts';
import {taskVerdict} from '../domain/health/task-health.ts';
import {signOf} from '../domain/health/verdict.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import type {Task, TaskFinding} from '../domain/task.ts';
import {pagesOfIds, scopePart} from './reading.ts';
import {defineResource} from './resource.ts';
import {taskAge, taskDefinitionColumn, taskGroup, taskId, taskPlace} from './task-columns.ts';
import {taskDetails} from './task-details.ts';
import {investigateTask, taskFilter, taskReads, taskScope, toContainers} from './task-reading.ts';

/** The declaration of stopped tasks. */
export const stoppedTask = defineResource<'stopped-task', TaskFinding>({
  kind: 'stopped-task',
  title: 'stopped tasks',
  singular: 'stopped task',
  aliases: ['stopped-tasks', 'stopped-task', 'stopped'],
  needsScope: ['cluster'],
  takesScope: taskScope,
  reads: taskReads,
  columns: [
    taskId,
    {
      title: 'STOPPED',
      width: 8,
      priority: 1,
      text: stoppedWords,
      sort: row => row.stoppedAt ?? row.stoppingAt ?? row.createdAt,
    },
    taskGroup,
    {
      title: 'EXIT',
      width: 5,
      most: 12,
      priority: 3,
      text: exitCodes,
      tone: row => stopCause(row).tone,
    },
    {
      title: 'CAUSE',
      width: 'fill',
      least: 30,
      priority: 1,
      text: row => text`${signOf(stopCause(row).tone)} ${stopCause(row).cause}`,
      tone: row => stopCause(row).tone,
    },
    {title: 'STOP CODE', width: 12, most: 25, priority: 5, text: row => safeText(row.stopCode ?? '')},
    taskDefinitionColumn,
    ...taskPlace,
    taskAge,
    {title: 'REASON', width: 24, most: 100, priority: 9, text: reasonWords},
  ],
  initialSort: {column: 'STOPPED', isDescending: true},
  list: (aws, scope, signal) => pagesOfIds(aws.ecs.listTasks(taskFilter(scope, 'STOPPED'), signal)),
  describe: (aws, scope, ids, signal) => aws.ecs.describeTasks(scopePart(scope, 'cluster'), ids, signal),
  describeBatch: 100,
  id: row => row.arn,
  name: id => safeText(rawArnName(id)),
  isSteady: row => row.lastStatus === 'STOPPED',
  verdict: (row, _, now) => taskVerdict(row, now),
  investigate: investigateTask,
  isInvestigationShared: true,
  wantsInvestigation: row => row.containerInstanceArn !== undefined,
  remembersGone: true,
  links: [
    toContainers,
    {key: 'T', title: 'running tasks', kind: 'task', scope: (_, scope) => scope},
    {key: 'f', title: 'task definition', kind: 'task-definition', scope: row => ({family: familyOf(row.taskDefinitionArn)})},
  ],
  logs: row => ({cluster: row.clusterArn, tasks: [row.arn]}),
  details: taskDetails,
  raw: (aws, scope, id, signal) => aws.ecs.raw({kind: 'task', arn: id, cluster: scopePart(scope, 'cluster')}, signal),
  json: (row, finding) => ({...row, cause: stopCause(row).cause, ...(finding && {finding})}),
});

/** The time it stopped at; a task that is asked to stop and still runs says so. */
function stoppedWords(row: Task): SafeText {
  return row.stoppedAt === undefined ? text`stopping` : text`${clockTime(row.stoppedAt)}`;
}

function exitCodes(row: Task): SafeText {
  return safeText(row.containers.flatMap(({exitCode}) => (exitCode === undefined ? [] : [exitCode])).join(' '));
}

function reasonWords(row: Task): SafeText {
  const reasons = [row.stoppedReason, ...row.containers.map(({reason}) => reason)];
  return safeText(reasons.filter(reason => reason !== undefined).join('; '), {limit: 2000});
}
