// `K`: stops a task, as `docker stop` would.

import {plural} from '../src/domain/format/quantity.ts';
import type {Region} from '../src/domain/ports.ts';
import {text} from '../src/domain/safe-text.ts';
import type {Task} from '../src/domain/task.ts';
import {type Consequence, defineCommand} from './command.ts';
import {line, orUnknown} from './consequence.ts';

/** The first characters of a task's id, enough to tell tasks apart on a screen and to type. */
export function shortId(task: Pick<Task, 'id'>): string {
  return task.id.slice(0, 8);
}

function serviceOf(task: Task): string | undefined {
  return task.group.startsWith('service:') ? task.group.slice('service:'.length) : undefined;
}

async function serviceLines(aws: Region, row: Task, service: string, signal: AbortSignal): Promise<readonly Consequence[]> {
  const {rows} = await aws.ecs.describeServices(row.clusterArn, [service], signal);
  const [found] = rows;
  if (found === undefined || found.status !== 'ACTIVE')
    return [line('warn', text`service ${service} is not active any more: nothing replaces this task`)];
  const lines: Consequence[] = [];
  if (found.desired > 0) lines.push(line('plain', text`service ${service} starts another task in its place`));
  else lines.push(line('plain', text`service ${service} wants no tasks: nothing replaces this one`));
  if (found.running <= 1)
    lines.push(line('bad', text`it is the only one of ${service} that runs: the service is down until the next one is ready`));
  else
    lines.push(
      line('plain', text`${found.running} of ${plural(found.desired, 'task')} of ${service} run now, ${found.running - 1} will go on`),
    );
  return lines;
}

/** Stop: `K`, `ecsdeck stop TASK`. */
export const stopTask = defineCommand({
  id: 'task.stop',
  key: 'K',
  title: 'Stop',
  verb: 'stop',
  target: 'task',
  effect: 'destroy',
  needs: ['ecs:StopTask'],

  disabled(row) {
    if (row.lastStatus === 'STOPPED' || row.lastStatus === 'DELETED') return text`task ${shortId(row)} has stopped already`;
    if (row.desiredStatus === 'STOPPED') return text`task ${shortId(row)} is being stopped already`;
    return undefined;
  },

  describe: row => text`stop task ${shortId(row)} of ${serviceOf(row) ?? row.group}`,

  async preview(aws, row, _answer, signal) {
    const service = serviceOf(row);
    const replacement =
      service === undefined
        ? [line('bad', text`it was not started by a service: nothing replaces it`)]
        : await orUnknown(`whether ${service} replaces it`, signal, () => serviceLines(aws, row, service, signal));
    return [
      line('plain', text`its containers get SIGTERM, and SIGKILL after 30 s (or the stopTimeout of its task definition)`),
      ...replacement,
      line('warn', text`cannot be undone`),
    ];
  },

  confirm(rows) {
    const [first] = rows;
    if (first === undefined || rows.length > 1) return {type: 'phrase', phrase: `stop ${plural(rows.length, 'task')}`};
    return {type: 'phrase', phrase: serviceOf(first) ?? shortId(first)};
  },

  fingerprint: row => ({'desired status': row.desiredStatus, group: row.group, 'started at': row.startedAt ?? 0}),

  run: (changes, row, _answer, signal) => changes.stopTask(row.clusterArn, row.arn, 'stopped by hand with ecsdeck', signal),

  hasArrived: (_before, after) => after.desiredStatus === 'STOPPED' || after.lastStatus === 'STOPPED',

  progress(_before, after) {
    const isStopped = after.lastStatus === 'STOPPED' || after.lastStatus === 'DELETED';
    if (isStopped) return {isDone: true, note: text`stopped`};
    return {isDone: false, done: 0, total: 0, note: text`${after.lastStatus} → STOPPED`};
  },
});
