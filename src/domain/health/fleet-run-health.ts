// How a run over hosts stands, in a word and a sentence.

import type {RunPhase} from '../fleet/run.ts';
import {isOver, type RunHead} from '../fleet/run-summary.ts';
import {plural} from '../format/quantity.ts';
import {noText, type SafeText, safeText, text} from '../safe-text.ts';
import type {Tone} from '../tone.ts';
import type {Verdict} from './verdict.ts';

const phaseWords: Readonly<Record<RunPhase, SafeText>> = {
  checking: text`checking`,
  planned: text`planned`,
  applying: text`applying`,
  paused: text`paused`,
  aborting: text`aborting`,
  aborted: text`aborted`,
  stopped: text`stopped`,
  finished: text`finished`,
};

/** The word for a phase. */
export function phaseWord(phase: RunPhase): SafeText {
  return phaseWords[phase];
}

/** The verdict on a run: what waits for a person and what went wrong wants to be looked at. */
export function fleetRunVerdict({phase, reason, summary}: Pick<RunHead, 'phase' | 'reason' | 'summary'>): Verdict {
  const {failed, unknown, troubled, total, excluded, unchanged} = summary;
  const why = reason === undefined ? noText : safeText(reason);
  const counts = countWords(summary, isOver(phase));
  // A run that could do none of its hosts has not gone well, even if nothing went wrong.
  const idle = total === 0 && unchanged === 0 ? excluded : 0;
  return {tone: toneOf(phase, failed + unknown + troubled + idle), note: text`${[why, counts].filter(part => part !== '').join('; ')}`};
}

function toneOf(phase: RunPhase, troubled: number): Tone {
  switch (phase) {
    case 'checking':
    case 'applying':
    case 'aborting':
      return 'busy';
    case 'planned':
    case 'paused':
    case 'aborted':
      return 'warn';
    case 'stopped':
      return 'bad';
    case 'finished':
      return troubled > 0 ? 'warn' : 'ok';
  }
}

/** `2 failed, 1 of unknown outcome, 3 left out`; nothing where nothing is unusual. */
function countWords({failed, unknown, unsent, excluded, troubled}: RunHead['summary'], isEnd: boolean): SafeText {
  return text`${[
    failed > 0 ? `${failed} failed` : '',
    unknown > 0 ? `${unknown} of unknown outcome` : '',
    isEnd && unsent > 0 ? `${plural(unsent, 'host')} not reached` : '',
    troubled > 0 ? `${troubled} found in trouble` : '',
    excluded > 0 ? `${excluded} left out` : '',
  ]
    .filter(part => part !== '')
    .join(', ')}`;
}
