// In which state an alarm of the world is, and since when: found by looking at its metric minute by minute, as CloudWatch does.

import type {StateValue} from '@aws-sdk/client-cloudwatch';
import {part} from './load.ts';
import type {MeasuredWorld} from './measured-world.ts';
import {samplerOf, statisticOf} from './samples.ts';
import type {AlarmPlan} from './world-alarms.ts';

/** A state, why, and since when (milliseconds since 1970). */
export interface EvaluatedState {
  readonly state: StateValue;
  readonly reason: string;
  readonly since: number;
}

const minute = 60_000;

/** So far back a change of the state is looked for, minutes; one that is older is told of a day before the world began. */
const lookedBack = 60;

/** The state of an alarm now; `began` is when the world did. */
export function evaluated(world: MeasuredWorld, alarm: AlarmPlan, began: number): EvaluatedState {
  const valueAt = valuesOf(world, alarm);
  const newest = Math.floor(world.now / minute) * minute - minute;
  const state = stateAt(alarm, valueAt, newest);
  let since = newest;
  while (newest - since < lookedBack * minute && stateAt(alarm, valueAt, since - minute) === state) since -= minute;
  const isOlder = newest - since >= lookedBack * minute;
  return {
    state,
    reason: reasonOf(alarm, valueAt, newest, state),
    since: isOlder ? began - Math.round((2 + 20 * part(alarm.name)) * 60) * minute : since + minute,
  };
}

/** The state alone: what a search for all alarms of one state asks of each. */
export function stateNow(world: MeasuredWorld, alarm: AlarmPlan): StateValue {
  return stateAt(alarm, valuesOf(world, alarm), Math.floor(world.now / minute) * minute - minute);
}

type ValueAt = (at: number) => number | undefined;

function valuesOf(world: MeasuredWorld, {metrics, statistic}: AlarmPlan): ValueAt {
  const samplers = metrics.map(metric => samplerOf(world, metric));
  const known = new Map<number, number | undefined>();
  return at => {
    if (known.has(at)) return known.get(at);
    const values = samplers.flatMap(sampler => statisticOf(sampler?.(at) ?? [], statistic) ?? []);
    const value = values.length === 0 ? undefined : values.reduce((sum, one) => sum + one, 0);
    known.set(at, value);
    return value;
  };
}

function stateAt(alarm: AlarmPlan, valueAt: ValueAt, newest: number): StateValue {
  const values = lastOf(alarm, valueAt, newest);
  if (values.length === 0) return alarm.missing === 'notBreaching' ? 'OK' : 'INSUFFICIENT_DATA';
  return values.filter(value => isBreaching(alarm, value)).length >= alarm.datapoints ? 'ALARM' : 'OK';
}

function lastOf({periods}: AlarmPlan, valueAt: ValueAt, newest: number): readonly number[] {
  return Array.from({length: periods}, (_, index) => valueAt(newest - index * minute)).filter(value => value !== undefined);
}

function isBreaching({comparison, threshold}: AlarmPlan, value: number): boolean {
  return comparison === 'LessThanThreshold' ? value < threshold : value > threshold;
}

/** As CloudWatch words it. */
function reasonOf(alarm: AlarmPlan, valueAt: ValueAt, newest: number, state: StateValue): string {
  const values = lastOf(alarm, valueAt, newest);
  if (values.length === 0) {
    return state === 'OK'
      ? `Threshold Crossed: no datapoints were received for ${counted(alarm.periods, 'period')} and ${counted(alarm.periods, 'missing datapoint')} ${alarm.periods === 1 ? 'was' : 'were'} treated as [NonBreaching].`
      : `Insufficient Data: ${counted(alarm.periods, 'datapoint')} ${alarm.periods === 1 ? 'was' : 'were'} unknown.`;
  }
  const told = values.slice(0, alarm.datapoints).map((value, index) => `${value} (${dayAndTime(newest - index * minute)})`);
  const than = alarm.comparison === 'LessThanThreshold' ? 'less than' : 'greater than';
  const count = values.filter(value => isBreaching(alarm, value) === (state === 'ALARM')).length;
  const [was, negation] = [count === 1 ? 'was' : 'were', state === 'ALARM' ? '' : 'not '];
  return `Threshold Crossed: ${count} out of the last ${counted(alarm.periods, 'datapoint')} [${told.join(', ')}] ${was} ${negation}${than} the threshold (${alarm.threshold.toFixed(1)}).`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** `25/11/26 08:42:00`, in UTC. */
function dayAndTime(at: number): string {
  const [year = '', month, day] = new Date(at).toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year.slice(2)} ${new Date(at).toISOString().slice(11, 19)}`;
}
