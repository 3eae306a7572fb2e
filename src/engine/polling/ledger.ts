// Which parts of a table are in trouble at this moment. Apart from the backoff, because a part that is read again must not
// take back what is told of another.

import type {Problem} from '../../../store/state.ts';
import type {UpdateQueue} from './update-queue.ts';

/** A part of a table that is read by itself: its rows, its list, the slower looks. What weighs most comes first. */
const parts = ['rows', 'list', 'looks'] as const;

/** One of them. */
export type Part = (typeof parts)[number];

/** The troubles of one table; the weightiest is the one that the table tells. */
export interface Ledger {
  tell(part: Part, problem: Problem): void;
  /** All of the part was read again, or nobody asks for it any more. */
  over(part: Part): void;
  isEmpty(): boolean;
}

/** A ledger; `inherited` is what the table tells since it was watched before: the first thing that is read takes it back. */
export function createLedger(queue: UpdateQueue, inherited: Problem | undefined): Ledger {
  const told = new Map<Part, Problem>();
  let hasInherited = inherited !== undefined;

  function show(): void {
    const [weightiest] = parts.flatMap(part => told.get(part) ?? []);
    queue.add(weightiest === undefined ? {type: 'fetchRecovered'} : {type: 'fetchFailed', problem: weightiest});
  }

  return {
    tell(part, problem) {
      told.set(part, problem);
      show();
      queue.flush();
    },
    over(part) {
      const wasTold = told.delete(part);
      if (!wasTold && !hasInherited) return;
      hasInherited = false;
      show();
    },
    isEmpty: () => told.size === 0,
  };
}
