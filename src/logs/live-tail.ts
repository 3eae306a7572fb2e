// Live Tail as an accelerator of a follower: it tells the newest lines within a second, the polls go on and fill what it leaves out.
// It costs money and samples above 500 lines a second: it is on only while a person wants it.

import type {Clock} from '../domain/clock.ts';
import {UserError} from '../domain/errors.ts';
import type {LiveTailUpdate, LogReads, LogSelection} from '../domain/log-ports.ts';
import {type SafeText, safeText} from '../domain/safe-text.ts';
import type {GroupTail} from './group-tail.ts';

/** How a group's Live Tail goes. */
export type LiveTailState =
  | {readonly state: 'starting' | 'on'}
  /** More than 500 lines a second: lines come by the polls, seconds later. */
  | {readonly state: 'sampled'}
  | {readonly state: 'broken'; readonly why: SafeText; readonly retryAt: number};

/** What Live Tail of one group is made of. */
export interface LiveTailOptions {
  readonly reads: LogReads;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onState: (state: LiveTailState) => void;
}

/** AWS ends a session after three hours: the next one is started before, and both run until the older is ended. */
const sessionLasts = 3 * 3_600_000 - 300_000;
const overlap = 10_000;
/** StartLiveTail's limit of names. */
const mostLiveNames = 10;
/** An account has 15 sessions for everybody. */
const mostSessions = 3;
const firstRetry = 2_000;
const longestRetry = 60_000;

/** Keeps sessions of a group open until the signal is aborted; rejects only with its reason. */
export async function runLiveTail(tail: GroupTail, options: LiveTailOptions, signal: AbortSignal): Promise<void> {
  const {clock, onState} = options;
  tail.expectLive();
  let failures = 0;
  try {
    for (let session = 1; ; session += 1) {
      onState({state: 'starting'});
      const startedAt = clock.now();
      const failure = await runSession(tail, options, `live:${session}`, signal, () => {
        failures = 0;
      }).then(
        () => undefined,
        (error: unknown) => ({error}),
      );
      signal.throwIfAborted();
      if (failure === undefined) {
        await clock.wait(Math.max(0, startedAt + firstRetry - clock.now()), signal);
        continue;
      }
      failures += 1;
      const pause = Math.min(longestRetry, firstRetry * 2 ** (failures - 1)) * (0.5 + options.random() / 2);
      onState({state: 'broken', why: words(failure.error), retryAt: clock.now() + pause});
      await clock.wait(pause, signal);
    }
  } finally {
    tail.liveEnded();
  }
}

/** Resolves when it is time for the next session (this one then runs on for ten seconds); rejects when it breaks before. */
async function runSession(
  tail: GroupTail,
  options: LiveTailOptions,
  name: string,
  signal: AbortSignal,
  onStarted: () => void,
): Promise<void> {
  const {clock} = options;
  const close = new AbortController();
  const closing = AbortSignal.any([signal, close.signal]);
  const since = clock.now();
  const ended = Promise.all(
    liveSelections(tail, since).map(selection => listen(tail, options, {name, since, selection, onStarted}, closing)),
  ).then(() => undefined);
  const renewed = clock.wait(sessionLasts, closing);
  try {
    await Promise.race([ended, renewed]);
  } catch (error) {
    close.abort();
    throw error;
  }
  // Either AWS ended it, or its time is over: in both cases the next one begins now.
  clock.wait(overlap, closing).then(
    () => close.abort(),
    () => undefined, // The whole Live Tail was ended.
  );
  ended.catch(() => undefined); // It is to be closed anyway.
}

interface Session {
  readonly name: string;
  readonly since: number;
  readonly selection: LogSelection;
  readonly onStarted: () => void;
}

async function listen(tail: GroupTail, options: LiveTailOptions, session: Session, signal: AbortSignal): Promise<void> {
  for await (const update of options.reads.liveTail(session.selection, signal)) take(tail, options, session, update);
}

function take(tail: GroupTail, {onState}: LiveTailOptions, {name, since, onStarted}: Session, update: LiveTailUpdate): void {
  switch (update.type) {
    case 'started':
      onStarted();
      onState({state: 'on'});
      return;
    case 'events':
      onState({state: update.isSampled ? 'sampled' : 'on'});
      tail.takeLive(update.events, name, since);
      return;
  }
}

/** One session for each prefix, which also takes the tasks that join later; else the names, or the whole group where they are too many. */
function liveSelections({region, group, members}: GroupTail, now: number): readonly LogSelection[] {
  const streams = members.polled(now, 0);
  const prefixes = [...new Set(streams.map(({prefix}) => prefix))].filter(prefix => prefix !== undefined);
  const hasUnprefixed = streams.some(({prefix}) => prefix === undefined);
  if (prefixes.length > 0 && prefixes.length <= mostSessions && !hasUnprefixed) return prefixes.map(prefix => ({region, group, prefix}));
  const names = streams.map(({name}) => name);
  return names.length > 0 && names.length <= mostLiveNames ? [{region, group, streams: names}] : [{region, group}];
}

function words(error: unknown): SafeText {
  if (error instanceof UserError) return safeText(error.message);
  return safeText(error instanceof Error ? error.message : String(error));
}
