// `x` on a container: a shell in it, by ECS Exec. The container is the row, so that nothing is asked but to go ahead.

import {Refused} from '../src/domain/errors.ts';
import {text} from '../src/domain/safe-text.ts';
import {defineCommand} from './command.ts';
import {agentIsMissing, execIsOff, isReachable, shell, shellConsequences, targetIn, taskIdOf} from './shell-session.ts';
import {shortId} from './stop-task.ts';

/** Shell: `x` on a container; on the command line it is `ecsdeck shell TASK CONTAINER`. */
export const openContainerShell = defineCommand<'container'>({
  id: 'container.shell',
  key: 'x',
  title: 'Shell',
  verb: 'shell',
  isForScreen: true,
  isForOne: true,
  target: 'container',
  effect: 'change',
  needs: ['ecs:ExecuteCommand'],

  disabled(row) {
    if (row.lastStatus !== 'RUNNING') return text`container ${row.name} does not run (${row.lastStatus})`;
    if (row.execAgent === undefined) return execIsOff(shortId({id: taskIdOf(row)}));
    return isReachable(row) ? undefined : agentIsMissing(text`container ${row.name}`, row.execAgent);
  },

  describe: row => text`shell in ${row.name} of task ${shortId({id: taskIdOf(row)})}`,

  preview: async (_aws, row) => shellConsequences(row.name, row.image),

  confirm: () => ({type: 'key'}),

  fingerprint: row => ({status: row.lastStatus, container: `${row.name} ${row.runtimeId ?? ''}`}),

  run(changes, row, _answer, signal) {
    const target = targetIn(row);
    if (target === undefined) throw new Refused(`container ${row.name} has no runtime`, 'Wait until it runs.');
    return changes.openShell(target, shell, signal);
  },

  hasArrived: () => false,

  progress: (_before, _after) => ({isDone: true, note: text`shell opened`}),
});
