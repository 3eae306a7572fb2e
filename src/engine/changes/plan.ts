// The preview: what a change would do to each of its targets, on state read this second, and what confirms it.
// The screen and the headless verbs make the same plan.

import type {AnyCommand, Confirmation, Consequence} from '../../../commands/command.ts';
import {Gone, Refused} from '../../domain/errors.ts';
import type {Scope} from '../../domain/kind.ts';
import type {SafeText} from '../../domain/safe-text.ts';
import type {AnyResource} from '../../resources/resource.ts';
import {mapBounded} from '../bounded.ts';
import {type Place, requireWrite} from './place.ts';
import {freshRows, type Row} from './read.ts';

/** One target and the answer for it. They differ in an undo of several: each goes back to its own count. */
export interface Target {
  readonly id: string;
  readonly answer: unknown;
}

/** A change that somebody wants. */
export interface ChangeRequest {
  readonly command: AnyCommand;
  readonly resource: AnyResource;
  readonly scope: Scope;
  readonly targets: readonly Target[];
  readonly place: Place;
}

/** One target as it was in the preview. */
export interface PlannedTarget extends Target {
  readonly before: Row;
  readonly name: SafeText;
  readonly summary: SafeText;
  readonly consequences: readonly Consequence[];
}

/** A target that the change leaves alone, and why. */
export interface LeftOut {
  readonly id: string;
  readonly name: SafeText;
  readonly reason: SafeText;
}

/** A change ready to be confirmed. */
export interface Plan {
  readonly request: ChangeRequest;
  readonly targets: readonly PlannedTarget[];
  readonly leftOut: readonly LeftOut[];
  readonly confirmation: Confirmation;
}

/** More targets than this in one run are refused: nobody reads so long a preview. */
export const mostTargets = 100;

/** Previews that read at the same time. */
const previewsAtOnce = 3;

/** A production account wants the cluster's name typed, where the command itself asks for no other phrase. */
function confirmationFor(request: ChangeRequest, targets: readonly PlannedTarget[]): Confirmation {
  const {command, place} = request;
  const groups = Map.groupBy(targets, target => JSON.stringify(target.answer));
  const confirmations = [...groups.values()].map(group =>
    command.confirm(
      group.map(target => target.before),
      group[0]?.answer,
    ),
  );
  const phrase = confirmations.find(confirmation => confirmation.type === 'phrase');
  if (phrase !== undefined) return phrase;
  if (!place.isProduction && command.effect !== 'destroy') return {type: 'key'};
  const [first] = targets;
  const cluster = first !== undefined && 'clusterArn' in first.before ? first.before.clusterArn : request.scope.cluster;
  return {type: 'phrase', phrase: cluster === undefined ? command.verb : cluster.slice(cluster.lastIndexOf('/') + 1)};
}

/** Reads, checks and previews. Rejects with Refused, Gone, or what a read rejected with. */
export async function makePlan(request: ChangeRequest, signal: AbortSignal): Promise<Plan> {
  const {command, resource, place} = request;
  requireWrite(place);
  if (request.targets.length > mostTargets) {
    throw new Refused(`${request.targets.length} rows are marked`, `Change at most ${mostTargets} at once.`);
  }
  if (command.isForOne && request.targets.length > 1) {
    throw new Refused(
      `${request.targets.length} ${resource.title} are chosen: "${command.title.toLowerCase()}" is done to one at a time`,
      `Take the marks away, or choose one ${resource.singular}.`,
    );
  }
  const {rows, missing} = await freshRows(
    request,
    request.targets.map(target => target.id),
    signal,
  );
  for (const [id, reason] of missing) {
    throw new Gone(`${resource.singular} ${resource.name(id)} cannot be read any more (${reason}): nothing was sent`, 'Refresh the table.');
  }
  const leftOut: LeftOut[] = [];
  const able: (Target & {readonly before: Row})[] = [];
  for (const {id, answer} of request.targets) {
    const before = rows.get(id);
    if (before === undefined) continue;
    const reason = command.disabled?.(before);
    if (reason === undefined) able.push({id, answer, before});
    else leftOut.push({id, name: resource.name(id), reason});
  }
  const [refusal] = leftOut;
  if (able.length === 0) throw new Refused(refusal?.reason ?? 'there is nothing to change', 'Choose another row.');
  const targets = await mapBounded(able, previewsAtOnce, async ({id, answer, before}) => ({
    id,
    answer,
    before,
    name: resource.name(id),
    summary: command.describe(before, answer),
    consequences: await command.preview(place.region, before, answer, signal),
  }));
  return {request, targets, leftOut, confirmation: confirmationFor(request, targets)};
}
