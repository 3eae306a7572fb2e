// The comparison right before sending: a target that is no longer as the person saw it in the preview is not touched.

import {Refused} from '../../domain/errors.ts';
import type {Plan, PlannedTarget} from './plan.ts';
import {freshRows, type Row} from './read.ts';

type Fingerprint = Readonly<Record<string, string | number>>;

/** The differences in words, `desired count 2 → 3`; empty when there are none. */
export function differences(before: Fingerprint, after: Fingerprint): string {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter(name => before[name] !== after[name])
    .map(name => `${name} ${before[name] ?? 'none'} → ${after[name] ?? 'none'}`)
    .join(', ');
}

function check(plan: Plan, target: PlannedTarget, now: Row | undefined): Row {
  const {command} = plan.request;
  const again = 'Nothing was sent for it. Look at it as it is now and start again.';
  if (now === undefined) throw new Refused(`${target.name} is gone since the preview`, again);
  const changed = differences(command.fingerprint(target.before), command.fingerprint(now));
  if (changed !== '') throw new Refused(`${target.name} has changed since the preview: ${changed}`, again);
  const disabled = command.disabled?.(now);
  if (disabled !== undefined) throw new Refused(disabled, again);
  return now;
}

/** The targets as they are now, in order; rejects with Refused when one differs from the preview. */
export async function checkedRows(plan: Plan, targets: readonly PlannedTarget[], signal: AbortSignal): Promise<readonly Row[]> {
  const ids = targets.map(target => target.id);
  const {rows} = await freshRows(plan.request, ids, signal);
  return targets.map(target => check(plan, target, rows.get(target.id)));
}
