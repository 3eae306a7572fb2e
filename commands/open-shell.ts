// `x`: a shell in a container of a task, by ECS Exec.

import {Refused} from '../src/domain/errors.ts';
import {text} from '../src/domain/safe-text.ts';
import type {Container, Task} from '../src/domain/task.ts';
import {defineCommand} from './command.ts';
import {agentIsMissing, execIsOff, isReachable, shell, shellConsequences, targetIn} from './shell-session.ts';
import {shortId} from './stop-task.ts';

function containerOf({containers}: Task, name: string): Container | undefined {
  return containers.find(one => one.name === name);
}

/** Shell: `x`, `ecsdeck shell TASK CONTAINER`. The answer is the container's name. */
export const openShell = defineCommand<'task', string>({
  id: 'task.shell',
  key: 'x',
  title: 'Shell',
  verb: 'shell',
  lastWord: {name: 'CONTAINER', example: 'web', help: 'CONTAINER is the name of the container.'},
  isForOne: true,
  target: 'task',
  effect: 'change',
  needs: ['ecs:ExecuteCommand'],

  ask(rows) {
    const [first] = rows;
    const names = first === undefined ? [] : first.containers.filter(isReachable).map(({name}) => name);
    return {
      label: text`Container${names.length > 1 ? ` (${names.join(', ')})` : ''}`,
      initial: names[0] ?? '',
      parse(typed) {
        const answer = typed.trim();
        if (names.includes(answer)) return {answer};
        return {problem: text`no shell can be opened in "${answer}": there is ${names.join(', ')}`};
      },
    };
  },

  disabled(row) {
    if (row.lastStatus !== 'RUNNING') return text`task ${shortId(row)} does not run (${row.lastStatus})`;
    if (!row.allowsExec) return execIsOff(shortId(row));
    if (row.containers.some(isReachable)) return undefined;
    const states = row.containers.map(({name, execAgent}) => `${name}: ${execAgent ?? 'no agent'}`).join(', ');
    return agentIsMissing(text`task ${shortId(row)}`, states);
  },

  describe: (row, container) => text`shell in ${container} of task ${shortId(row)}`,

  preview: async (_aws, row, name) => shellConsequences(name, containerOf(row, name)?.image),

  confirm: () => ({type: 'key'}),

  fingerprint: row => ({
    status: row.lastStatus,
    containers: row.containers.map(({name, runtimeId}) => `${name} ${runtimeId ?? ''}`).join(', '),
  }),

  run(changes, row, name, signal) {
    const container = containerOf(row, name);
    const target = container && targetIn(container);
    if (target === undefined) throw new Refused(`container ${name} is not there any more`, 'Choose another one.');
    return changes.openShell(target, shell, signal);
  },

  hasArrived: () => false,

  progress: (_before, _after, name) => ({isDone: true, note: text`shell in ${name} opened`}),
});
