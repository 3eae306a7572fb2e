// Where the run in the dialog stands, and what a run needs to know before it can begin.

import type {AnyCommand, Question} from '../../../commands/command.ts';
import {UserError} from '../../domain/errors.ts';
import type {Scope} from '../../domain/kind.ts';
import type {SafeText} from '../../domain/safe-text.ts';
import type {AnyResource} from '../../resources/resource.ts';
import type {Watched} from './confirm.ts';
import {type Place, requireWrite} from './place.ts';
import type {Plan, Target} from './plan.ts';
import type {RunnerView} from './ports.ts';
import type {Row} from './read.ts';

/** A change that has begun: what is done to which rows, and the handle that ends its reading. */
export interface Draft {
  readonly command: AnyCommand;
  readonly resource: AnyResource;
  readonly scope: Scope;
  readonly ids: readonly string[];
  readonly place: Place;
  readonly abort: AbortController;
}

/** Where a run stands; `busy` reads or sends, `over` shows what became of it. */
export type Session =
  | {readonly phase: 'asking'; readonly draft: Draft; readonly question: Question<unknown>}
  | {readonly phase: 'busy' | 'over'; readonly draft: Draft}
  | {readonly phase: 'confirming'; readonly draft: Draft; readonly plan: Plan; readonly watched: Watched};

/** Begins a change. Throws Refused in read-only mode, UserError without rows. */
export function newDraft(parts: Omit<Draft, 'abort'>): Draft {
  requireWrite(parts.place);
  if (parts.ids.length === 0) throw new UserError('no row is chosen', `Choose a ${parts.resource.singular} first.`);
  return {...parts, abort: new AbortController()};
}

/** The rows as the table shows them, perhaps old: good for the question, never for the change. Throws UserError while one was not read. */
export function knownRows({ids, resource}: Draft, view: RunnerView): readonly Row[] {
  return view.readRows(ids).map(({id, row}) => {
    if (row === undefined) throw new UserError(`${resource.name(id)} is still being read`, 'Try again in a moment.');
    return row as Row;
  });
}

/** The names of a draft's targets. */
export function namesOf({resource, ids}: Draft): readonly {readonly id: string; readonly name: SafeText}[] {
  return ids.map(id => ({id, name: resource.name(id)}));
}

/** The same answer for each of the draft's targets. */
export function targetsWith({ids}: Draft, answer: unknown): readonly Target[] {
  return ids.map(id => ({id, answer}));
}
