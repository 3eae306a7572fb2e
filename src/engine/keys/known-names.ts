// The names that the store knows of clusters and services: for completion, and to say at once that a name is none.

import type {State} from '../../../store/state.ts';
import {type TableAddress, tableOf} from '../../../store/tables.ts';
import {rawArnName} from '../../domain/format/arn.ts';
import {byNearness} from '../../domain/nearest.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';

/** What is known of the names in one table. */
export interface KnownNames {
  /** Raw names, in the order of the list. */
  readonly names: readonly string[];
  /** True when every name that there is has been listed. */
  readonly isComplete: boolean;
  /** The ARN of a name or of an ARN; undefined when it is not known. */
  arnOf(nameOrArn: string): string | undefined;
}

const mostNamed = 6;

/** The names in a table, as far as it was read. What has left the list is no name any more. */
export function knownNames(state: State, address: TableAddress): KnownNames {
  const table = tableOf(state, address);
  const entries = [...(table?.entries.values() ?? [])].filter(({presence}) => presence !== 'gone');
  const arns = new Map(entries.map(({id}) => [rawArnName(id), id]));
  const isArn = (typed: string) => table?.entries.has(typed) ?? false;
  return {
    names: [...arns.keys()],
    isComplete: table?.listing.state === 'complete',
    arnOf: typed => arns.get(typed) ?? (isArn(typed) ? typed : undefined),
  };
}

/** Which there are instead of the one that was typed, nearest first: `there is no cluster foo; there are a, b, c`. */
export function noSuchName(singular: string, typed: string, {names}: KnownNames): SafeText {
  if (names.length === 0) return text`there is no ${singular} ${typed}; there is none at all`;
  const near = byNearness(typed, names).slice(0, mostNamed);
  const more = names.length > near.length ? text` and ${names.length - near.length} more` : text``;
  return text`there is no ${singular} ${typed}; there ${names.length === 1 ? 'is' : 'are'} ${near.join(', ')}${more}`;
}
