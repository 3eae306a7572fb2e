// The demo, put together: a world, its scheduler, and the region that answers for them.

import type {Clock} from '../domain/clock.ts';
import {createScheduler} from './ecs/scheduler/scheduler.ts';
import type {WorldSize} from './ecs/world/spec.ts';
import {createWorld} from './ecs/world/world.ts';
import {createRandom} from './random.ts';
import {createDemoRegion, type DemoRegion} from './region.ts';

/** The account of every demo world. */
export const demoAccount = '111122223333';

/** The Region of a demo world that is not told another. */
export const demoRegionName = 'ap-southeast-1';

/** What a demo is made from. */
export interface DemoOptions {
  readonly clock: Clock;
  /** The same seed gives the same world, troubles and faults; 1 unless given. */
  readonly seed?: number | string;
  /** Absent: the five systems. */
  readonly world?: WorldSize;
  /** How many times faster than the clock the demo's time runs; 1 unless given. */
  readonly speed?: number;
  readonly region?: string;
  /** For example `throttle=0.3,latency=2000`. */
  readonly faults?: string;
}

/** Makes a demo region whose world begins now. Throws UsageError for faults that cannot be read. */
export function createDemo({clock, seed = 1, world, speed, region = demoRegionName, faults}: DemoOptions): DemoRegion {
  const now = clock.now();
  const {state, scalableTargets} = createWorld({seed, account: demoAccount, region, now, ...(world && {world})});
  const scheduler = createScheduler({state, random: createRandom(seed), now});
  return createDemoRegion({
    state,
    scheduler,
    clock,
    // A stream of its own, so that calls and faults never change what happens in the world.
    random: createRandom(`${seed}/region`).next,
    scalableTargets,
    ...(speed !== undefined && {speed}),
    ...(faults !== undefined && {faults}),
  });
}
