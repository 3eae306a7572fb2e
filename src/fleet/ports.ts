// What the fleet needs of the world: the composition root fulfils it, tests replace it.

import type {AuditActor, AuditEntry} from '../domain/audit-entry.ts';
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
  /** Forgets the run. Resolves also when it is gone already; rejects with UserError when it cannot be taken away. */
  remove(id: string): Promise<void>;
  /** Claims the run for this program, and answers how to let go of it. Rejects with Refused while another program has it. */
  claim(id: string): Promise<() => Promise<void>>;
}

/**
 * What is recorded of a change to hosts; who makes it is known to all lines of a place. Commands are `fleet.time-fix`, `fleet.drain`,
 * `fleet.activate`, `fleet.cancel`; the target is the container instance, or the cluster for a send to several.
 */
export type FleetAuditEntry = Omit<AuditEntry, 'actor'>;

/** Where changes are recorded. */
export interface FleetAudit {
  /** Resolves when the line is on the disk; rejects with Refused when it cannot be written. */
  write(entry: FleetAuditEntry): Promise<void>;
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
  readonly place: AuditActor;
  /** False in read-only mode: then nothing is sent, also no check. */
  readonly canChange: () => boolean;
  /** Letters and digits, 8 to 40, unique for all time. */
  readonly newToken: () => string;
  /** Where AWS keeps the whole output of hosts, when the configuration names a place. */
  readonly outputBucket?: CommandOrder['outputBucket'] | undefined;
  /** Of all runs of this program together; one of its own when absent. */
  readonly pace?: Pace;
}
