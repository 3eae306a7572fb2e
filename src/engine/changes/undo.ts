// The memory of the last run, and what takes it back. Undo is another change: it goes through preview and confirmation again.

import type {AnyCommand, Undo} from '../../../commands/command.ts';
import {findCommand} from '../../../commands/registry.ts';
import {Refused} from '../../domain/errors.ts';
import type {Scope} from '../../domain/kind.ts';
import type {AnyResource} from '../../resources/resource.ts';
import type {Followed, FollowedRun} from './follow.ts';
import type {Place} from './place.ts';
import type {Target} from './plan.ts';

/** An undo as a request for a change. */
export interface UndoRequest {
  readonly command: AnyCommand;
  readonly resource: AnyResource;
  readonly scope: Scope;
  readonly targets: readonly Target[];
}

/** What would take one change back; undefined when nothing does. */
export function undoOf(command: AnyCommand, change: Followed): Undo<unknown> | undefined {
  const {state} = change.sent.outcome;
  if (state !== 'accepted' && state !== 'unknown') return undefined;
  return command.undo?.(change.sent.target.before, change.sent.target.answer);
}

/** What takes the run back. Rejects with Refused and the reason when it cannot be. */
export function undoRequest(run: FollowedRun | undefined, place: Place): UndoRequest {
  if (run === undefined) throw new Refused('there is nothing to undo', 'Only the last change of this session can be taken back.');
  const [first] = run.changes;
  const what = first === undefined ? run.command.title : first.sent.target.summary;
  if (run.place.region !== place.region) {
    throw new Refused(
      `the last change (${what}) was made in ${run.place.region.name}`,
      'It cannot be undone from another account or Region.',
    );
  }
  const undos = run.changes.flatMap(change => {
    const undo = undoOf(run.command, change);
    return undo === undefined ? [] : [{id: change.sent.target.id, undo}];
  });
  const [example] = undos;
  if (example === undefined) throw new Refused(`the last change cannot be undone: ${what}`, 'See its preview for the reason.');
  const command = findCommand(example.undo.commandId ?? run.command.id) ?? run.command;
  const targets = undos.map(({id, undo}) => ({id, answer: undo.answer}));
  return {command, resource: run.resource, scope: run.scope, targets};
}
