// The sizes of pages and batches that ECS insists on, worded as ECS words them.

import {AwsError, invalidParameter} from '../wire/aws-error.ts';
import {type Page, takePage} from '../wire/pages.ts';

/** The members of every listing's input. */
export interface Listing {
  readonly maxResults?: number | undefined;
  readonly nextToken?: string | undefined;
}

/** The largest page of most listings. */
export const mostPerPage = 100;

/** One page of a listing. The scope tells one listing's tokens from another's: the operation and what it lists. */
export function listPage<Item>(
  {maxResults, nextToken}: Listing,
  scope: string,
  items: () => Iterable<Item>,
  keyOf: (item: Item) => string,
  {usual = mostPerPage, most = mostPerPage}: {readonly usual?: number; readonly most?: number} = {},
): Page<Item> {
  const size = maxResults ?? usual;
  if (!Number.isInteger(size) || size < 1 || size > most) throw invalidParameter(`maxResults must be between 1 and ${most}.`);
  return takePage(items, keyOf, {scope, size, token: nextToken ?? undefined}, () => invalidParameter('Invalid token'));
}

/** The batch when it is neither empty nor too large: `Services cannot be empty.`, `service names can have at most 10 items.` */
export function batchOf(
  batch: readonly string[] | undefined,
  most: number,
  words: {readonly plural: string; readonly items: string},
): readonly string[] {
  if (batch === undefined || batch.length === 0) throw invalidParameter(`${words.plural} cannot be empty.`);
  return atMost(batch, most, words.items);
}

/** The batch when it is not too large; an absent one is empty. */
export function atMost(batch: readonly string[] | undefined, most: number, items: string): readonly string[] {
  if (batch !== undefined && batch.length > most) throw invalidParameter(`${items} can have at most ${most} items.`);
  return batch ?? [];
}

/** The value of a member that must be there. */
export function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined || value === null) throw new AwsError('InvalidParameterException', `${name} cannot be null or empty.`);
  return value;
}
