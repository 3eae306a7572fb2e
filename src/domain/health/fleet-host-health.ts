// How a host of a run is doing, in words: what was found, what is done on it at this moment, or why nothing is.

import type {Finding} from '../fleet/finding.ts';
import type {HostRun, HostState} from '../fleet/run.ts';
import {noText, type SafeText, safeText, text} from '../safe-text.ts';
import type {Tone} from '../tone.ts';
import type {Verdict} from './verdict.ts';

const stateWords: Readonly<Record<HostState, SafeText>> = {
  excluded: text`left out`,
  waiting: text`waiting`,
  checking: text`checking`,
  checked: text`checked`,
  unchanged: text`as wanted`,
  draining: text`draining`,
  sent: text`sent`,
  running: text`running`,
  restarting: text`restarting`,
  verifying: text`verifying`,
  done: text`done`,
  failed: text`failed`,
  unknown: text`unknown`,
  unsent: text`not reached`,
};

const stateTones: Readonly<Record<HostState, Tone>> = {
  excluded: 'warn',
  waiting: 'quiet',
  checking: 'busy',
  checked: 'ok',
  unchanged: 'ok',
  draining: 'busy',
  sent: 'busy',
  running: 'busy',
  restarting: 'busy',
  verifying: 'busy',
  done: 'ok',
  failed: 'bad',
  unknown: 'warn',
  unsent: 'warn',
};

/** Reasons of hosts that never fetched their command, by StatusDetails. */
const unreached = /^(?:DeliveryTimedOut|Undeliverable|no answer)/;

/** What is known of a host in a word: what was found on it, in capitals, where nothing is being done; else what is done. */
export function stateWord(host: HostRun): SafeText {
  const {state, reason = ''} = host;
  switch (state) {
    case 'checked':
    case 'unchanged':
    case 'done':
      return safeText(newestFinding(host)?.verdict ?? stateWords[state]);
    case 'failed':
      return unreached.test(reason) ? text`UNREACHABLE` : stateWords[state];
    default:
      return stateWords[state];
  }
}

/** The newest that is known of the host: what the check after found, else what `apply` answered, else what the check before found. */
export function newestFinding({before, applied, after}: HostRun): Finding | undefined {
  return after ?? applied ?? before;
}

/** The verdict on a host of a run. A host that was checked is as good as what was found on it. */
export function fleetHostVerdict(host: HostRun): Verdict {
  const {state} = host;
  const isJudged = state === 'checked' || state === 'unchanged' || state === 'done';
  const tone = (isJudged ? newestFinding(host)?.tone : undefined) ?? stateTones[state];
  return {tone, note: noteOf(host)};
}

function noteOf(host: HostRun): SafeText {
  const {state, target, reason, plan = []} = host;
  const summary = newestFinding(host)?.summary ?? noText;
  if (state === 'excluded') return target.exclusion ?? safeText(reason ?? '');
  if (reason !== undefined) return safeText(reason);
  switch (state) {
    case 'waiting':
    case 'checked':
      return plan.length > 0 ? text`${plan.join('; ')}` : summary;
    case 'unknown':
      return text`no answer tells what became of it: look at the host`;
    case 'unsent':
      return text`the run ended before its turn`;
    case 'draining':
      return text`its tasks leave first`;
    default:
      return summary;
  }
}
