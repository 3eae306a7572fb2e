// What the resources' reads have in common: scopes, pages, batches, and reads that may fail without taking the rest along.

import {Bug, UserError} from '../domain/errors.ts';
import type {Scope} from '../domain/kind.ts';
import {type SafeText, text} from '../domain/safe-text.ts';
import type {Page} from './resource.ts';

/** IAM actions of `l`. */
export const logReads = ['logs:FilterLogEvents', 'logs:GetLogEvents', 'logs:StartLiveTail'] as const;

/** A part of the scope that the table cannot do without. */
export function scopePart(scope: Scope, part: keyof Scope): string {
  const value = scope[part];
  if (value === undefined) throw new Bug(`a table was opened without its ${part}`);
  return value;
}

/** Pages of ids as pages of a table. */
export async function* pagesOfIds<Row>(pages: AsyncIterable<readonly string[]>): AsyncIterable<Page<Row>> {
  for await (const ids of pages) yield {ids};
}

/** At most so many ids from the front of a list, and whether that is all of them. Reads no page more than it needs. */
export async function firstIds(
  pages: AsyncIterable<readonly string[]>,
  most: number,
): Promise<{readonly ids: readonly string[]; readonly isAll: boolean}> {
  const ids: string[] = [];
  for await (const page of pages) {
    ids.push(...page);
    if (ids.length > most) return {ids: ids.slice(0, most), isAll: false};
  }
  return {ids, isAll: true};
}

/** The items in groups of `size`, for calls that take only so many. */
export function batchesOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const batches: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}

/** What a read that may fail came to. */
export type Attempt<Value> =
  | {readonly value: Value; readonly problem?: undefined}
  | {readonly value?: undefined; readonly problem: UserError};

/** Awaits a read; a failure that can be explained to a person becomes a value, every other one (an abort, a bug) is thrown on. */
export async function attempt<Value>(reading: Promise<Value>): Promise<Attempt<Value>> {
  try {
    return {value: await reading};
  } catch (error) {
    if (error instanceof UserError) return {problem: error};
    throw error;
  }
}

/** A failure in one line: what happened, and what to do. */
export function problemLine(problem: UserError): SafeText {
  return text`${problem.message} – ${problem.advice}`;
}

/** The problems of several reads as a finding keeps them; nothing when all went well. */
export function problemsOf(
  attempts: readonly (Attempt<unknown> | undefined)[],
  more: readonly string[] = [],
): {readonly problems?: readonly string[]} {
  const problems = [...attempts.flatMap(one => (one?.problem ? [`${one.problem.message} – ${one.problem.advice}`] : [])), ...more];
  return problems.length > 0 ? {problems: [...new Set(problems)]} : {};
}
