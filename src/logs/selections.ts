// Cuts streams into as few queries as possible: FilterLogEvents takes one group, and 100 names or one prefix.

import type {LogSelection} from '../domain/log-ports.ts';
import type {LogStream} from './log-stream.ts';

/** FilterLogEvents' limit of names in one call. */
export const mostNames = 100;

/** Streams of one group in one Region. */
export interface GroupStreams {
  readonly region: string;
  readonly group: string;
  readonly streams: readonly LogStream[];
}

/** Parts streams by Region and group. */
export function byGroup(streams: readonly LogStream[]): readonly GroupStreams[] {
  const groups = Map.groupBy(streams, ({region, group}) => `${region} ${group}`);
  return [...groups.values()].flatMap(members => {
    const [first] = members;
    return first === undefined ? [] : [{region: first.region, group: first.group, streams: members}];
  });
}

/**
 * The queries that cover the streams of one group. A prefix takes any number of streams, but also those of other services
 * that share it: it is used only where names would take more calls, or where it is preferred, because a name that does not
 * exist fails a call and a prefix never does.
 */
export function selectionsOf({region, group, streams}: GroupStreams, prefers: 'names' | 'prefixes' = 'names'): readonly LogSelection[] {
  const unique = [...new Map(streams.map(stream => [stream.name, stream])).values()];
  const where = {region, group};
  const byPrefix = Map.groupBy(unique, ({prefix}) => prefix ?? '');
  const named = [...(byPrefix.get('') ?? [])];
  const wide: LogSelection[] = [];
  // The largest first: what a prefix takes away, names need not carry.
  const largestFirst = [...byPrefix].filter(([prefix]) => prefix !== '').toSorted(([, one], [, other]) => other.length - one.length);
  let rest = unique.length;
  for (const [prefix, members] of largestFirst) {
    // More than 100 streams are never dearer by their prefix, and the rounding of the rest may hide that they are cheaper.
    const isCheaper = prefers === 'prefixes' || members.length > mostNames || callsFor(rest - members.length) + 1 < callsFor(rest);
    if (isCheaper) {
      wide.push({...where, prefix});
      rest -= members.length;
    } else {
      named.push(...members);
    }
  }
  return [...wide, ...inBatches(named.map(({name}) => name)).map(names => ({...where, streams: names}))];
}

/** Cuts names into batches of at most 100. */
export function inBatches(names: readonly string[]): readonly (readonly string[])[] {
  return Array.from({length: callsFor(names.length)}, (_, index) => names.slice(index * mostNames, (index + 1) * mostNames));
}

function callsFor(names: number): number {
  return Math.ceil(names / mostNames);
}
