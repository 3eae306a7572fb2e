// What the software of the demo worlds writes: a function of the task and the second, so that hours of history need no memory.

import type {Random} from '../../random.ts';

/** One second in the life of a container. */
export interface Moment {
  /** Seeded by the stream and the second: the same second is always written alike. */
  readonly random: Random;
  /** The second's beginning, milliseconds since 1970. */
  readonly at: number;
  /** Whole seconds since the container started. */
  readonly age: number;
  readonly task: string;
  readonly revision: number;
}

/** A line, so many milliseconds into its second. */
export interface Written {
  readonly offset: number;
  readonly message: string;
}

/** Writes the lines of one second. */
export type Writer = (moment: Moment) => readonly Written[];

/** One line at some moment of the second. */
export function line(random: Random, message: string): Written {
  return {offset: random.integer(0, 990), message};
}

/** Lines that belong together, all in one millisecond, as a stack trace comes. */
export function together(random: Random, messages: readonly string[]): readonly Written[] {
  const offset = random.integer(0, 990);
  return messages.map(message => ({offset, message}));
}

/** True once in so many times on average. */
export function oneIn(random: Random, times: number): boolean {
  return random.next() * times < 1;
}

/** `2026-11-20T21:14:05.123Z` */
export function isoTime(at: number, milliseconds = 0): string {
  return new Date(at + milliseconds).toISOString();
}

/** `20/Nov/2026:21:14:05 +0000` */
export function accessTime(at: number): string {
  const [, , day, month, year, time] = /^(\w+), (\d\d) (\w+) (\d{4}) ([\d:]+)/.exec(new Date(at).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

/** An address of a client or a load balancer in the VPC. */
export function someAddress(random: Random): string {
  return `10.0.${random.integer(1, 63)}.${random.integer(4, 250)}`;
}
