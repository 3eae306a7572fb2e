// What auto scaling did with a service, and what it left undone and why: the newest 100 of six weeks.

import {age} from '../domain/format/age.ts';
import {clockTime, dateTime} from '../domain/format/clock-time.ts';
import {signed} from '../domain/health/verdict.ts';
import type {Scope} from '../domain/kind.ts';
import type {Region} from '../domain/ports.ts';
import {safeText, text} from '../domain/safe-text.ts';
import {
  activityVerdict,
  activityWords,
  causeWords,
  notScaledAdvice,
  notScaledWords,
  statusWords,
} from '../domain/scaling/activity-words.ts';
import type {ScalingActivity} from '../domain/scaling/scaling.ts';
import {scopePart} from './reading.ts';
import {defineResource, type Section} from './resource.ts';
import {fields, table} from './sections.ts';

/** The declaration of scaling activities. */
export const scalingActivity = defineResource<'scaling-activity'>({
  kind: 'scaling-activity',
  title: 'scaling',
  singular: 'scaling activity',
  aliases: ['scaling', 'scaling-activities', 'scaling-activity', 'autoscaling', 'auto-scaling'],
  needsScope: ['cluster', 'service'],
  takesScope: ['cluster', 'service'],
  reads: ['application-autoscaling:DescribeScalingActivities'],
  columns: [
    {title: 'AT', width: 5, priority: 0, text: row => text`${clockTime(row.at)}`, sort: row => row.at},
    {title: 'AGE', width: 5, align: 'right', priority: 4, text: (row, _, now) => text`${age(now - row.at)}`, sort: row => -row.at},
    {
      title: 'STATUS',
      width: 13,
      priority: 1,
      text: row => signed(activityVerdict(row).tone, statusWords(row)),
      tone: row => activityVerdict(row).tone,
    },
    {
      title: 'DESIRED',
      width: 16,
      most: 20,
      priority: 3,
      text: activityWords,
      sort: row => row.count ?? -1,
    },
    {title: 'CAUSE', width: 38, most: 60, priority: 5, text: causeWords},
    {title: 'WHY', width: 'fill', least: 28, priority: 2, text: row => activityVerdict(row).note, tone: row => activityVerdict(row).tone},
  ],
  initialSort: {column: 'AT', isDescending: true},
  async *list(aws, scope, signal) {
    const rows = await readActivities(aws, scope, signal);
    yield {ids: rows.map(({id}) => id), rows};
  },
  async describe(aws, scope, ids, signal) {
    const rows = (await readActivities(aws, scope, signal)).filter(({id}) => ids.includes(id));
    const known = new Set(rows.map(({id}) => id));
    return {rows, failures: ids.filter(id => !known.has(id)).map(arn => ({arn, reason: 'MISSING'}))};
  },
  describeBatch: 100,
  id: row => row.id,
  name: id => safeText(id),
  isSteady: row => row.status !== 'Pending' && row.status !== 'InProgress',
  verdict: activityVerdict,
  links: [],
  async *details(_, row, __, ___, now) {
    yield activitySections(row, now);
  },
  raw: (aws, scope, id, signal) => aws.scaling.rawActivity(placeIn(scope), id, signal),
  json: row => row,
});

function readActivities(aws: Region, scope: Scope, signal: AbortSignal): Promise<readonly ScalingActivity[]> {
  const place = placeIn(scope);
  // The group of a task that no service started.
  return place.service.startsWith('family:') ? Promise.resolve([]) : aws.scaling.activities(place, signal);
}

function placeIn(scope: Scope): {readonly cluster: string; readonly service: string} {
  return {cluster: scopePart(scope, 'cluster'), service: scopePart(scope, 'service')};
}

function activitySections(row: ScalingActivity, now: number): readonly Section[] {
  const {tone} = activityVerdict(row);
  return [
    ...fields(text`Overview`, {
      Description: row.description,
      Status: {text: statusWords(row), tone},
      Message: row.message,
      Cause: row.cause,
      'Set before': beforeWords(row),
      Began: `${dateTime(row.at)} (${age(now - row.at)} ago)`,
      Ended: row.endedAt === undefined ? undefined : `${dateTime(row.endedAt)} (took ${age(row.endedAt - row.at)})`,
      Details: row.details,
      ID: row.id,
    }),
    ...table(
      text`Why nothing was scaled`,
      [text`reason`, text`what it means`, text`code`],
      row.notScaled.map(reason => [{text: notScaledWords(reason), tone}, {text: notScaledAdvice(reason)}, reason.code]),
    ),
  ];
}

function beforeWords({countBefore}: ScalingActivity): string | undefined {
  return countBefore === undefined ? undefined : `${countBefore}, by auto scaling; somebody may have changed it in between`;
}
