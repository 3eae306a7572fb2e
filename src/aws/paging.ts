// Lists that come in pages, as async iterables: the first page can be shown while the rest is on its way.

import {UserError} from '../domain/errors.ts';

/** All items of all pages. */
export async function allItems<Item>(source: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of source) items.push(...page);
  return items;
}

/** One page, and the token of the next one. */
export interface AnsweredPage<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/**
 * Yields pages until there is no token. Empty pages in between are legal and not yielded, but the first always is, so that
 * an empty list is seen as one. Ends with an error when a token comes twice: it would never end otherwise.
 */
export async function* pages<Item>(
  read: (token: string | undefined) => Promise<AnsweredPage<Item>>,
): AsyncGenerator<readonly Item[], void, undefined> {
  const seen = new Set<string>();
  let token: string | undefined;
  for (let isFirst = true; ; isFirst = false) {
    const page = await read(token);
    if (isFirst || page.items.length > 0) yield page.items;
    if (page.nextToken === undefined || page.nextToken === '') return;
    if (seen.has(page.nextToken)) {
      throw new UserError('AWS answered the same page token twice', 'the list may be incomplete: refresh to read it again');
    }
    seen.add(page.nextToken);
    token = page.nextToken;
  }
}
