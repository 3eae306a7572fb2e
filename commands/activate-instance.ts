// `A`: lets ECS place tasks on a draining container instance again.

import {plural} from '../src/domain/format/quantity.ts';
import {text} from '../src/domain/safe-text.ts';
import {defineCommand} from './command.ts';
import {line} from './consequence.ts';
import {setInstanceState} from './instance-state.ts';

/** Activate: `A`, `ecsdeck activate INSTANCE`. */
export const activateInstance = defineCommand({
  id: 'container-instance.activate',
  key: 'A',
  title: 'Activate',
  verb: 'activate',
  target: 'container-instance',
  effect: 'change',
  needs: ['ecs:UpdateContainerInstancesState'],

  disabled(row) {
    if (row.status === 'ACTIVE') return text`${row.ec2InstanceId} is ACTIVE already`;
    if (row.status !== 'DRAINING') return text`${row.ec2InstanceId} is ${row.status}: only a DRAINING instance can be activated`;
    return undefined;
  },

  describe: row => text`activate ${row.ec2InstanceId}`,

  async preview(_aws, row) {
    return [
      line('plain', text`ECS may place tasks on it again; tasks that have moved away do not come back by themselves`),
      ...(row.runningTasks > 0 ? [line('plain', text`${plural(row.runningTasks, 'task')} still on it stay`)] : []),
      ...(row.isAgentConnected ? [] : [line('bad', text`its agent is not connected: no task can start on it until it is`)]),
    ];
  },

  confirm: () => ({type: 'key'}),
  fingerprint: row => ({status: row.status, agent: row.isAgentConnected ? 'connected' : 'not connected'}),
  run: (changes, row, _answer, signal) => setInstanceState(changes, row, 'ACTIVE', signal),
  undo: before => ({title: text`drain ${before.ec2InstanceId} again`, commandId: 'container-instance.drain', answer: undefined}),
  hasArrived: (_before, after) => after.status === 'ACTIVE',

  progress(_before, after) {
    if (after.status === 'ACTIVE') return {isDone: true, note: text`ACTIVE`};
    return {isDone: false, done: 0, total: 0, note: text`${after.status} → ACTIVE`};
  },
});
