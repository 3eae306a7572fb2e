// Times one call and reads from its answer or failure what a bug report needs. Apart from the caller, whose way it only watches.

import type {Clock} from '../domain/clock.ts';
import type {CallTrace, TracedCall} from '../domain/traced-call.ts';
import {answerMetadata, sdkFailure} from './sdk-failure.ts';

/** A call that is under way. */
export interface TraceSpan {
  /** Its turn has come. */
  sent(): void;
  /** It ended: `ok`, `left`, or with this error of ours; `answer` is the SDK's output or what it threw. */
  ended(outcome: unknown, answer: unknown): void;
}

interface Context {
  readonly clock: Clock;
  readonly region: string;
  readonly trace: CallTrace | undefined;
}

const untraced: TraceSpan = {sent() {}, ended() {}};

/** Begins to time a call; does nothing where nobody wants to know. */
export function traceSpan({clock, region, trace}: Context, call: Pick<TracedCall, 'action' | 'effect'>): TraceSpan {
  if (trace === undefined) return untraced;
  const begin = clock.now();
  let sentAt: number | undefined;
  return {
    sent() {
      sentAt = clock.now();
    },
    ended(outcome, answer) {
      const at = clock.now();
      const {attempts, requestId} = answerMetadata(answer);
      const {name, code, status} = sdkFailure(answer);
      trace({
        at,
        ...call,
        region,
        milliseconds: at - begin,
        waited: (sentAt ?? at) - begin,
        attempts: sentAt === undefined ? 0 : (attempts ?? 1),
        outcome: typeof outcome === 'string' ? outcome : outcome instanceof Error ? outcome.name : 'Error',
        ...(outcome === 'ok' || outcome === 'left' ? {} : {code: code ?? name}),
        ...(status !== undefined && {status}),
        ...(requestId !== undefined && {requestId}),
      });
    },
  };
}
