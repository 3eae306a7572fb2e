// `x`: a shell in a container of a task, by ECS Exec.

import {Refused} from '../src/domain/errors.ts';
import {text} from '../src/domain/safe-text.ts';
import type {ShellTarget} from '../src/domain/shell.ts';
import type {Container, Task} from '../src/domain/task.ts';
import {defineCommand} from './command.ts';
import {line} from './consequence.ts';
import {shortId} from './stop-task.ts';

/** What runs in the container; every image that has a shell has this one. */
const shell = '/bin/sh';

/** The containers that ECS can open a shell in now. */
function reachable({containers}: Task): readonly Container[] {
  return containers.filter(container => container.lastStatus === 'RUNNING' && container.execAgent === 'RUNNING');
}

function targetOf(task: Task, name: string): ShellTarget | undefined {
  const container = task.containers.find(one => one.name === name);
  if (container?.runtimeId === undefined) return undefined;
  return {cluster: task.clusterArn, task: task.arn, taskId: task.id, container: name, runtimeId: container.runtimeId};
}

/** Shell: `x`, `ecsdeck shell TASK CONTAINER`. The answer is the container's name. */
export const openShell = defineCommand<'task', string>({
  id: 'task.shell',
  key: 'x',
  title: 'Shell',
  verb: 'shell',
  lastWord: {name: 'CONTAINER', example: 'web', help: 'CONTAINER is the name of the container.'},
  target: 'task',
  effect: 'change',
  needs: ['ecs:ExecuteCommand'],

  ask(rows) {
    const [first] = rows;
    const names = first === undefined ? [] : reachable(first).map(({name}) => name);
    return {
      label: text`Container${names.length > 1 ? ` (${names.join(', ')})` : ''}`,
      initial: names[0] ?? '',
      parse(typed) {
        if (rows.length > 1) return {problem: text`${rows.length} tasks are marked: a shell is opened in one at a time`};
        const answer = typed.trim();
        if (names.includes(answer)) return {answer};
        return {problem: text`no shell can be opened in "${answer}": there is ${names.join(', ')}`};
      },
    };
  },

  disabled(row) {
    if (row.lastStatus !== 'RUNNING') return text`task ${shortId(row)} does not run (${row.lastStatus})`;
    if (!row.allowsExec) {
      return text`ECS Exec is off for task ${shortId(row)}: set enableExecuteCommand on its service and redeploy, it holds for tasks that start then`;
    }
    if (reachable(row).length > 0) return undefined;
    const states = row.containers.map(({name, execAgent}) => `${name}: ${execAgent ?? 'no agent'}`).join(', ');
    return text`the agent of ECS Exec does not run in task ${shortId(row)} (${states}): wait a moment after its start, else look at the task role and its way to ssmmessages`;
  },

  describe: (row, container) => text`shell in ${container} of task ${shortId(row)}`,

  async preview(_aws, row, name) {
    const container = row.containers.find(one => one.name === name);
    return [
      line('plain', text`${shell} as root in container ${name}, image ${container?.image ?? 'unknown'}`),
      line('warn', text`what is typed in it is not in ecsdeck's audit log; AWS logs it where the cluster is set so`),
      line('plain', text`it ends with exit, or after 20 minutes without a key`),
    ];
  },

  confirm: () => ({type: 'key'}),

  fingerprint: row => ({
    status: row.lastStatus,
    containers: row.containers.map(({name, runtimeId}) => `${name} ${runtimeId ?? ''}`).join(', '),
  }),

  run(changes, row, name, signal) {
    const target = targetOf(row, name);
    if (target === undefined) throw new Refused(`container ${name} is not there any more`, 'Choose another one.');
    return changes.openShell(target, shell, signal);
  },

  hasArrived: () => false,

  progress: (_before, _after, name) => ({isDone: true, note: text`shell in ${name} opened`}),
});
