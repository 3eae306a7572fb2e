// A world: everything that is in the demo Region at the first moment. Either the five systems, or one generated of a given size.

import {createRandom} from '../../random.ts';
import {playUntil} from '../scheduler/play.ts';
import {resume} from '../scheduler/resume.ts';
import {createRuntime} from '../scheduler/runtime.ts';
import type {EcsState} from '../state.ts';
import {buildBatch} from './batch.ts';
import {createBuilder} from './builder.ts';
import {buildConsulDemo} from './consul-demo.ts';
import {buildDiscovery} from './discovery.ts';
import {buildErp} from './erp.ts';
import {buildGenerated} from './generated.ts';
import type {Incident} from './incident.ts';
import {type ScalableService, scalableServices} from './scalable-services.ts';
import {worldScript} from './script.ts';
import {buildSimpleCluster} from './simple-cluster.ts';
import type {WorldSize} from './spec.ts';

/** What a world is made from. */
export interface WorldParts {
  readonly seed: number | string;
  /** Absent: the five systems. */
  readonly world?: WorldSize;
  readonly account: string;
  readonly region: string;
  /** The first moment, milliseconds since 1970. */
  readonly now: number;
}

/** A world, and what other AWS services of the demo Region have to know of it. */
export interface World {
  readonly state: EcsState;
  readonly scalableTargets: readonly ScalableService[];
}

// The systems are built as they stood so long before the first moment, and then played: crashes, jobs and deployments
// of that time are in the lists of stopped tasks and events.
const playedSeconds = 1500;

/** Makes a world. The same parts give the same world. */
export function createWorld({seed, world, account, region, now}: WorldParts): World {
  const scope = {account, region};
  if (world !== undefined) {
    const builder = createBuilder(scope, seed, now);
    buildGenerated(builder, world);
    return {state: builder.runtime.state, scalableTargets: []};
  }
  const builder = createBuilder(scope, seed, now - playedSeconds * 1000);
  const incidents = [...buildSimpleCluster(builder), ...buildDiscovery(builder)];
  buildErp(builder);
  buildConsulDemo(builder);
  buildBatch(builder);
  const {state} = builder.runtime;
  playIncidents(state, seed, builder.now, now, incidents);
  return {state, scalableTargets: scalableServices};
}

function playIncidents(state: EcsState, seed: number | string, from: number, to: number, incidents: readonly Incident[]): void {
  const runtime = createRuntime(state, createRandom(`${seed}/before`), worldScript, from);
  resume(runtime);
  for (const incident of incidents.toSorted((one, other) => other.secondsBefore - one.secondsBefore)) {
    playUntil(runtime, to - incident.secondsBefore * 1000);
    incident.act(runtime);
  }
  playUntil(runtime, to);
}
