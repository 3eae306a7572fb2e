// From what a person types to ids: names, the beginning of an id, EC2 ids or ARNs. What is not found is told with what there is.

import {Gone, Refused} from '../domain/errors.ts';
import type {Scope} from '../domain/kind.ts';
import {byNearness} from '../domain/nearest.ts';
import type {Region} from '../domain/ports.ts';
import {mapBounded} from '../engine/bounded.ts';
import {batchesOf} from '../resources/reading.ts';
import type {AnyResource} from '../resources/resource.ts';

/** So many characters of an id tell it apart. */
const shortestId = 4;
const mostNamesTold = 5;
const describesAtOnce = 4;

interface Search {
  readonly resource: AnyResource;
  readonly region: Region;
  readonly scope: Scope;
  readonly signal: AbortSignal;
}

/** The ids of everything that is meant, in order and once each. Rejects with Gone for what is not there, Refused for what is ambiguous. */
export async function findIds(search: Search, typed: readonly string[]): Promise<readonly string[]> {
  const {resource, region, scope, signal} = search;
  const found = new Map<string, string>(typed.filter(isArn).map(arn => [arn, arn]));
  const ids: string[] = [];
  if (typed.some(name => !found.has(name))) {
    for await (const page of resource.list(region, scope, signal)) {
      for (const id of page.ids) {
        ids.push(id);
        const name: string = resource.name(id);
        if (typed.includes(name)) found.set(name, id);
      }
      if (typed.every(name => found.has(name))) break;
    }
  }
  let titles: ReadonlyMap<string, string> | undefined;
  for (const name of typed) {
    if (found.has(name)) continue;
    const begun = name.length < shortestId ? [] : ids.filter(id => resource.name(id).startsWith(name));
    const [only, another] = begun;
    if (another !== undefined) throw new Refused(`${name} is the beginning of ${begun.length} ${resource.title}`, 'Type more of it.');
    titles ??= only === undefined ? await titlesOf(search, ids) : undefined;
    const id = only ?? titles?.get(name);
    if (id === undefined) throw noSuch(search, name, ids.map(resource.name));
    found.set(name, id);
  }
  return [...new Set(typed.flatMap(name => found.get(name) ?? []))];
}

/** The id that is meant. */
export async function findId(search: Search, typed: string): Promise<string> {
  const [id] = await findIds(search, [typed]);
  if (id === undefined) throw noSuch(search, typed, []);
  return id;
}

/** The ARN of the cluster that is meant. Reads it alone when it is there, so that leave to list clusters is not needed. */
export async function findCluster(resource: AnyResource, region: Region, typed: string, signal: AbortSignal): Promise<string> {
  if (isArn(typed)) return typed;
  const {rows} = await region.ecs.describeClusters([typed], signal);
  const row = rows.find(({status, name}) => status !== 'INACTIVE' && name === typed);
  return row ? row.arn : findId({resource, region, scope: {}, signal}, typed);
}

function isArn(typed: string): boolean {
  return typed.startsWith('arn:');
}

/** What stands in the first column is a name as well: an instance's EC2 id. */
async function titlesOf({resource, region, scope, signal}: Search, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const [first] = resource.columns;
  const batches = await mapBounded(batchesOf(ids, resource.describeBatch), describesAtOnce, batch =>
    resource.describe(region, scope, batch, signal),
  );
  const rows = batches.flatMap(batch => batch.rows);
  return new Map(rows.map(row => [first?.text(row, undefined, 0) ?? '', resource.id(row)]));
}

function noSuch({resource, region}: Search, typed: string, names: readonly string[]): Gone {
  const near = byNearness(typed, [...new Set(names)]).slice(0, mostNamesTold);
  const more = names.length > near.length ? ` and ${names.length - near.length} more` : '';
  return new Gone(
    `there is no ${resource.singular} "${typed}" in ${region.name}`,
    near.length === 0 ? `There are no ${resource.title} there.` : `There are ${near.join(', ')}${more}.`,
  );
}
