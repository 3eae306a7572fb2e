// How a run goes on, in one line of stderr that is written over, where that is a terminal; nothing in a pipe.

import stringWidth from 'string-width';
import type {FleetRun} from '../domain/fleet/run.ts';
import {summaryOf} from '../domain/fleet/run-summary.ts';
import {summaryWords} from '../domain/fleet/run-words.ts';
import {phaseWord} from '../domain/health/fleet-run-health.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import type {SupervisedRun} from '../fleet/fleet.ts';
import type {HeadlessPorts} from './ports.ts';

/** `applying, wave 2 of 11: 23 of 240 hosts: 21 done, 1 failed` */
export function progressWords(run: FleetRun): SafeText {
  const {phase, trouble} = run;
  const summary = summaryOf(run);
  const wave = summary.waves > 0 && summary.wave > 0 ? `, wave ${summary.wave} of ${summary.waves}` : '';
  const waits = trouble === undefined ? '' : `; waiting: ${trouble}`;
  return text`${phaseWord(phase)}${wave}: ${summaryWords({phase, summary})}${waits}`;
}

/** Shows the progress of a run until the function that is answered is called, which takes the line away. */
export function showProgress(supervised: SupervisedRun, {stderr}: Pick<HeadlessPorts, 'stderr'>): () => void {
  if (stderr.isTTY !== true) return () => {};
  let shown = '';
  const show = (run: FleetRun): void => {
    const words = fitted(progressWords(run), (stderr.columns ?? 80) - 1);
    if (words === shown) return;
    shown = words;
    stderr.write(`\r${words}\u001b[K`);
  };
  show(supervised.current());
  const leave = supervised.onChange(show);
  return () => {
    leave();
    stderr.write('\r\u001b[K');
  };
}

/** A line that is too long would break, and could not be written over. */
function fitted(words: SafeText, width: number): SafeText {
  if (stringWidth(words) <= width) return words;
  let kept = '';
  for (const {segment} of new Intl.Segmenter().segment(words)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return safeText(`${kept}…`);
}
