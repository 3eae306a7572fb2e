// How a CloudWatch alarm is, and its reason in the fewest words.

import type {Alarm, AlarmMetric, AlarmState} from '../alarm.ts';
import {roughly} from '../format/quantity.ts';
import {type SafeText, safeText, text} from '../safe-text.ts';
import type {Tone} from '../tone.ts';
import type {Verdict} from './verdict.ts';

/** Bad while it is in ALARM; one that only lets auto scaling act is there whenever there is something to scale, or little to do. */
export function alarmVerdict(alarm: Pick<Alarm, 'state' | 'isForScaling' | 'reason' | 'condition'>): Verdict {
  switch (alarm.state) {
    case 'ALARM':
      return alarm.isForScaling ? {tone: 'busy', note: text`auto scaling acts on it`} : {tone: 'bad', note: reasonWords(alarm)};
    case 'INSUFFICIENT_DATA':
      return {tone: 'quiet', note: safeText(alarm.reason)};
    case 'OK':
      return {tone: 'ok', note: reasonWords(alarm)};
  }
}

/** `ALARM`, `ok`, `no data` */
export function stateWords(state: AlarmState): string {
  return state === 'ALARM' ? state : state === 'OK' ? 'ok' : 'no data';
}

/** The order in which a person looks at alarms: those that ring, those that auto scaling acts on, those without data, the others. */
export function alarmRank({state, isForScaling}: Pick<Alarm, 'state' | 'isForScaling'>): number {
  const ranks = {ALARM: isForScaling ? 1 : 0, INSUFFICIENT_DATA: 2, OK: 3} satisfies Readonly<Record<AlarmState, number>>;
  return ranks[state];
}

/** CloudWatch's sentence is long and begins alike for all: its values, newest first, beside the condition are enough for a row. */
export function reasonWords({reason, condition}: Pick<Alarm, 'reason' | 'condition'>): SafeText {
  const [, inside] = /datapoints? \[([^\]]*)\]/.exec(reason) ?? [];
  const values = (inside?.match(/[-+]?\d[\d.]*(?:[eE][-+]?\d+)?(?= \()/g) ?? []).map(Number).filter(Number.isFinite);
  // Of an alarm that is made of others the reason names them by their ARNs.
  if (values.length === 0 || condition === undefined) return safeText(reason.replaceAll(/arn:[^:\s]*:cloudwatch:[^:\s]*:\d*:alarm:/g, ''));
  const told = values.slice(0, mostValues).map(roughly).join(', ');
  return text`${told}${values.length > mostValues ? ' …' : ''} (${condition})`;
}

const mostValues = 3;

/** The tone of an alarm's state. */
export function alarmTone(alarm: Parameters<typeof alarmVerdict>[0]): Tone {
  return alarmVerdict(alarm).tone;
}

/** `AWS/ECS CPUUtilization` */
export function metricWords({namespace, name}: AlarmMetric): string {
  return `${namespace} ${name}`;
}
