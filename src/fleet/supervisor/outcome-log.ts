// What became of each host, on its way to the audit log: noted as it happens, written when the run can wait for the disk.

import type {FleetRun} from '../../domain/fleet/run.ts';
import type {FleetAuditEntry} from '../ports.ts';
import {hostLine} from './auditing.ts';
import {censusOf, hasFailed} from './census.ts';

/** The lines of one run that are not written yet. */
export class OutcomeLog {
  readonly #waiting: FleetAuditEntry[] = [];

  /** Each host that has come to the end of its turn between these two states of a run gets a line. */
  note(before: FleetRun, after: FleetRun, now: number): void {
    if (before.hosts === after.hosts) return;
    const [old, newest] = [censusOf(before.hosts), censusOf(after.hosts)];
    if (old.done === newest.done && old.failures === newest.failures) return;
    // Only hosts of the wave that was under way can have come to their end.
    for (const place of old.inWave) {
      const host = after.hosts[place];
      if (host === undefined || host.state === before.hosts[place]?.state) continue;
      if (host.state === 'done' || hasFailed(host)) this.#waiting.push(hostLine(after, host, now));
    }
  }

  /** The line that has waited longest, which waits no longer. */
  next(): FleetAuditEntry | undefined {
    return this.#waiting.shift();
  }
}
