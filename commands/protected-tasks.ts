// Protected tasks in previews: what replaces or stops tasks waits for them, which puzzles whoever does not know it.

import {clockTime} from '../src/domain/format/clock-time.ts';
import {plural} from '../src/domain/format/quantity.ts';
import type {Region} from '../src/domain/ports.ts';
import {text} from '../src/domain/safe-text.ts';
import type {Consequence} from './command.ts';
import {line, orUnknown} from './consequence.ts';

/** GetTaskProtection takes so many tasks, and a page of ListTasks has as many: what a preview may cost. */
const tasksRead = 100;

/** How many of a service's running tasks are protected and until when; no line when none is. Reads the first 100. */
export function protectedTasks(aws: Region, cluster: string, service: string, signal: AbortSignal): Promise<readonly Consequence[]> {
  return orUnknown('whether tasks are protected', signal, async () => {
    const tasks = await firstTasks(aws, cluster, service, signal);
    if (tasks.length === 0) return [];
    const found = (await aws.ecs.taskProtection(cluster, tasks, signal)).filter(({isProtected}) => isProtected);
    if (found.length === 0) return [];
    const last = Math.max(...found.map(({until = 0}) => until));
    const until = last > 0 ? ` until ${clockTime(last)}` : '';
    const [are, them] = found.length === 1 ? ['is', 'it'] : ['are', 'them'];
    return [line('warn', text`${plural(found.length, 'task')} ${are} protected${until}: ECS does not stop ${them} before, and waits`)];
  });
}

async function firstTasks(aws: Region, cluster: string, service: string, signal: AbortSignal): Promise<readonly string[]> {
  const tasks: string[] = [];
  for await (const page of aws.ecs.listTasks({cluster, service, desiredStatus: 'RUNNING'}, signal)) {
    tasks.push(...page);
    if (tasks.length >= tasksRead) break;
  }
  return tasks.slice(0, tasksRead);
}
