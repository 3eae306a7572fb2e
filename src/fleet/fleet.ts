// What the rest of the program asks of the fleet: begin a run, watch it, go on, abort, pick it up again. Types only, so that
// screens, keys and the command line depend on nothing else.

import type {ParameterValues} from '../domain/fleet/finding.ts';
import type {FleetRun, WaveSettings} from '../domain/fleet/run.ts';
import type {FleetTarget} from '../domain/fleet/target.ts';
import type {SafeText} from '../domain/safe-text.ts';
import type {Playbook} from './playbook.ts';

/** What a person asks for. */
export interface RunOrder {
  readonly playbook: Playbook;
  readonly values: ParameterValues;
  /** ARN and name of the cluster. */
  readonly cluster: string;
  readonly clusterName: string;
  /** All that were meant, with those that are left out. */
  readonly targets: readonly FleetTarget[];
  readonly settings: WaveSettings;
  readonly retries?: string;
}

/** A run that this program supervises. */
export interface SupervisedRun {
  /** The newest state. */
  current(): FleetRun;
  /** Told of each new state; answers how to be told no more. */
  onChange(listener: (run: FleetRun) => void): () => void;
  /** Goes on from `planned` or `paused`: the person has confirmed it. Rejects with Refused while another run is changing one of its hosts. */
  proceed(): Promise<void>;
  /** Sends nothing more and cancels what is under way. */
  abort(): void;
  /** Resolves when the run has come to its end, waits for the person (`planned`, `paused`) or was left by `stop`. Rejects only for a fault of the program. */
  settled(): Promise<FleetRun>;
}

/** All runs. */
export interface Fleet {
  /** Records the run, and begins with the check, or at `planned` where there is none. Rejects with Refused when it cannot be recorded, or would change a host that another run is changing. */
  begin(order: RunOrder): Promise<SupervisedRun>;
  /** Those of this account and Region on this machine, newest first, of other programs too. */
  runs(): Promise<readonly FleetRun[]>;
  /** A sentence for each record on this machine that cannot be read: broken, or of another version of the program. */
  problems(): Promise<readonly SafeText[]>;
  /** Picks up a recorded run: what was intended is settled, what is under way is waited for, then it waits `paused`. Rejects with Refused while another program supervises it, with Gone when it is not there. */
  resume(id: string): Promise<SupervisedRun>;
  /** Sends nothing more of any run, at once. What is on its way goes on at AWS, and is found again by `resume`. */
  stop(): void;
  /** After `stop`: resolves when the calls that were on their way have come back and the records are let go of. */
  stopped(): Promise<void>;
}
