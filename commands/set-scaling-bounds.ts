// `m`: sets the fewest and the most tasks that auto scaling may leave a service with, and nothing else.

import {UserError} from '../src/domain/errors.ts';
import {plural} from '../src/domain/format/quantity.ts';
import type {Region} from '../src/domain/ports.ts';
import {text} from '../src/domain/safe-text.ts';
import {scheduledBoundsWords, suspensionWords} from '../src/domain/scaling/policy-words.ts';
import type {ScalableTarget, ScalingBounds} from '../src/domain/scaling/scaling.ts';
import type {Service} from '../src/domain/service.ts';
import {areSameBounds, type BoundsAnswer, boundsAfter, parseBounds} from './bounds-answer.ts';
import {type Consequence, defineCommand} from './command.ts';
import {line, orUnknown} from './consequence.ts';
import {boundsWords, placeOf, scalingFingerprint, scalingOf, whyNotScalable, withScaling} from './scaling-facts.ts';

/** What it means for the count that the service has now. */
function countLines({desired, running, pending, name}: Service, now: ScalableTarget, wanted: ScalingBounds): readonly Consequence[] {
  const {minimum, maximum} = wanted;
  if (desired > 0 && maximum === 0)
    return [line('bad', text`every task of ${name} stops: the service is down until its bounds are raised`)];
  if (desired > maximum) {
    const stopped = plural(Math.max(0, running + pending - maximum), 'task');
    return [line('warn', text`${desired} desired is above the maximum: auto scaling sets ${maximum} at once, and ECS stops ${stopped}`)];
  }
  if (desired < minimum) {
    const started = plural(Math.max(0, minimum - running - pending), 'more task');
    return [line('warn', text`${desired} desired is below the minimum: auto scaling sets ${minimum} at once, and ECS starts ${started}`)];
  }
  const stays = line('plain', text`the desired count of ${desired} lies within and stays`);
  if (desired === now.maximum && maximum > now.maximum) {
    return [stays, line('plain', text`it is at its maximum now: it may be scaled out to ${maximum} as soon as a policy asks for it`)];
  }
  if (desired === maximum && minimum < maximum) return [stays, line('warn', text`it is at the new maximum: no load makes it grow`)];
  return [stays];
}

function otherLines(now: ScalableTarget, wanted: ScalingBounds, desired: number): readonly Consequence[] {
  const suspended = suspensionWords(now.suspension);
  const isMoved = desired > wanted.maximum || desired < wanted.minimum;
  return [
    ...(wanted.minimum === wanted.maximum ? [line('warn', text`both are the same: auto scaling can scale it neither in nor out`)] : []),
    ...(suspended === 'nothing' ? [] : [line(isMoved ? 'warn' : 'quiet', suspendedWords(suspended, isMoved))]),
  ];
}

function suspendedWords(suspended: string, isMoved: boolean) {
  const what = suspended === 'all' ? 'all scaling' : suspended;
  if (!isMoved) return text`${what} stays suspended`;
  return text`${what} is suspended: AWS does not say whether it moves the count all the same`;
}

/** A scheduled action that sets other bounds takes the change back when its time comes. */
async function scheduleLines(aws: Region, row: Service, now: ScalableTarget, signal: AbortSignal): Promise<readonly Consequence[]> {
  if (now.suspension.isScheduleSuspended) return [];
  const actions = await aws.scaling.scheduledActions(placeOf(row), signal);
  return actions.map(action => {
    const when = [action.schedule, action.timezone].filter(part => part !== undefined).join(' ');
    return line('warn', text`the scheduled action ${action.name} sets ${scheduledBoundsWords(action)}: ${when}`);
  });
}

/** Set scaling bounds: `m`, `ecsdeck scaling-bounds SERVICE MIN-MAX`. */
export const setScalingBounds = defineCommand<'service', BoundsAnswer>({
  id: 'service.scaling-bounds',
  key: 'm',
  title: 'Set scaling bounds',
  verb: 'scaling-bounds',
  lastWord: {name: 'MIN-MAX', example: '2-12', help: 'MIN-MAX is 2-12, or 2- for the minimum alone, -12 for the maximum alone.'},
  isSeldom: true,
  target: 'service',
  effect: 'change',
  needs: ['application-autoscaling:RegisterScalableTarget'],

  ask: rows => ({
    label: rows.length > 1 ? text`Fewest and most tasks of each (2-12, 2-, -12)` : text`Fewest and most tasks (2-12, 2-, -12)`,
    initial: '',
    parse: parseBounds,
  }),

  disabled: whyNotScalable,
  readMore: withScaling,

  describe(row, answer) {
    const now = scalingOf(row);
    if (now === undefined) return text`${row.name}: scaling bounds`;
    return text`${row.name}: auto scaling ${boundsWords(now)} → ${boundsWords(boundsAfter(now, answer))}`;
  },

  async preview(aws, row, answer, signal) {
    const now = scalingOf(row);
    if (now === undefined) return [];
    const wanted = boundsAfter(now, answer);
    if (wanted.minimum > wanted.maximum) {
      throw new UserError(
        `${row.name}: the minimum would be ${wanted.minimum}, above the maximum of ${wanted.maximum}`,
        'Give both: 2-12.',
      );
    }
    if (areSameBounds(now, wanted))
      throw new UserError(`${row.name} has ${boundsWords(now)} already`, 'Nothing was sent: type other bounds.');
    return [
      line('plain', text`now: ${row.desired} desired, ${row.running} running, within ${boundsWords(now)}`),
      ...countLines(row, now, wanted),
      ...otherLines(now, wanted, row.desired),
      ...(await orUnknown('whether a scheduled action sets others', signal, () => scheduleLines(aws, row, now, signal))),
      line('quiet', text`sends the bounds alone: policies, and what is suspended, stay as they are`),
    ];
  },

  confirm(rows, answer) {
    const downed = rows.filter(row => row.desired > 0 && answer.maximum === 0);
    const [first] = downed;
    if (first === undefined) return {type: 'key'};
    return {type: 'phrase', phrase: rows.length === 1 ? `zero ${first.name}` : `zero ${plural(downed.length, 'service')}`};
  },

  fingerprint: row => ({...scalingFingerprint(row), 'desired count': row.desired}),
  run: (changes, row, answer, signal) => changes.setScalingBounds(placeOf(row), answer, signal),

  undo(before) {
    const was = scalingOf(before);
    if (was === undefined) return undefined;
    const {minimum, maximum} = was;
    return {title: text`set the scaling bounds of ${before.name} back to ${boundsWords(was)}`, answer: {minimum, maximum}};
  },

  hasArrived(before, after, answer) {
    const [was, is] = [scalingOf(before), scalingOf(after)];
    return was !== undefined && is !== undefined && areSameBounds(is, boundsAfter(was, answer));
  },

  progress(before, after, answer) {
    const [was, is] = [scalingOf(before), scalingOf(after)];
    if (was === undefined || is === undefined) return {isDone: true, hasFailed: true, note: text`it has no auto scaling any more`};
    const wanted = boundsAfter(was, answer);
    if (areSameBounds(is, wanted)) {
      const isWithin = after.desired >= wanted.minimum && after.desired <= wanted.maximum;
      if (isWithin) return {isDone: true, note: text`auto scaling ${boundsWords(wanted)}, ${after.desired} desired`};
      return {isDone: false, done: 0, total: 0, note: text`${after.desired} desired, to be moved within ${boundsWords(wanted)}`};
    }
    if (areSameBounds(is, was)) return {isDone: false, done: 0, total: 0, note: text`waiting for the new bounds`};
    return {isDone: true, hasFailed: true, note: text`someone or a scheduled action set the bounds to ${boundsWords(is)}`};
  },
});
