// Agents that lose their connection: ECS places nothing on such an instance and hears nothing from it until it is found again.

import {draw, type InstanceRecord, type Runtime, roomFreed, today, touch} from './runtime.ts';
import type {AgentTrouble} from './script.ts';

/** Puts the next loss on the agenda. */
export function awaitLoss(runtime: Runtime, trouble: AgentTrouble): void {
  runtime.agenda.add(runtime.now + draw(runtime, trouble.every), {kind: 'agent-lost', trouble});
}

/** One agent of the cluster loses its connection, and finds it again later. */
export function loseAgent(runtime: Runtime, trouble: AgentTrouble): void {
  const cluster = runtime.state.clusters.get(trouble.cluster);
  const instances = Array.from(cluster ? (runtime.clusters.get(cluster)?.instances.values() ?? []) : []);
  const connected = instances.filter(({instance}) => instance.instance.agentConnected && instance.instance.status === 'ACTIVE');
  const chosen = connected[runtime.random.integer(0, Math.max(0, connected.length - 1))];
  if (chosen !== undefined) {
    disconnectAgent(runtime, chosen);
    runtime.agenda.add(runtime.now + draw(runtime, trouble.lasts), {kind: 'agent-found', instance: chosen});
  }
  awaitLoss(runtime, trouble);
}

/** The agent is gone: nothing is heard of its tasks until it is back. */
export function disconnectAgent(runtime: Runtime, instance: InstanceRecord): void {
  if (instance.instance.instance.agentConnected !== false) setConnected(runtime, instance, false);
}

/** The agent is back: what was held up goes on. */
export function findAgent(runtime: Runtime, instance: InstanceRecord): void {
  if (instance.instance.instance.agentConnected === true) return;
  setConnected(runtime, instance, true);
  for (const due of instance.held.splice(0)) runtime.agenda.add(runtime.now, due);
  roomFreed(runtime, instance.cluster);
  for (const daemon of instance.cluster.daemons) touch(runtime, daemon);
}

function setConnected(runtime: Runtime, {instance: {instance}, tasks}: InstanceRecord, isConnected: boolean): void {
  instance.agentConnected = isConnected;
  instance.version = (instance.version ?? 0) + 1;
  for (const {task} of tasks) {
    task.connectivity = isConnected ? 'CONNECTED' : 'DISCONNECTED';
    task.connectivityAt = today(runtime);
    task.version = (task.version ?? 0) + 1;
  }
}
