// The records of runs in memory, so that a story can see them, and end a program without ending its records.

import {Gone, Refused} from '../../src/domain/errors.ts';
import type {FleetRun} from '../../src/domain/fleet/run.ts';
import type {RunRecords} from '../../src/fleet/ports.ts';

/** Records, and what became of them. */
export interface MemoryRecords extends RunRecords {
  readonly saved: ReadonlyMap<string, FleetRun>;
  /** As when the program that held them was killed: nobody holds them any more. */
  forgetClaims(): void;
}

/** No records yet. */
export function memoryRecords(): MemoryRecords {
  const saved = new Map<string, string>();
  const claims = new Map<string, symbol>();
  const read = (json: string): FleetRun => JSON.parse(json);
  return {
    async save(run) {
      // As on a disk: what is kept shares nothing with what was handed over.
      saved.set(run.id, JSON.stringify(run));
    },
    list: async () => ({runs: [...saved.values()].map(read), problems: []}),
    async load(id) {
      const json = saved.get(id);
      if (json === undefined) throw new Gone(`there is no run ${id}`, 'See :runs.');
      return read(json);
    },
    async claim(id) {
      if (claims.has(id)) throw new Refused(`the run ${id} is supervised by another program`, 'Look there.');
      const own = Symbol(id);
      claims.set(id, own);
      return async () => {
        if (claims.get(id) === own) claims.delete(id);
      };
    },
    get saved() {
      return new Map([...saved].map(([id, json]) => [id, read(json)]));
    },
    forgetClaims: () => claims.clear(),
  };
}
