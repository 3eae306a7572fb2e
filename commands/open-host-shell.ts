// `x` on a container instance: a shell on the host itself, by Session Manager.

import {text} from '../src/domain/safe-text.ts';
import {defineCommand} from './command.ts';
import {line} from './consequence.ts';

/** Host shell: `x` on a container instance, `ecsdeck host-shell INSTANCE`. */
export const openHostShell = defineCommand<'container-instance'>({
  id: 'container-instance.shell',
  key: 'x',
  title: 'Host shell',
  verb: 'host-shell',
  isForOne: true,
  target: 'container-instance',
  effect: 'change',
  needs: ['ssm:StartSession'],

  disabled(row) {
    return row.status === 'INACTIVE' ? text`${row.ec2InstanceId} is not registered any more` : undefined;
  },

  describe: row => text`shell on the host ${row.ec2InstanceId}`,

  async preview(_aws, row) {
    return [
      line('warn', text`the host itself, not a container: as ssm-user, who may become root with sudo`),
      ...(row.runningTasks > 0
        ? [line('warn', text`all of its containers can be reached and stopped from there (running tasks: ${row.runningTasks})`)]
        : []),
      ...(row.isAgentConnected ? [] : [line('plain', text`its ECS agent is not connected; Session Manager's own agent may be`)]),
      line('warn', text`what is typed in it is not in ecsdeck's audit log; AWS logs it where Session Manager is set so`),
      line('plain', text`it ends with exit, or after 20 minutes without a key unless Session Manager is set otherwise`),
    ];
  },

  confirm: () => ({type: 'key'}),

  fingerprint: row => ({status: row.status, instance: row.ec2InstanceId}),

  run: (changes, row, _answer, signal) => changes.openHostShell(row.ec2InstanceId, signal),

  hasArrived: () => false,

  progress: before => ({isDone: true, note: text`shell on ${before.ec2InstanceId} opened`}),
});
