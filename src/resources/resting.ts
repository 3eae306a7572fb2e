// Endpoints beside that of ECS, which a glance at many services asks: one that does not answer must not hold them all up.

import {Unreachable} from '../domain/errors.ts';
import type {Region} from '../domain/ports.ts';

/** An endpoint that did not answer is left alone for so long: in a closed network each call would wait for its deadline. */
const restMilliseconds = 60_000;

interface Rest {
  readonly problem: Unreachable;
  readonly until: number;
}

const resting = new WeakMap<Region, Map<string, Rest>>();

/** Reads, or rejects as the last reading did while the endpoint is left alone. Without `now` it is asked all the same. */
export async function unlessResting<Value>(
  aws: Region,
  endpoint: string,
  now: number | undefined,
  read: () => Promise<Value>,
): Promise<Value> {
  const rest = resting.get(aws)?.get(endpoint);
  if (now !== undefined && rest !== undefined && now < rest.until) throw rest.problem;
  try {
    return await read();
  } catch (error) {
    if (now !== undefined && error instanceof Unreachable) {
      resting.set(aws, new Map(resting.get(aws)).set(endpoint, {problem: error, until: now + restMilliseconds}));
    }
    throw error;
  }
}
