// Reads the targets of a change as they are at this moment.

import type {AnyCommand} from '../../../commands/command.ts';
import type {Kind, RowOf, Scope} from '../../domain/kind.ts';
import type {Region} from '../../domain/ports.ts';
import type {AnyResource} from '../../resources/resource.ts';
import {mapBounded} from '../bounded.ts';

/** A row of any kind. */
export type Row = RowOf[Kind];

/** What AWS answered just now: the rows by id, and its reason for each id that it could not describe. */
export interface FreshRows {
  readonly rows: ReadonlyMap<string, Row>;
  readonly missing: ReadonlyMap<string, string>;
}

/** What is read, where, and by which command's needs: without one as the table shows it. */
export interface Reading {
  readonly resource: AnyResource;
  readonly scope: Scope;
  readonly place: {readonly region: Region};
  readonly command?: Pick<AnyCommand, 'readMore'>;
}

/** Rows that are looked at more closely at the same time. */
const looksAtOnce = 3;

/** Describes the ids anew, batch after batch. An id that the answer does not mention at all counts as MISSING. */
export async function freshRows(reading: Reading, ids: readonly string[], signal: AbortSignal): Promise<FreshRows> {
  const {resource, scope, place, command} = reading;
  const found: Row[] = [];
  const reasons = new Map<string, string>();
  for (let start = 0; start < ids.length; start += resource.describeBatch) {
    const answer = await resource.describe(place.region, scope, ids.slice(start, start + resource.describeBatch), signal);
    found.push(...answer.rows);
    for (const failure of answer.failures) reasons.set(failure.arn, failure.reason);
  }
  const whole = await mapBounded(found, looksAtOnce, async row => (await command?.readMore?.(place.region, row, signal)) ?? row);
  const rows = new Map(whole.map(row => [resource.id(row), row]));
  const absent = ids.filter(id => !rows.has(id));
  return {rows, missing: new Map(absent.map(id => [id, reasons.get(id) ?? 'MISSING']))};
}
