// Reads that try a page again before they give up: a drain of many pages must not begin anew because one of them was throttled.

import type {Clock} from '../domain/clock.ts';
import {Throttled, Unreachable} from '../domain/errors.ts';
import type {LogReads} from '../domain/log-ports.ts';

const mostTries = 3;
const firstPause = 500;

/** The same reads, with pages tried up to three times, half a second and a second apart. */
export function patientReads(reads: LogReads, clock: Clock, random: () => number): LogReads {
  return {
    ...boundReads(reads),
    async filterPage(query, signal) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await reads.filterPage(query, signal);
        } catch (error) {
          if (tries >= mostTries || !(error instanceof Throttled || error instanceof Unreachable)) throw error;
          await clock.wait(firstPause * 2 ** (tries - 1) * (0.5 + random() / 2), signal);
        }
      }
    },
  };
}

function boundReads(reads: LogReads): Pick<LogReads, 'newestPage' | 'liveTail'> {
  return {
    newestPage: (query, signal) => reads.newestPage(query, signal),
    liveTail: (selection, signal) => reads.liveTail(selection, signal),
  };
}
