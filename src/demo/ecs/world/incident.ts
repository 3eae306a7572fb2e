// What happened in a system shortly before the person looks: played by the scheduler, so that it is in every detail consistent.

import {ecsArn, lastPart} from '../scheduler/arns.ts';
import {deploy} from '../scheduler/play.ts';
import {clusterRecord, type Runtime, serviceRecord} from '../scheduler/runtime.ts';
import type {ClusterState} from '../state.ts';

/** Something that somebody did, so many seconds before the world's first moment. */
export interface Incident {
  readonly secondsBefore: number;
  readonly act: (runtime: Runtime) => void;
}

/** Somebody deploys `definition` (`family:revision`) to a service. */
export function deployRevision(runtime: Runtime, cluster: ClusterState, name: string, definition: string): void {
  const state = cluster.services.get(name);
  if (state === undefined) return;
  state.service.taskDefinition = ecsArn(runtime.state, 'task-definition', lastPart(definition));
  deploy(runtime, serviceRecord(clusterRecord(runtime, cluster), state));
}
