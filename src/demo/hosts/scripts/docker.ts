// docker-restart and docker-prune on a host.

import type {DockerAnswer, PruneAnswer} from '../../../domain/fleet/answers.ts';
import {type Host, type UnusedImage, usedBytes} from '../host.ts';
import {answered, head, type PlayScript, type ScriptCall, takes} from './script.ts';

type Told<Answer> = Omit<Answer, 'ecsdeck' | 'result' | 'system' | 'family'>;

/** docker-restart: what runs in it ends, and ECS starts it anew. */
export const dockerRestart: PlayScript = call => {
  const {host} = call;
  if (call.script === 'check')
    return {seconds: takes(call, 0.6, 1.8), end: () => answered<DockerAnswer>({...head(call, 'looked'), ...look(host)})};
  const seconds = takes(call, 9, 22);
  const containersBefore = containers(host);
  call.book.restartDocker(host, seconds - 1);
  return {
    seconds,
    end: () => answered<DockerAnswer>({...head(call, 'changed'), ...look(host), containersBefore, seconds: Math.round(seconds)}),
  };
};

/** docker-prune: containers that ended go, and images: those without a name (`images` is dangling), or all that are unused. */
export const dockerPrune: PlayScript = call => {
  if (call.script === 'check')
    return {seconds: takes(call, 1, 4), end: () => answered<PruneAnswer>({...head(call, 'looked'), ...prunable(call)})};
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

function goes({variables: {images}}: ScriptCall, image: UnusedImage): boolean {
  return images === 'unused' || image.isDangling;
}

function prunable(call: ScriptCall): Told<PruneAnswer> {
  const {host} = call;
  const {endedContainers} = host.docker;
  const going = host.docker.unusedImages.filter(image => goes(call, image));
  const containerNames = Array.from({length: Math.min(8, endedContainers)}, (_, index) => `container ecs-ended-${index + 1}`);
  return {
    containers: endedContainers,
    images: going.length,
    bytes: going.reduce((sum, {bytes}) => sum + bytes, 0),
    names: [...containerNames, ...going.map(({name}) => `image ${name}`)].slice(0, 20),
    freeBytes: freeBytes(host),
  };
}

function prune(call: ScriptCall) {
  const {host} = call;
  const gone = prunable(call);
  host.docker = {...host.docker, endedContainers: 0, unusedImages: host.docker.unusedImages.filter(image => !goes(call, image))};
  const result = gone.containers + gone.images > 0 ? 'changed' : 'unchanged';
  return answered<PruneAnswer>({
    ...head(call, result),
    ...gone,
    freeBytes: freeBytes(host),
    freeBytesBefore: gone.freeBytes,
    refused: 0,
  });
}
