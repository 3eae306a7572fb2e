// `D`: moves the service tasks of a container instance away and keeps new ones off it.

import {plural} from '../src/domain/format/quantity.ts';
import {text} from '../src/domain/safe-text.ts';
import {defineCommand} from './command.ts';
import {line, orUnknown} from './consequence.ts';
import {drainLines} from './drain-preview.ts';
import {setInstanceState} from './instance-state.ts';

/** Drain: `D`, `ecsdeck drain INSTANCE`. */
export const drainInstance = defineCommand({
  id: 'container-instance.drain',
  key: 'D',
  title: 'Drain',
  verb: 'drain',
  target: 'container-instance',
  effect: 'change',
  needs: ['ecs:UpdateContainerInstancesState'],

  disabled(row) {
    if (row.status === 'DRAINING') return text`${row.ec2InstanceId} is draining already`;
    if (row.status !== 'ACTIVE') return text`${row.ec2InstanceId} is ${row.status}: only an ACTIVE instance can be drained`;
    return undefined;
  },

  describe: row => text`drain ${row.ec2InstanceId} (${plural(row.runningTasks + row.pendingTasks, 'task')})`,

  async preview(aws, row, _answer, signal) {
    const found = await orUnknown('which tasks move', signal, () => drainLines(aws, row, signal));
    const agent = row.isAgentConnected ? [] : [line('bad', text`its agent is not connected: its tasks cannot be stopped until it is`)];
    return [...agent, ...found, line('quiet', text`activating it takes it back, but tasks that moved stay where they went`)];
  },

  confirm: () => ({type: 'key'}),
  fingerprint: row => ({status: row.status, agent: row.isAgentConnected ? 'connected' : 'not connected', host: row.ec2InstanceId}),
  run: (changes, row, _answer, signal) => setInstanceState(changes, row, 'DRAINING', signal),
  undo: before => ({title: text`activate ${before.ec2InstanceId}`, commandId: 'container-instance.activate', answer: undefined}),
  hasArrived: (_before, after) => after.status === 'DRAINING',

  progress(before, after) {
    if (after.status === 'ACTIVE') return {isDone: true, hasFailed: true, note: text`ACTIVE again`};
    const left = after.runningTasks + after.pendingTasks;
    const total = Math.max(before.runningTasks + before.pendingTasks, left);
    if (left === 0) return {isDone: true, note: text`drained`};
    return {isDone: false, done: total - left, total, note: text`${total === 1 ? 'task has' : 'tasks have'} left`};
  },
});
