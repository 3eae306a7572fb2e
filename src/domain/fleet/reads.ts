// What tables ask of the fleet: the runs of this account and Region, and the whole output of a host. Apart from the ports to
// AWS, because runs are kept on this machine.

import type {InvocationOutput} from '../run-command.ts';
import type {FleetRun} from './run.ts';

/** Runs, those of other programs on this machine too. */
export interface FleetReads {
  /** Newest first; those that this program supervises are as they are at this moment. */
  runs(): Promise<readonly FleetRun[]>;
  /** The output of a command on one host, as far as AWS keeps it. Rejects with Gone while AWS does not know it. */
  output(commandId: string, instanceId: string, signal: AbortSignal): Promise<InvocationOutput>;
}
