// agent-restart on a host: the ECS agent, which is connected again some seconds later.

import type {AgentAnswer} from '../../../domain/fleet/answers.ts';
import {answered, head, type PlayScript, type ScriptCall, takes} from './script.ts';

/** agent-restart. */
export const agentRestart: PlayScript = call => {
  if (call.script === 'check')
    return {seconds: takes(call, 0.6, 1.8), end: () => answered<AgentAnswer>({...head(call, 'looked'), ...look(call)})};
  const seconds = takes(call, 5, 11);
  call.book.restartEcsAgent(call.host, seconds - 1);
  return {
    seconds,
    end: () => answered<AgentAnswer>({...head(call, 'changed'), ...look(call), seconds: Math.round(seconds)}),
  };
};

function look({host}: ScriptCall): Omit<AgentAnswer, 'ecsdeck' | 'result' | 'system' | 'family'> {
  const {instance} = host.instance;
  // An agent without its connection to ECS runs, and tells of no registration.
  if (instance.agentConnected !== true) return {isActive: true};
  return {
    isActive: true,
    version: instance.versionInfo?.agentVersion ?? '',
    cluster: host.cluster.cluster.clusterName ?? '',
    containerInstance: instance.containerInstanceArn ?? '',
  };
}
