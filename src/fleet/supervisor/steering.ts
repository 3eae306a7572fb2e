// What one work of a run is handed: the run as it is, how to change it, and the world.

import type {FleetRun} from '../../domain/fleet/run.ts';
import type {FleetPorts} from '../ports.ts';
import type {RunContext} from './edit.ts';

/** The run in the hands of one work. */
export interface Steering {
  readonly ports: FleetPorts;
  readonly context: RunContext;
  /** Ends a read when the person has said something. */
  readonly signal: AbortSignal;
  /** The newest state: a person may have aborted it since. */
  run(): FleetRun;
  update(run: FleetRun): void;
  /** Resolves when the newest state is on the disk. */
  save(): Promise<void>;
  /** True when this program shall send nothing more. */
  isStopped(): boolean;
}
