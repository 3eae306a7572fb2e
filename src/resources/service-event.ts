// What ECS wrote about a service: up to 100 messages, all in one answer.

import {age} from '../domain/format/age.ts';
import {clockTime, dateTime} from '../domain/format/clock-time.ts';
import {eventTone} from '../domain/health/event-tone.ts';
import {isTrouble, signOf} from '../domain/health/verdict.ts';
import type {Scope} from '../domain/kind.ts';
import type {Region} from '../domain/ports.ts';
import {noText, safeText, text} from '../domain/safe-text.ts';
import {scopePart} from './reading.ts';
import {defineResource} from './resource.ts';
import {fields} from './sections.ts';

/** The declaration of service events. */
export const serviceEvent = defineResource<'service-event'>({
  kind: 'service-event',
  title: 'events',
  singular: 'event',
  aliases: ['events', 'event', 'service-events', 'service-event', 'ev'],
  needsScope: ['cluster', 'service'],
  takesScope: ['cluster', 'service'],
  reads: ['ecs:DescribeServices'],
  columns: [
    {title: 'AT', width: 5, priority: 0, text: row => text`${clockTime(row.at)}`, sort: row => row.at},
    {title: 'AGE', width: 5, align: 'right', priority: 2, text: (row, _, now) => text`${age(now - row.at)}`, sort: row => -row.at},
    {
      title: 'MESSAGE',
      width: 'fill',
      least: 30,
      priority: 1,
      text: row => text`${signOf(eventTone(row.message))} ${withoutService(row.message)}`,
      tone: row => eventTone(row.message),
    },
  ],
  initialSort: {column: 'AT', isDescending: true},
  async *list(aws, scope, signal) {
    const rows = await readEvents(aws, scope, signal);
    yield {ids: rows.map(({id}) => id), rows};
  },
  async describe(aws, scope, ids, signal) {
    const rows = (await readEvents(aws, scope, signal)).filter(({id}) => ids.includes(id));
    const known = new Set(rows.map(({id}) => id));
    return {rows, failures: ids.filter(id => !known.has(id)).map(arn => ({arn, reason: 'MISSING'}))};
  },
  describeBatch: 100,
  id: row => row.id,
  name: id => safeText(id),
  isSteady: () => true,
  verdict: row =>
    isTrouble(eventTone(row.message))
      ? {tone: 'warn', note: safeText(withoutService(row.message))}
      : {tone: eventTone(row.message), note: noText},
  links: [],
  async *details(_, row) {
    yield fields(text`Event`, {
      At: dateTime(row.at),
      ID: row.id,
      Message: {text: safeText(row.message), tone: eventTone(row.message)},
    });
  },
  async raw(aws, scope, id, signal) {
    const events = await readEvents(aws, scope, signal);
    return events.find(event => event.id === id) ?? null;
  },
  json: row => row,
});

function readEvents(aws: Region, scope: Scope, signal: AbortSignal) {
  return aws.ecs.serviceEvents(scopePart(scope, 'cluster'), scopePart(scope, 'service'), signal);
}

/** The trail above the table names the service already. */
function withoutService(message: string): string {
  return message.replace(/^\(service [^)]*\),?\s*/, '');
}
