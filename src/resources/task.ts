// The tasks that run or start.

import {familyOf, rawArnName} from '../domain/format/arn.ts';
import {isTaskSteady, taskVerdict} from '../domain/health/task-health.ts';
import {signed} from '../domain/health/verdict.ts';
import type {Scope} from '../domain/kind.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import type {Task, TaskFinding} from '../domain/task.ts';
import type {Tone} from '../domain/tone.ts';
import {pagesOfIds, scopePart} from './reading.ts';
import {defineResource} from './resource.ts';
import {taskAddress, taskAge, taskDefinitionColumn, taskGroup, taskId, taskPlace, taskSize} from './task-columns.ts';
import {taskDetails} from './task-details.ts';
import {investigateTask, taskFilter, taskReads, taskScope, toContainers} from './task-reading.ts';

/** The declaration of running tasks. */
export const task = defineResource<'task', TaskFinding>({
  kind: 'task',
  title: 'tasks',
  singular: 'task',
  aliases: ['tasks', 'task'],
  needsScope: ['cluster'],
  takesScope: taskScope,
  reads: taskReads,
  columns: [
    taskId,
    {
      title: 'STATUS',
      width: 17,
      most: 24,
      priority: 1,
      text: (row, _, now) => signed(taskVerdict(row, now).tone, statusWords(row)),
      tone: (row, _, now) => taskVerdict(row, now).tone,
    },
    {title: 'HEALTH', width: 11, priority: 6, text: row => signed(healthTone(row), row.health.toLowerCase()), tone: healthTone},
    taskGroup,
    taskDefinitionColumn,
    ...taskPlace,
    taskAddress,
    ...taskSize,
    taskAge,
    {
      title: 'NOTE',
      width: 'fill',
      least: 18,
      priority: 2,
      text: (row, _, now) => taskVerdict(row, now).note,
      tone: (row, _, now) => taskVerdict(row, now).tone,
    },
  ],
  initialSort: {column: 'SERVICE', isDescending: false},
  list: (aws, scope, signal) => pagesOfIds(aws.ecs.listTasks(taskFilter(scope, 'RUNNING'), signal)),
  describe: (aws, scope, ids, signal) => aws.ecs.describeTasks(scopePart(scope, 'cluster'), ids, signal),
  describeBatch: 100,
  id: row => row.arn,
  name: id => safeText(rawArnName(id)),
  isSteady: isTaskSteady,
  // ListTasks leaves a task out as soon as it is meant to stop: it is on the screen until it has.
  remainsUnlisted: row => row.lastStatus !== 'STOPPED',
  verdict: (row, _, now) => taskVerdict(row, now),
  investigate: investigateTask,
  isInvestigationShared: true,
  wantsInvestigation: row => row.containerInstanceArn !== undefined || row.cpu === undefined || row.memory === undefined,
  links: [
    toContainers,
    {key: 'H', title: 'targets', kind: 'target', scope: amongItsService},
    {key: 'N', title: 'registrations', kind: 'registration', scope: amongItsService},
    {key: 'S', title: 'stopped tasks', kind: 'stopped-task', scope: (_, scope) => scope},
    {key: 'i', title: 'instances', kind: 'container-instance', scope: row => ({cluster: row.clusterArn})},
    {key: 'f', title: 'task definition', kind: 'task-definition', scope: row => ({family: familyOf(row.taskDefinitionArn)})},
  ],
  logs: row => ({cluster: row.clusterArn, tasks: [row.arn]}),
  details: taskDetails,
  raw: (aws, scope, id, signal) => aws.ecs.raw({kind: 'task', arn: id, cluster: scopePart(scope, 'cluster')}, signal),
  json: (row, finding) => ({...row, ...(finding && {finding})}),
});

/** Its own targets and registrations among its service's; a task that was run by hand has none. */
function amongItsService(row: Task, scope: Scope): Scope {
  return {cluster: row.clusterArn, service: scope.service ?? row.group.replace(/^service:/, ''), task: row.arn};
}

/** `running`, or `pending→running` while the task is on its way. */
function statusWords({lastStatus, desiredStatus}: Task): SafeText {
  return lastStatus === desiredStatus
    ? safeText(lastStatus.toLowerCase())
    : text`${lastStatus.toLowerCase()}→${desiredStatus.toLowerCase()}`;
}

function healthTone({health}: Task): Tone {
  switch (health) {
    case 'HEALTHY':
      return 'ok';
    case 'UNHEALTHY':
      return 'bad';
    case 'UNKNOWN':
      return 'quiet';
  }
}
