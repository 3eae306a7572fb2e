// `--wait`: stays after a change until its targets are as they were wanted, and tells how it goes on stderr.

import type {Clock} from '../domain/clock.ts';
import {type SafeText, text} from '../domain/safe-text.ts';
import {follow} from '../engine/changes/follow.ts';
import type {Plan} from '../engine/changes/plan.ts';
import type {Sent} from '../engine/changes/send.ts';

/** Reads the targets of changes that have happened until each is steady or has failed, 30 minutes at most; answers those that are steady. */
export async function waitUntilSteady(
  {request}: Plan,
  happened: readonly Sent[],
  ports: {readonly clock: Clock; readonly tell: (line: SafeText) => void},
  signal: AbortSignal,
): Promise<ReadonlySet<Sent>> {
  const steady = new Set<Sent>();
  const told = new Map<Sent, string>();
  // What was found to have happened needs no second look at that.
  const changes = happened.map((sent, number) => ({number, sent: {...sent, outcome: {state: 'accepted', requestId: ''} as const}}));
  await follow(
    {...request, changes},
    {
      clock: ports.clock,
      isStillOpen: () => true,
      progressed(number, {state, done, total = 0, note}) {
        const sent = happened[number];
        if (sent === undefined) return;
        if (state === 'steady') steady.add(sent);
        const end = state === 'steady' ? 'done: ' : state === 'failed' ? 'failed: ' : '';
        const share = total > 0 ? `${done}/${total} ` : '';
        const words = text`${sent.target.name}: ${end}${share}${note ?? ''}`;
        if (told.get(sent) === words) return;
        told.set(sent, words);
        ports.tell(words);
      },
    },
    signal,
  );
  return steady;
}
