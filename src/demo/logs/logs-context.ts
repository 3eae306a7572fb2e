// What the operations of CloudWatch Logs are handed, and the checks that they share.

import {AwsError} from '../wire/aws-error.ts';
import type {StreamBook} from './stream-book.ts';

/** The service as its operations see it. */
export interface LogsContext {
  readonly book: StreamBook;
  /** Demo time, milliseconds since 1970. */
  readonly now: () => number;
  /** Waits so many milliseconds of demo time; rejects with the signal's reason. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Has the world go on until now. */
  readonly advance: () => void;
  readonly random: () => number;
}

/** What CloudWatch Logs answers to an argument that it does not take. */
export function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** A number within bounds, or the usual one. */
export function within(value: number | undefined, most: number, name: string, usual = most): number {
  const number = value ?? usual;
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw invalid(
    `1 validation error detected: Value '${number}' at '${name}' failed to satisfy constraint: Member must have value between 1 and ${most}`,
  );
}
