// What a share of reserved CPU or memory means, and how long it says something about now.

import {type MetricPoint, minute} from '../metric.ts';
import {noText, type SafeText, text} from '../safe-text.ts';
import type {Tone} from '../tone.ts';

/** From so many percent on a figure is worth a look, and bad. Memory ends a task at 100; CPU may go beyond it on an instance. */
const worthALook = 80;
const bad = 95;

/** The newest datapoint begins up to three minutes ago (CloudWatch's own delay) and is read once a minute. */
const freshFor = 5 * minute;

/** A figure that could not be read anew is shown for so long, as an old one. */
const toldFor = 15 * minute;

/** `41%`; `41?` where it is older than it should be; nothing without a datapoint, or when it says nothing about now any more. */
export function utilizationWords(point: MetricPoint | undefined, now: number): SafeText {
  if (point === undefined || now - point.at >= toldFor) return noText;
  return text`${Math.round(point.value)}${isFresh(point, now) ? '%' : '?'}`;
}

/** Warn from 80 %, bad from 95 %; quiet where the figure is old. */
export function utilizationTone(point: MetricPoint | undefined, now: number): Tone {
  if (point === undefined || !isFresh(point, now)) return 'quiet';
  return toneOfPercent(point.value);
}

/** The same of a bare figure. */
export function toneOfPercent(percent: number): Tone {
  if (percent >= bad) return 'bad';
  return percent >= worthALook ? 'warn' : 'plain';
}

function isFresh({at}: MetricPoint, now: number): boolean {
  return now - at < freshFor;
}
