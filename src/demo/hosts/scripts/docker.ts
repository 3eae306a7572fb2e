// docker-restart and docker-prune on a host.

import type {DockerAnswer, PruneAnswer} from '../../../domain/fleet/answers.ts';
import {type Host, usedBytes} from '../host.ts';
import {answered, head, type PlayScript, type ScriptCall, takes} from './script.ts';

type Told<Answer> = Omit<Answer, 'ecsdeck' | 'result' | 'system' | 'family'>;

/** docker-restart: what runs in it ends, and ECS starts it anew. */
export const dockerRestart: PlayScript = call => {
  const {host} = call;
  if (call.script === 'check')
    return {seconds: takes(call, 0.6, 1.8), end: () => answered<DockerAnswer>({...head(call, 'looked'), ...look(host)})};
  const seconds = takes(call, 9, 22);
  return {
    seconds,
    end() {
      const containersBefore = containers(host);
      call.book.restartDocker(host);
      const after = {...look(host), containersBefore, seconds: Math.round(seconds)};
      return answered<DockerAnswer>({...head(call, 'changed'), ...after});
    },
  };
};

/** docker-prune: ended containers and unused images go. */
export const dockerPrune: PlayScript = call => {
  const {host} = call;
  if (call.script === 'check')
    return {seconds: takes(call, 1, 4), end: () => answered<PruneAnswer>({...head(call, 'looked'), ...prunable(host)})};
  return {seconds: takes(call, 6, 30), end: () => prune(call)};
};

/** Bytes that are free on the disk with Docker's data. */
export function freeBytes(host: Host): number {
  return Math.max(0, host.diskBytes - usedBytes(host));
}

function look(host: Host): Told<DockerAnswer> {
  const version = host.instance.instance.versionInfo?.dockerVersion?.replace('DockerVersion: ', '');
  return {isActive: true, ...(version !== undefined && {version}), containers: containers(host), isLiveRestore: host.docker.isLiveRestore};
}

/** Those of ECS's running tasks, and the agent's own. */
function containers({cluster, instance}: Host): number {
  let count = 1;
  for (const task of cluster.tasks.values()) {
    if (task.containerInstanceArn !== instance.instance.containerInstanceArn) continue;
    count += task.containers?.filter(container => container.lastStatus === 'RUNNING').length ?? 0;
  }
  return count;
}

function prunable(host: Host): Told<PruneAnswer> {
  const {unusedImages, endedContainers} = host.docker;
  return {
    containers: endedContainers,
    images: unusedImages.length,
    bytes: unusedImages.reduce((sum, {bytes}) => sum + bytes, 0),
    names: unusedImages.slice(0, 20).map(({name}) => name),
    freeBytes: freeBytes(host),
  };
}

function prune(call: ScriptCall) {
  const {host} = call;
  const gone = prunable(host);
  host.docker = {...host.docker, endedContainers: 0, unusedImages: []};
  const result = gone.containers + gone.images > 0 ? 'changed' : 'unchanged';
  return answered<PruneAnswer>({
    ...head(call, result),
    ...gone,
    freeBytes: freeBytes(host),
    freeBytesBefore: gone.freeBytes,
    refused: 0,
  });
}
