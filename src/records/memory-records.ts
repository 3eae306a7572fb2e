// The records of runs in memory: for the demo region, whose hosts live no longer than the program, and for tests.

import {Gone, Refused} from '../domain/errors.ts';
import type {FleetRun} from '../domain/fleet/run.ts';
import type {RunRecords} from '../fleet/ports.ts';

/** Records, and what is in them. */
export interface MemoryRecords extends RunRecords {
  readonly saved: ReadonlyMap<string, FleetRun>;
}

/** No records yet. */
export function memoryRecords(): MemoryRecords {
  const saved = new Map<string, string>();
  const claims = new Set<string>();
  const read = (json: string): FleetRun => JSON.parse(json);
  return {
    async save(run) {
      // As on a disk: what is kept shares nothing with what was handed over.
      saved.set(run.id, JSON.stringify(run));
    },
    list: async () => ({runs: [...saved.values()].map(read), problems: []}),
    async load(id) {
      const json = saved.get(id);
      if (json === undefined) throw new Gone(`there is no run ${id}`, 'See :runs for those that are.');
      return read(json);
    },
    async remove(id) {
      saved.delete(id);
    },
    async claim(id) {
      if (claims.has(id)) throw new Refused(`the run ${id} is supervised by another program`, 'Look there.');
      claims.add(id);
      return async () => void claims.delete(id);
    },
    get saved() {
      return new Map([...saved].map(([id, json]) => [id, read(json)]));
    },
  };
}
