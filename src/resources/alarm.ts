// CloudWatch's alarms about a cluster or a service: what rings, since when and why.

import {age, ageSince} from '../domain/format/age.ts';
import {rawArnName} from '../domain/format/arn.ts';
import {dateTime} from '../domain/format/clock-time.ts';
import {alarmRank, alarmTone, alarmVerdict, metricWords, reasonWords, stateWords} from '../domain/health/alarm-health.ts';
import {signed} from '../domain/health/verdict.ts';
import {safeText, text} from '../domain/safe-text.ts';
import {readAlarms, readNamedAlarms} from './alarm-reading.ts';
import {defineResource} from './resource.ts';
import {fields, table} from './sections.ts';

/** The declaration of alarms. */
export const alarm = defineResource<'alarm'>({
  kind: 'alarm',
  title: 'alarms',
  singular: 'alarm',
  aliases: ['alarms', 'alarm', 'al'],
  needsScope: ['cluster'],
  takesScope: ['cluster', 'service'],
  reads: ['cloudwatch:DescribeAlarms', 'ecs:ListServices', 'ecs:DescribeServices'],
  columns: [
    {title: 'NAME', width: 24, most: 60, priority: 0, text: row => safeText(row.name)},
    {
      title: 'STATE',
      width: 9,
      priority: 1,
      text: row => signed(alarmTone(row), stateWords(row.state)),
      sort: alarmRank,
      tone: alarmTone,
    },
    {
      title: 'SINCE',
      width: 5,
      align: 'right',
      priority: 3,
      text: (row, _, now) => text`${ageSince(row.since, now)}`,
      // Negative, so that ascending means the newest first.
      sort: row => -row.since,
    },
    {title: 'ABOUT', width: 18, most: 34, priority: 4, text: row => safeText(row.about.join(', '))},
    {
      title: 'METRIC',
      width: 24,
      most: 44,
      priority: 5,
      text: row =>
        text`${
          row.metrics.length > 0
            ? row.metrics
                .map(({name}) => name)
                .filter(isFirst)
                .join(', ')
            : 'other alarms'
        }`,
    },
    {title: 'REASON', width: 'fill', least: 29, priority: 2, text: row => reasonWords(row), tone: row => reasonTone(alarmTone(row))},
  ],
  initialSort: {column: 'STATE', isDescending: false},
  async *list(aws, scope, signal) {
    for await (const rows of readAlarms(aws, scope, signal)) yield {ids: rows.map(({arn}) => arn), rows};
  },
  listInterval: 30_000,
  async describe(aws, scope, ids, signal) {
    const rows = await readNamedAlarms(aws, scope, ids.map(nameOf), signal);
    const known = new Set(rows.map(({arn}) => arn));
    return {rows, failures: ids.filter(id => !known.has(id)).map(arn => ({arn, reason: 'MISSING'}))};
  },
  describeBatch: 100,
  id: row => row.arn,
  name: id => safeText(nameOf(id)),
  isSteady: () => true,
  verdict: alarmVerdict,
  links: [],
  async *details(_, row, __, ___, now) {
    const verdict = alarmVerdict(row);
    yield [
      ...fields(text`Alarm`, {
        Name: row.name,
        ARN: row.arn,
        State: {text: signed(verdict.tone, stateWords(row.state)), tone: verdict.tone},
        Since: row.since === 0 ? undefined : `${dateTime(row.since)} (${age(now - row.since)} ago)`,
        About: row.about.join(', '),
        Condition: row.condition,
        Rule: row.rule,
        Reason: row.reason,
        Actions: row.isForScaling ? 'auto scaling alone' : row.hasActions ? 'yes' : 'none: nobody is told',
        Description: row.description,
      }),
      ...table(
        text`Metrics`,
        [text`metric`, text`dimensions`],
        row.metrics.map(metric => [
          metricWords(metric),
          Object.entries(metric.dimensions)
            .map(([name, value]) => `${name}=${value}`)
            .join(', '),
        ]),
      ),
    ];
  },
  raw: (aws, _, id, signal) => aws.alarms.raw(nameOf(id), signal),
  json: row => row,
});

/** Names may have slashes and colons: what follows `:alarm:` is the name. */
function nameOf(arn: string): string {
  const at = arn.indexOf(':alarm:');
  return at === -1 ? rawArnName(arn) : arn.slice(at + ':alarm:'.length);
}

function isFirst(word: string, index: number, words: readonly string[]): boolean {
  return words.indexOf(word) === index;
}

/** Why an alarm is quiet is worth no colour. */
function reasonTone(tone: ReturnType<typeof alarmTone>) {
  return tone === 'bad' || tone === 'busy' ? tone : 'quiet';
}
