// The containers of one task. They are part of DescribeTasks' answer, so that the list already tells all there is.

import {Gone} from '../domain/errors.ts';
import {addressWords} from '../domain/format/address.ts';
import {rawArnName} from '../domain/format/arn.ts';
import {shortMebibytes} from '../domain/format/quantity.ts';
import {containerVerdict} from '../domain/health/container-health.ts';
import {signed} from '../domain/health/verdict.ts';
import type {Scope} from '../domain/kind.ts';
import type {Region} from '../domain/ports.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import type {Container, TaskFinding} from '../domain/task.ts';
import {containerDetails} from './container-details.ts';
import {scopePart} from './reading.ts';
import {defineResource} from './resource.ts';
import {investigatePlaced} from './task-joins.ts';
import {taskReads} from './task-reading.ts';

/** The declaration of containers. */
export const container = defineResource<'container', TaskFinding>({
  kind: 'container',
  title: 'containers',
  singular: 'container',
  aliases: ['containers', 'container', 'ct'],
  needsScope: ['cluster', 'task'],
  takesScope: ['cluster', 'task'],
  reads: taskReads.filter(action => action !== 'ecs:ListTasks'),
  columns: [
    {title: 'NAME', width: 16, most: 40, priority: 0, text: row => safeText(row.name)},
    {
      title: 'STATUS',
      width: 10,
      most: 14,
      priority: 1,
      text: row => signed(containerVerdict(row).tone, row.lastStatus.toLowerCase()),
      tone: row => containerVerdict(row).tone,
    },
    {title: 'HEALTH', width: 9, priority: 5, text: row => safeText(row.health.toLowerCase())},
    {title: 'EXIT', width: 4, align: 'right', priority: 4, text: row => text`${row.exitCode ?? ''}`, sort: row => row.exitCode ?? -1},
    {
      title: 'PORTS',
      width: 23,
      most: 40,
      priority: 3,
      text: (row, finding) => addressWords(row.ports, row.address ?? finding?.hostAddress, finding?.instanceId),
    },
    {title: 'CPU', width: 5, align: 'right', priority: 8, text: row => text`${row.cpu ?? ''}`, sort: row => row.cpu ?? 0},
    {title: 'MEMORY', width: 6, align: 'right', priority: 8, text: memoryWords, sort: row => row.memory ?? row.memoryReservation ?? 0},
    {title: 'IMAGE', width: 24, most: 60, priority: 6, text: row => imageName(row)},
    {title: 'DIGEST', width: 12, most: 71, priority: 9, text: row => safeText((row.imageDigest ?? '').replace(/^sha256:/, ''))},
    {title: 'LOG', width: 24, most: 80, priority: 7, text: (row, finding) => safeText(finding?.logs[row.name] ?? (finding ? '' : '…'))},
    {
      title: 'NOTE',
      width: 'fill',
      least: 18,
      priority: 2,
      text: row => containerVerdict(row).note,
      tone: row => containerVerdict(row).tone,
    },
  ],
  initialSort: {column: 'NAME', isDescending: false},
  async *list(aws, scope, signal) {
    const rows = await readContainers(aws, scope, signal);
    yield {ids: rows.map(({arn}) => arn), rows};
  },
  async describe(aws, scope, ids, signal) {
    const all = await readContainers(aws, scope, signal);
    const rows = all.filter(({arn}) => ids.includes(arn));
    const known = new Set(rows.map(({arn}) => arn));
    return {rows, failures: ids.filter(id => !known.has(id)).map(arn => ({arn, reason: 'MISSING'}))};
  },
  describeBatch: 100,
  id: row => row.arn,
  name: id => safeText(rawArnName(id)),
  isSteady: row => row.lastStatus === 'RUNNING' || row.lastStatus === 'STOPPED',
  verdict: containerVerdict,
  investigate: investigateContainer,
  isInvestigationShared: true,
  wantsInvestigation: () => true,
  links: [],
  logs: row => ({cluster: row.clusterArn, tasks: [row.taskArn], container: row.name}),
  details: containerDetails,
  raw: rawContainer,
  json: (row, finding) => ({...row, ...(finding && {finding})}),
});

async function readContainers(aws: Region, scope: Scope, signal: AbortSignal): Promise<readonly Container[]> {
  const task = scopePart(scope, 'task');
  const {rows} = await aws.ecs.describeTasks(scopePart(scope, 'cluster'), [task], signal);
  const [row] = rows;
  if (!row) throw new Gone(`ECS does not know the task ${rawArnName(task)} any more`, 'Go back with Esc; S shows the tasks that stopped.');
  return row.containers;
}

async function investigateContainer(aws: Region, row: Container, signal: AbortSignal): Promise<TaskFinding> {
  const {finding} = await investigatePlaced(aws, row, [row], signal);
  return finding;
}

/** AWS has no call for one container: it is picked out of its task's answer. */
async function rawContainer(aws: Region, scope: Scope, id: string, signal: AbortSignal): Promise<unknown> {
  const task = await aws.ecs.raw({kind: 'task', arn: scopePart(scope, 'task'), cluster: scopePart(scope, 'cluster')}, signal);
  if (typeof task !== 'object' || task === null || !('containers' in task) || !Array.isArray(task.containers)) return task;
  return task.containers.find(one => typeof one === 'object' && one !== null && 'containerArn' in one && one.containerArn === id) ?? task;
}

/** The image without its registry, which is the same for all and long: `srvweb:1.4`. */
function imageName({image}: Container): SafeText {
  return safeText(image.replace(/^[^/]*[.:][^/]*\//, ''));
}

function memoryWords({memory, memoryReservation}: Container): SafeText {
  const amount = memory ?? memoryReservation;
  return amount === undefined ? text`` : text`${shortMebibytes(amount)}`;
}
