// Records in memory. Runs are kept as they are: they are never changed in place.

import {Gone} from '../../src/domain/errors.ts';
import type {FleetRun} from '../../src/domain/fleet/run.ts';
import type {RunRecords} from '../../src/fleet/ports.ts';

/** Records that are there as long as the test is. */
export class Records implements RunRecords {
  readonly runs = new Map<string, FleetRun>();

  async save(run: FleetRun): Promise<void> {
    this.runs.set(run.id, run);
  }

  async list() {
    return {runs: [...this.runs.values()], problems: []};
  }

  async load(id: string): Promise<FleetRun> {
    const run = this.runs.get(id);
    if (run === undefined) throw new Gone(`there is no run ${id}`, 'Look.');
    return run;
  }

  async remove(id: string): Promise<void> {
    this.runs.delete(id);
  }

  async claim() {
    return async () => {};
  }
}
