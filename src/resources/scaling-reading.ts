// The scalable targets of services: rows ask one by one, Application Auto Scaling is asked for many at once, and not again for a
// while where a glance is all that is wanted.

import {Unreachable} from '../domain/errors.ts';
import type {Region} from '../domain/ports.ts';
import type {ScalableTarget} from '../domain/scaling/scaling.ts';
import type {Service} from '../domain/service.ts';
import {batched, type ReadOne} from './batched.ts';

/** A glance takes what was read so long ago; an endpoint that did not answer is left alone for as long. */
const keptMilliseconds = 30_000;
const restMilliseconds = 60_000;
const mostKept = 2_000;

interface Known {
  readonly target: ScalableTarget | undefined;
  readonly until: number;
}

interface Reader {
  readonly read: ReadOne<ScalableTarget>;
  readonly known: Map<string, Known>;
  rest?: {readonly problem: Unreachable; readonly until: number};
}

const readers = new WeakMap<Region, Reader>();

/** How a service may be scaled, as it is now; undefined where auto scaling does not know it. Asked together with others of the same moment. */
export function scalableTarget(
  aws: Region,
  {clusterArn, name}: Pick<Service, 'clusterArn' | 'name'>,
  signal: AbortSignal,
): Promise<ScalableTarget | undefined> {
  return readerOf(aws).read(keyOf({clusterArn, name}), signal);
}

/** The same for a glance at a row: up to half a minute old, and no wait for an endpoint that did not answer within the last minute. */
export async function scalableTargetLately(
  aws: Region,
  service: Pick<Service, 'clusterArn' | 'name'>,
  signal: AbortSignal,
  now: number,
): Promise<ScalableTarget | undefined> {
  const reader = readerOf(aws);
  const key = keyOf(service);
  const before = reader.known.get(key);
  if (before !== undefined && now < before.until) return before.target;
  if (reader.rest !== undefined && now < reader.rest.until) throw reader.rest.problem;
  try {
    const target = await reader.read(key, signal);
    keep(reader.known, key, {target, until: now + keptMilliseconds});
    return target;
  } catch (error) {
    if (error instanceof Unreachable) reader.rest = {problem: error, until: now + restMilliseconds};
    throw error;
  }
}

function keep(known: Map<string, Known>, key: string, value: Known): void {
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > mostKept && oldest !== undefined) known.delete(oldest);
}

function readerOf(aws: Region): Reader {
  const found = readers.get(aws);
  if (found) return found;
  const read = batched(async (keys: readonly string[], signal: AbortSignal) => {
    const targets = await aws.scaling.targets(keys.map(placeOf), signal);
    return new Map(keys.flatMap((key, index) => pairOf(key, targets[index])));
  });
  const reader: Reader = {read, known: new Map()};
  readers.set(aws, reader);
  return reader;
}

function pairOf(key: string, target: ScalableTarget | undefined): readonly (readonly [string, ScalableTarget])[] {
  return target === undefined ? [] : [[key, target]];
}

/** Neither an ARN nor a name has a space. */
function keyOf({clusterArn, name}: Pick<Service, 'clusterArn' | 'name'>): string {
  return `${clusterArn} ${name}`;
}

function placeOf(key: string): {readonly cluster: string; readonly service: string} {
  const [cluster = '', service = ''] = key.split(' ');
  return {cluster, service};
}
