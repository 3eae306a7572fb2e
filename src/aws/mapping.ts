// What all mappers need: absent fields, numbers in strings, lists of pairs, and strings that are kept once.

/** Answers an equal string that was seen before, so that 20,000 tasks share one cluster ARN. */
export type Intern = (text: string) => string;

/** Beyond it the interner starts anew: it must not grow for ever on what turned out to be unique. */
const mostInterned = 50_000;

/** Creates an interner. */
export function createInterner(): Intern {
  const known = new Map<string, string>();
  return text => {
    const same = known.get(text);
    if (same !== undefined) return same;
    if (known.size >= mostInterned) known.clear();
    known.set(text, text);
    return text;
  };
}

/** The same object without its undefined fields: what `exactOptionalPropertyTypes` asks of optional ones. */
export function present<Fields extends object>(fields: Fields): {readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined>} {
  const kept: {[Name in keyof Fields]?: Exclude<Fields[Name], undefined>} = {};
  for (const name in fields) {
    const value = fields[name];
    if (isDefined(value)) kept[name] = value;
  }
  return kept;
}

function isDefined<Value>(value: Value): value is Exclude<Value, undefined> {
  return value !== undefined;
}

const nothing: Readonly<Record<string, string>> = Object.freeze({});

/** AWS's lists of pairs (`tags`, `settings`, `attributes`) as a record. */
export function record(
  pairs:
    | readonly {readonly key?: string | undefined; readonly name?: string | undefined; readonly value?: string | undefined}[]
    | undefined,
  intern: Intern,
): Readonly<Record<string, string>> {
  if (pairs === undefined || pairs.length === 0) return nothing;
  return Object.fromEntries(pairs.map(({key, name, value}) => [intern(key ?? name ?? ''), intern(value ?? '')]));
}

/** A number that AWS writes as text; undefined when it is none. */
export function numberIn(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Milliseconds since 1970; 0 when AWS told no time. */
export function time(date: Date | undefined): number {
  return date?.getTime() ?? 0;
}

/** The last part of an ARN: `…:task/erp/0123` gives `0123`. */
export function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** AWS's three states of health; anything else is UNKNOWN. */
export function health(status: string | undefined): 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN' {
  return status === 'HEALTHY' || status === 'UNHEALTHY' ? status : 'UNKNOWN';
}

const none: readonly never[] = Object.freeze([]);

/** Maps a list that may be absent; empty ones share one array. */
export function each<Item, Row>(items: readonly Item[] | undefined, map: (item: Item) => Row): readonly Row[] {
  return items === undefined || items.length === 0 ? none : items.map(map);
}
