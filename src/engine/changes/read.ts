// Reads the targets of a change as they are at this moment.

import type {AnyCommand} from '../../../commands/command.ts';
import type {Kind, RowOf, Scope} from '../../domain/kind.ts';
import type {Region} from '../../domain/ports.ts';
import type {AnyResource} from '../../resources/resource.ts';

/** A row of any kind. */
export type Row = RowOf[Kind];

/** What AWS answered just now: the rows by id, and its reason for each id that it could not describe. */
export interface FreshRows {
  readonly rows: ReadonlyMap<string, Row>;
  readonly missing: ReadonlyMap<string, string>;
}

/**
 * Describes the ids anew, batch after batch, and has the command add what it is about. An id that the answer does not mention
 * at all counts as MISSING.
 */
export async function freshRows(
  resource: AnyResource,
  region: Region,
  scope: Scope,
  ids: readonly string[],
  signal: AbortSignal,
  command?: Pick<AnyCommand, 'complete'>,
): Promise<FreshRows> {
  const rows = new Map<string, Row>();
  const reasons = new Map<string, string>();
  for (let start = 0; start < ids.length; start += resource.describeBatch) {
    const answer = await resource.describe(region, scope, ids.slice(start, start + resource.describeBatch), signal);
    const completed = answer.rows.length > 0 ? await command?.complete?.(region, answer.rows, signal) : undefined;
    for (const row of completed ?? answer.rows) rows.set(resource.id(row), row);
    for (const failure of answer.failures) reasons.set(failure.arn, failure.reason);
  }
  const absent = ids.filter(id => !rows.has(id));
  return {rows, missing: new Map(absent.map(id => [id, reasons.get(id) ?? 'MISSING']))};
}
