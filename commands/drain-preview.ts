// What draining an instance means for the tasks on it: which move, which stay, and what could hold the move up.

import type {ContainerInstance} from '../src/domain/container-instance.ts';
import {rawArnName} from '../src/domain/format/arn.ts';
import {plural} from '../src/domain/format/quantity.ts';
import type {Region} from '../src/domain/ports.ts';
import {text} from '../src/domain/safe-text.ts';
import type {Service} from '../src/domain/service.ts';
import type {Task} from '../src/domain/task.ts';
import type {Consequence} from './command.ts';
import {line} from './consequence.ts';
import {readRoom, taskNeeds} from './room.ts';
import {cannotReplaceTasks} from './service-facts.ts';

/** DescribeServices takes 10 names. */
const servicesInCall = 10;

async function tasksOn(aws: Region, row: ContainerInstance, signal: AbortSignal): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for await (const arns of aws.ecs.listTasks({cluster: row.clusterArn, instance: row.arn, desiredStatus: 'RUNNING'}, signal)) {
    if (arns.length > 0) tasks.push(...(await aws.ecs.describeTasks(row.clusterArn, arns, signal)).rows);
  }
  return tasks;
}

async function servicesOf(aws: Region, cluster: string, names: readonly string[], signal: AbortSignal): Promise<readonly Service[]> {
  const services: Service[] = [];
  for (let start = 0; start < names.length; start += servicesInCall) {
    services.push(...(await aws.ecs.describeServices(cluster, names.slice(start, start + servicesInCall), signal)).rows);
  }
  return services;
}

async function roomLines(
  aws: Region,
  row: ContainerInstance,
  moving: readonly Task[],
  signal: AbortSignal,
): Promise<readonly Consequence[]> {
  const byDefinition = Map.groupBy(moving, task => task.taskDefinitionArn);
  const lines: Consequence[] = [];
  for (const [arn, tasks] of byDefinition) {
    const needs = taskNeeds(await aws.ecs.taskDefinition(arn, signal));
    const room = await readRoom(aws, row.clusterArn, needs, tasks.length, signal, row.arn);
    if (room.tasks >= tasks.length) continue;
    const what = `room on the other instances for about ${room.tasks} of ${plural(tasks.length, 'task')} of ${rawArnName(arn)}`;
    lines.push(line('bad', text`${what} (${needs.cpu} CPU units, ${needs.memory} MiB each): the rest has nowhere to go`));
  }
  if (lines.length > 0) return lines;
  return [line('ok', text`the other instances have room, each task definition taken by itself (constraints and strategies not counted)`)];
}

function stallLines(services: readonly Service[]): readonly Consequence[] {
  return services
    .filter(service => service.schedulingStrategy !== 'DAEMON' && cannotReplaceTasks(service))
    .map(service => {
      const percent = `minimum ${service.minimumHealthyPercent} % and maximum ${service.maximumPercent} %`;
      return line(
        'bad',
        text`${service.name}: ${percent} of ${plural(service.desired, 'task')} let none stop or start first, so draining stalls on it`,
      );
    });
}

/** The preview's lines, from tasks, services and the other instances read now. */
export async function drainLines(aws: Region, row: ContainerInstance, signal: AbortSignal): Promise<readonly Consequence[]> {
  const tasks = await tasksOn(aws, row, signal);
  const inService = tasks.filter(task => task.group.startsWith('service:'));
  const names = [...new Set(inService.map(task => task.group.slice('service:'.length)))];
  const services = await servicesOf(aws, row.clusterArn, names, signal);
  const daemons = new Set(services.filter(service => service.schedulingStrategy === 'DAEMON').map(service => `service:${service.name}`));
  const moving = inService.filter(task => !daemons.has(task.group));
  const daemonTasks = inService.length - moving.length;
  const standalone = tasks.length - inService.length;

  const lines: Consequence[] = [];
  if (moving.length === 0) lines.push(line('plain', text`no service task has to move`));
  else {
    const movingNames = [...new Set(moving.map(task => task.group.slice('service:'.length)))];
    lines.push(line('warn', text`${plural(moving.length, 'task')} will move to other instances: ${movingNames.join(', ')}`));
    lines.push(...(await roomLines(aws, row, moving, signal)));
  }
  if (daemonTasks > 0) lines.push(line('plain', text`${plural(daemonTasks, 'DAEMON task')} will be stopped last and not moved`));
  if (standalone > 0) lines.push(line('warn', text`${plural(standalone, 'task')} of no service will go on until they end by themselves`));
  lines.push(...stallLines(services));
  return lines;
}
