// `ecsdeck get KIND`: any table by its declaration, as text or JSON.

import type {Scope} from '../domain/kind.ts';
import type {Region} from '../domain/ports.ts';
import {parseFilter, type RowFilter} from '../resources/filter.ts';
import {runWithId} from '../resources/fleet-reading.ts';
import {createOrderedRows} from '../resources/ordered-rows.ts';
import {resourceOf} from '../resources/registry.ts';
import {type AnyResource, resourceIn, withoutMeasured} from '../resources/resource.ts';
import type {ExitCode} from './exit-codes.ts';
import {findCluster, findId} from './find-ids.ts';
import {type HeadlessPorts, written} from './ports.ts';
import {type FoundPage, type FoundRow, readRows} from './read-rows.ts';
import type {GetOptions, GetRequest} from './request.ts';
import {tableText} from './table-text.ts';

/** What is printed of the rows that were read. */
interface Selection {
  readonly resource: AnyResource;
  readonly filter: RowFilter;
  readonly isProblemsOnly: boolean;
  readonly now: number;
}

/** Prints the table; 5 when a part of it could not be read. */
export async function get({kind, options}: GetRequest, region: Region, ports: HeadlessPorts, signal: AbortSignal): Promise<ExitCode> {
  const scope = await scopeOf(options, region, signal);
  const declared = resourceIn(resourceOf(kind), scope);
  const resource = options.isMeasured ? declared : withoutMeasured(declared);
  const now = ports.clock.now();
  const titles = resource.columns.map(({title}) => title);
  const filter = parseFilter(options.filter, titles);
  if (filter.problem !== undefined) await written(ports.stderr, `${filter.problem}\n`);
  const selection: Selection = {resource, filter, isProblemsOnly: options.isProblemsOnly, now};
  let hasProblems = false;

  async function* told(pages: AsyncIterable<FoundPage>): AsyncGenerator<readonly FoundRow[]> {
    for await (const {rows, problems} of pages) {
      hasProblems ||= problems.length > 0;
      for (const problem of new Set(problems)) await written(ports.stderr, `${problem}\n`);
      yield rows;
    }
  }

  await print(selection, options, told(readRows({resource, region, scope, now, signal, isMeasured: options.isMeasured})), ports);
  return hasProblems ? 5 : 0;
}

async function scopeOf(options: GetOptions, region: Region, signal: AbortSignal): Promise<Scope> {
  const {cluster, service, task, instance, family, zone, run} = options;
  const clusterArn = cluster === undefined ? undefined : await findCluster(resourceOf('cluster'), region, cluster, signal);
  const within: Scope = clusterArn === undefined ? {} : {cluster: clusterArn};
  const find = (kind: 'service' | 'task' | 'container-instance', typed: string): Promise<string> =>
    findId({resource: resourceOf(kind), region, scope: within, signal}, typed);
  return {
    ...within,
    ...(service === undefined ? {} : {service: await find('service', service)}),
    ...(task === undefined ? {} : {task: await find('task', task)}),
    ...(instance === undefined ? {} : {instance: await find('container-instance', instance)}),
    ...(family === undefined ? {} : {family}),
    ...(zone === undefined ? {} : {zone}),
    ...(run === undefined ? {} : {run, playbook: (await runWithId(region, run)).playbookId}),
  };
}

/** The rows that pass, in the table's own order. */
function selected({resource, filter, isProblemsOnly, now}: Selection, rows: readonly FoundRow[]): readonly FoundRow[] {
  const entries = new Map(rows.map(row => [row.id, row]));
  const ordered = createOrderedRows(resource);
  ordered.update(entries, resource.initialSort);
  return ordered.ids(filter, isProblemsOnly, now).flatMap(id => entries.get(id) ?? []);
}

async function print(
  selection: Selection,
  {output}: GetOptions,
  pages: AsyncIterable<readonly FoundRow[]>,
  {stdout}: HeadlessPorts,
): Promise<void> {
  const json = ({row, finding, measured}: FoundRow): unknown => selection.resource.json(row, finding, measured);
  if (output === 'ndjson') {
    for await (const page of pages) {
      const lines = selected(selection, page).map(row => `${safeJson(json(row))}\n`);
      if (lines.length > 0) await written(stdout, lines.join(''));
    }
    return;
  }
  const all: FoundRow[] = [];
  for await (const page of pages) all.push(...page);
  const rows = selected(selection, all);
  if (output === 'json') return written(stdout, `${safeJson(rows.map(json), 2)}\n`);
  const columns = selection.resource.columns.filter(column => output === 'wide' || column.isWide !== true);
  const cells = rows.map(({row, finding, measured}) => columns.map(column => column.text(row, finding, selection.now, measured)));
  const available = stdout.isTTY === true && output === 'table' ? stdout.columns : undefined;
  return written(stdout, `${tableText(columns, cells, available).join('\n')}\n`);
}

/** JSON that a terminal shows as it stands: what it would act on is written as `\uXXXX`, which means the same. */
export function safeJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
