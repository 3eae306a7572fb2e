// What the fleet needs of the world: the composition root fulfils it, tests replace it.

import type {Clock} from '../domain/clock.ts';
import type {FleetRun} from '../domain/fleet/run.ts';
import type {EcsChanges, EcsReads} from '../domain/ports.ts';
import type {CommandOrder, RunCommandChanges, RunCommandReads} from '../domain/run-command.ts';
import type {SafeText} from '../domain/safe-text.ts';
import type {Pace} from './supervisor/pace.ts';

/** The runs that are recorded on this machine. */
export interface RecordedRuns {
  readonly runs: readonly FleetRun[];
  /** A sentence for each record that cannot be read: broken, or of another version of the program. */
  readonly problems: readonly SafeText[];
}

/** Where runs are recorded, so that they outlive the program. */
export interface RunRecords {
  /** Resolves when the run is on the disk as a whole; rejects with Refused when it cannot be. */
  save(run: FleetRun): Promise<void>;
  /** All of them, in no order. */
  list(): Promise<RecordedRuns>;
  /** Rejects with Gone when it is not there, with UserError when it cannot be read. */
  load(id: string): Promise<FleetRun>;
  /** Claims the run for this program, and answers how to let go of it. Rejects with Refused while another program has it. */
  claim(id: string): Promise<() => Promise<void>>;
}

/** What is recorded of a change to hosts, before it is sent (`intent`) and after (`outcome`). Times are milliseconds since 1970. */
export interface FleetAuditEntry {
  /** The same for all lines of one send, or of one change at ECS. */
  readonly change: string;
  readonly phase: 'intent' | 'outcome';
  readonly at: number;
  /** `fleet.time-fix`, `fleet.drain`, `fleet.activate`, `fleet.cancel`. */
  readonly command: string;
  /** ARN of the container instance, or of the cluster for a send to several. */
  readonly target: string;
  readonly summary: SafeText;
  readonly before: Readonly<Record<string, string | number>>;
  readonly wanted: unknown;
  readonly result?: 'accepted' | 'failed' | 'unknown' | 'arrived' | 'never arrived';
  readonly after?: Readonly<Record<string, string | number>>;
  readonly requestId?: string;
  readonly error?: string;
}

/** Where changes are recorded. */
export interface FleetAudit {
  /** Resolves when the line is on the disk; rejects with Refused when it cannot be written. */
  write(entry: FleetAuditEntry): Promise<void>;
}

/** One account and Region, and who acts there. */
export interface FleetPlace {
  readonly account: string;
  readonly region: string;
  readonly isDemo: boolean;
  readonly identityArn: string;
}

/** Everything that supervising a run needs. */
export interface FleetPorts {
  readonly clock: Clock;
  readonly records: RunRecords;
  readonly audit: FleetAudit;
  readonly runCommand: RunCommandReads;
  readonly runCommandChanges: RunCommandChanges;
  readonly ecs: EcsReads;
  readonly ecsChanges: EcsChanges;
  readonly place: FleetPlace;
  /** False in read-only mode: then nothing is sent, also no check. */
  readonly canChange: () => boolean;
  /** Letters and digits, 8 to 40, unique for all time. */
  readonly newToken: () => string;
  /** Where AWS keeps the whole output of hosts, when the configuration names a place. */
  readonly outputBucket?: CommandOrder['outputBucket'] | undefined;
  /** Of all runs of this program together; one of its own when absent. */
  readonly pace?: Pace;
}
