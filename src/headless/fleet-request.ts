// What the command line asks of the hosts of a cluster, once it was understood.

import type {WaveSettings} from '../domain/fleet/run.ts';
import type {SourceOptions} from './source-options.ts';

/** The forms in which a run is printed at its end. */
export type ReportForm = 'table' | 'json' | 'markdown';

/** How a run is confirmed and printed. */
interface RunOptions extends SourceOptions {
  readonly isConfirmed: boolean;
  /** It ends with the plan. */
  readonly isDryRun: boolean;
  readonly output: ReportForm;
}

/** What a run is about. */
export interface FleetOptions extends RunOptions {
  readonly cluster: string;
  /** What was said of the waves; the rest is as configured. */
  readonly waves: Partial<WaveSettings>;
  /** An ECS attribute and its value. */
  readonly attribute?: {readonly name: string; readonly value: string};
  /** Availability Zones. */
  readonly availabilityZones?: readonly string[];
  /** Texts of the playbook's parameters, as they were typed. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** `ecsdeck time-fix`, `ecsdeck run PLAYBOOK` */
export interface FleetRequest {
  readonly type: 'fleet';
  /** Id of one of fleet/playbooks/registry. */
  readonly playbook: string;
  /** Container instances by id or ARN, or `i-…`; all of the cluster when empty. */
  readonly instances: readonly string[];
  readonly options: FleetOptions;
}

/** `ecsdeck resume ID`, `ecsdeck retry ID` */
export interface RecordedRunRequest {
  readonly type: 'resume' | 'retry';
  readonly run: string;
  readonly options: RunOptions;
}
