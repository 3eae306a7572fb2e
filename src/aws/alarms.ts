// The port AlarmReads over DescribeAlarms.

import type {Alarm} from '../domain/alarm.ts';
import type {Clock} from '../domain/clock.ts';
import type {AlarmReads} from '../domain/ports.ts';
import {toCompositeAlarm, toMetricAlarm} from './alarm-mapper.ts';
import type {Call} from './caller.ts';
import type {CloudWatchOperations} from './cloudwatch-client.ts';
import {createMemo, type Memo} from './memo.ts';
import {allItems, pages} from './paging.ts';

/** DescribeAlarms' largest page. */
const alarmsPerPage = 100;

/** All rows of a Region share what is known of its alarms. */
const ringingKeptMilliseconds = 60_000;

/** Creates the reads; those in ALARM are remembered for a minute. */
export function createAlarms(clock: Clock, call: Call<CloudWatchOperations>): AlarmReads {
  const ringing: Memo<readonly Alarm[]> = createMemo(clock, ringingKeptMilliseconds);
  return {
    list: signal => readAlarms(call, undefined, signal),
    ringing: signal => ringing.get('', signal, readSignal => allItems(readAlarms(call, 'ALARM', readSignal))),
    async raw(name, signal) {
      const answer = await call('DescribeAlarms', {AlarmNames: [name], AlarmTypes: ['MetricAlarm', 'CompositeAlarm']}, signal);
      return answer.MetricAlarms?.[0] ?? answer.CompositeAlarms?.[0];
    },
    async named(names, signal) {
      if (names.length === 0) return [];
      const input = {AlarmNames: [...names], AlarmTypes: ['MetricAlarm' as const, 'CompositeAlarm' as const], MaxRecords: alarmsPerPage};
      const answer = await call('DescribeAlarms', input, signal);
      return alarmsIn(answer);
    },
  };
}

function readAlarms(call: Call<CloudWatchOperations>, state: 'ALARM' | undefined, signal: AbortSignal): AsyncIterable<readonly Alarm[]> {
  return pages(async NextToken => {
    const answer = await call(
      'DescribeAlarms',
      // Without the types those that are made of other alarms are left out.
      {AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: alarmsPerPage, NextToken, ...(state && {StateValue: state})},
      signal,
    );
    return {items: alarmsIn(answer), nextToken: answer.NextToken};
  });
}

function alarmsIn({MetricAlarms = [], CompositeAlarms = []}: CloudWatchOperations['DescribeAlarms']['output']): readonly Alarm[] {
  return [...MetricAlarms.map(toMetricAlarm), ...CompositeAlarms.map(toCompositeAlarm)];
}
