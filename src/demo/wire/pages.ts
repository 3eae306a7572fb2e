// Pages of a listing. A token names the last item that was handed out, so that what comes or goes in between neither repeats
// nor skips the rest.

/** One page of items, and the token of the next one when there is more. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

/** What is asked for. The scope binds a token to its listing: a token of another one is refused. */
export interface PageRequest {
  readonly scope: string;
  readonly size: number;
  readonly token: string | undefined;
}

interface Bookmark {
  /** How many items came before the next page. */
  readonly position: number;
  readonly lastKey: string;
}

/**
 * Takes a page. `items` is called for a fresh iteration (twice when the bookmarked item has gone), so that nothing is
 * collected or sorted beyond the page. Throws what `invalidToken` makes.
 */
export function takePage<Item>(
  items: () => Iterable<Item>,
  keyOf: (item: Item) => string,
  request: PageRequest,
  invalidToken: () => Error,
): Page<Item> {
  const bookmark = request.token === undefined ? {position: 0, lastKey: ''} : readToken(request.scope, request.token);
  if (bookmark === undefined) throw invalidToken();
  const start = bookmark.position === 0 ? 0 : (positionAfter(items(), keyOf, bookmark.lastKey) ?? bookmark.position);

  const page: Item[] = [];
  let index = 0;
  for (const item of items()) {
    if (index >= start + request.size) {
      const last = page.at(-1);
      return {items: page, ...(last !== undefined && {nextToken: writeToken(request.scope, {position: index, lastKey: keyOf(last)})})};
    }
    if (index >= start) page.push(item);
    index += 1;
  }
  return {items: page};
}

function positionAfter<Item>(items: Iterable<Item>, keyOf: (item: Item) => string, key: string): number | undefined {
  let index = 0;
  for (const item of items) {
    index += 1;
    if (keyOf(item) === key) return index;
  }
  return undefined;
}

function writeToken(scope: string, {position, lastKey}: Bookmark): string {
  return Buffer.from(JSON.stringify([scope, position, lastKey])).toString('base64url');
}

function readToken(scope: string, token: string): Bookmark | undefined {
  try {
    const content: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (!Array.isArray(content)) return undefined;
    const [ofScope, position, lastKey]: readonly unknown[] = content;
    const isOurs = ofScope === scope && typeof position === 'number' && Number.isInteger(position) && position > 0;
    return isOurs && typeof lastKey === 'string' ? {position, lastKey} : undefined;
  } catch {
    return undefined;
  }
}
