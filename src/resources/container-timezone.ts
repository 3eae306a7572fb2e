// The time zones of a cluster's containers: a fix of the hosts' zone does not reach them.

import type {ContainerTimezone, TimezoneSource} from '../domain/container-timezone.ts';
import {rawArnName, shortDefinition} from '../domain/format/arn.ts';
import {timezoneVerdict} from '../domain/health/timezone-health.ts';
import {signed} from '../domain/health/verdict.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import {defineResource} from './resource.ts';
import {fields, lines} from './sections.ts';
import {timezonePages} from './timezone-reading.ts';

/** The declaration of containers' time zones. */
export const containerTimezone = defineResource<'container-timezone'>({
  kind: 'container-timezone',
  title: 'timezones',
  singular: 'container',
  aliases: ['timezones', 'timezone', 'container-timezone', 'tz', 'zones'],
  needsScope: ['cluster'],
  takesScope: ['cluster', 'zone'],
  reads: ['ecs:ListTasks', 'ecs:DescribeTasks', 'ecs:DescribeTaskDefinition'],
  columns: [
    {title: 'CONTAINER', width: 18, most: 36, priority: 0, text: row => safeText(row.container)},
    {title: 'DEFINITION', width: 18, most: 40, priority: 3, text: row => shortDefinition(row.taskDefinitionArn)},
    {
      title: 'ZONE',
      width: 18,
      most: 28,
      priority: 1,
      text: row => signed(timezoneVerdict(row).tone, row.zone ?? '–'),
      sort: row => row.zone ?? '',
      tone: row => timezoneVerdict(row).tone,
    },
    {title: 'SET BY', width: 14, most: 18, priority: 4, text: row => sourceWords[row.source]},
    {title: 'TASKS', width: 5, align: 'right', priority: 6, text: row => text`${row.tasks}`, sort: row => row.tasks},
    {title: 'USED BY', width: 18, most: 40, priority: 5, text: usedBy},
    {title: 'IMAGE', width: 20, most: 60, priority: 7, isWide: true, text: row => safeText(row.image)},
    {
      title: 'NOTE',
      width: 'fill',
      least: 20,
      priority: 2,
      text: row => timezoneVerdict(row).note,
      tone: row => timezoneVerdict(row).tone,
    },
  ],
  initialSort: {column: 'DEFINITION', isDescending: false},
  list: timezonePages,
  async describe(aws, scope, ids, signal) {
    const rows = new Map<string, ContainerTimezone>();
    for await (const page of timezonePages(aws, scope, signal)) for (const row of page.rows ?? []) rows.set(row.id, row);
    return {
      rows: ids.flatMap(id => rows.get(id) ?? []),
      failures: ids.filter(id => !rows.has(id)).map(arn => ({arn, reason: 'MISSING'})),
    };
  },
  describeBatch: 1000,
  id: row => row.id,
  name: id => safeText(id.slice(id.indexOf('#') + 1)),
  isSteady: () => true,
  verdict: row => timezoneVerdict(row),
  links: [
    {
      key: 'f',
      title: 'task definition',
      kind: 'task-definition',
      scope: row => ({family: rawArnName(row.taskDefinitionArn).replace(/:\d+$/, '')}),
    },
  ],
  async *details(_, row) {
    yield [
      ...fields(text`Time zone`, {
        Container: row.container,
        'Task definition': shortDefinition(row.taskDefinitionArn),
        Image: row.image,
        Zone: row.zone ?? 'not in the task definition',
        'Set by': sourceWords[row.source],
        'Also set': row.otherZone === undefined ? undefined : `TZ=${row.otherZone}`,
        Wanted: row.wanted,
        Verdict: {text: timezoneVerdict(row).note, tone: timezoneVerdict(row).tone},
        'Running tasks': row.tasks,
      }),
      ...lines(text`Used by`, row.groups),
      ...lines(text`To change it`, [
        'Register a revision with TZ in the environment (for a JVM also -Duser.timezone) and deploy it.',
        'A container does not see the zone of its host, and running processes keep the one that they started with.',
      ]),
    ];
  },
  raw: (aws, _, id, signal) => aws.ecs.raw({kind: 'task-definition', arn: id.slice(0, id.indexOf('#'))}, signal),
  json: row => row,
});

const sourceWords: Readonly<Record<TimezoneSource, SafeText>> = {
  java: text`-Duser.timezone`,
  environment: text`TZ`,
  secret: text`TZ (secret)`,
  mount: text`host's file`,
  image: text`image`,
};

/** `srvweb, srvapp2` */
function usedBy({groups}: ContainerTimezone): SafeText {
  return safeText(groups.map(group => group.replace(/^service:/, '')).join(', '));
}
