// `z`: keeps auto scaling from changing a service's desired count, until it is resumed.

import {text} from '../src/domain/safe-text.ts';
import type {Service} from '../src/domain/service.ts';
import {defineCommand} from './command.ts';
import {placeOf, scalingFingerprint, scalingOf, whyNotScalable, withScaling} from './scaling-facts.ts';
import {hasSuspension, suspensionPreview, suspensionProgress, suspensionSummary} from './suspending-scaling.ts';
import {parseSuspension, type SuspensionAnswer, suspensionAfter} from './suspension-answer.ts';

function wantedOf(row: Service, answer: SuspensionAnswer) {
  const target = scalingOf(row);
  return target && suspensionAfter(target.suspension, answer);
}

/** Suspend scaling: `z`, `ecsdeck suspend-scaling SERVICE WHAT`. */
export const suspendScaling = defineCommand<'service', SuspensionAnswer>({
  id: 'service.suspend-scaling',
  key: 'z',
  title: 'Suspend scaling',
  verb: 'suspend-scaling',
  lastWord: {name: 'WHAT', example: 'all', help: 'WHAT is all, in, out or scheduled, or several of them with commas between.'},
  isSeldom: true,
  target: 'service',
  effect: 'change',
  needs: ['application-autoscaling:RegisterScalableTarget'],
  ask: () => ({label: text`What to suspend (all, in, out, scheduled)`, initial: 'all', parse: parseSuspension}),
  disabled: whyNotScalable,
  readMore: withScaling,
  describe: (row, answer) => suspensionSummary(row, now => suspensionAfter(now, answer)),
  preview: async (_aws, row, answer) => suspensionPreview(row, now => suspensionAfter(now, answer)),
  confirm: () => ({type: 'key'}),
  fingerprint: scalingFingerprint,
  run: (changes, row, answer, signal) => changes.setScalingSuspension(placeOf(row), changedBy(row, answer), signal),

  undo(before) {
    const was = scalingOf(before)?.suspension;
    if (was === undefined) return undefined;
    const title = text`resume the scaling of ${before.name}`;
    return {title, commandId: 'service.resume-scaling', answer: {type: 'to', suspension: was}};
  },

  hasArrived: (before, after, answer) => hasSuspension(after, wantedOf(before, answer)),
  progress: (before, after, answer) => suspensionProgress(before, after, wantedOf(before, answer)),
});

/** The row was completed and compared right before, so that it has a target. */
function changedBy(row: Service, answer: SuspensionAnswer) {
  return wantedOf(row, answer) ?? answer.suspension;
}
