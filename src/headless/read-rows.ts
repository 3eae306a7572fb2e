// Reads a whole table once, page after page: list, describe, and the slower look where a row deserves it.

import {UserError} from '../domain/errors.ts';
import type {Kind, RowOf, Scope} from '../domain/kind.ts';
import type {DescribeFailure, Region} from '../domain/ports.ts';
import {mapBounded} from '../engine/bounded.ts';
import type {ProjectedEntry} from '../resources/ordered-rows.ts';
import {batchesOf} from '../resources/reading.ts';
import type {AnyResource, Page} from '../resources/resource.ts';

type Row = RowOf[Kind];

const callsAtOnce = 4;

/** One row with what was found out about it. */
export interface FoundRow extends ProjectedEntry {
  readonly row: Row;
}

/** What one page of the list came to. */
export interface FoundPage {
  readonly rows: readonly FoundRow[];
  /** What could not be described or looked into, as sentences. */
  readonly problems: readonly string[];
}

/** What is read, and how much of it. */
export interface RowsRequest {
  readonly resource: AnyResource;
  readonly region: Region;
  readonly scope: Scope;
  readonly now: number;
  readonly signal: AbortSignal;
  /** Figures that cost money are read too. */
  readonly isMeasured?: boolean;
}

/** Yields page after page in the order of the list. A row that has gone since it was listed is left out without a word. */
export async function* readRows(request: RowsRequest): AsyncGenerator<FoundPage> {
  const {resource, region, scope, now, signal} = request;
  for await (const page of resource.list(region, scope, signal)) {
    const {rows, failures} = await described(resource, region, scope, page, signal);
    const problems = failures
      .filter(({reason}) => reason !== 'MISSING')
      .map(({arn, reason, detail}) => `${resource.singular} ${resource.name(arn)} cannot be read: ${detail ?? reason}`);
    const looked = await mapBounded(rows, callsAtOnce, row => investigated(resource, region, row, now, signal));
    const measured = await measuredRows(
      request,
      looked.map(({entry}) => entry),
    );
    yield {rows: measured.rows, problems: [...problems, ...looked.flatMap(({problem}) => problem ?? []), ...measured.problems]};
  }
}

async function measuredRows({resource, region, signal, isMeasured}: RowsRequest, rows: readonly FoundRow[]): Promise<FoundPage> {
  const {measures} = resource;
  if (measures === undefined || isMeasured !== true) return {rows, problems: []};
  const readings = await mapBounded(batchesOf(rows, measures.batch), callsAtOnce, batch =>
    measures.read(
      region,
      batch.map(({row}) => ({row, before: undefined})),
      signal,
    ),
  );
  const figures = new Map(readings.flatMap(({measured}) => [...measured]));
  return {rows: rows.map(row => ({...row, measured: figures.get(row.id)})), problems: readings.flatMap(({problems}) => problems)};
}

async function described(
  resource: AnyResource,
  region: Region,
  scope: Scope,
  {ids, rows}: Page<Row>,
  signal: AbortSignal,
): Promise<{readonly rows: readonly Row[]; readonly failures: readonly DescribeFailure[]}> {
  if (rows !== undefined) return {rows, failures: []};
  const batches = batchesOf(ids, resource.describeBatch);
  const answers = await mapBounded(batches, callsAtOnce, batch => resource.describe(region, scope, batch, signal));
  return {rows: answers.flatMap(answer => answer.rows), failures: answers.flatMap(answer => answer.failures)};
}

async function investigated(
  resource: AnyResource,
  region: Region,
  row: Row,
  now: number,
  signal: AbortSignal,
): Promise<{readonly entry: FoundRow; readonly problem?: string}> {
  const entry = (finding: unknown): FoundRow => ({id: resource.id(row), row, finding, presence: 'described'});
  if (resource.investigate === undefined || resource.wantsInvestigation?.(row) !== true) return {entry: entry(undefined)};
  try {
    return {entry: entry(await resource.investigate(region, row, signal, now))};
  } catch (error) {
    if (signal.aborted || !(error instanceof UserError)) throw error;
    return {entry: entry(undefined), problem: `${resource.name(resource.id(row))} could not be looked into: ${error.message}`};
  }
}
