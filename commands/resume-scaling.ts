// `Z`: lets auto scaling change a service's desired count again.

import {text} from '../src/domain/safe-text.ts';
import {nothingSuspended} from '../src/domain/scaling/scaling.ts';
import {defineCommand} from './command.ts';
import {placeOf, scalingFingerprint, scalingOf, whyNotScalable, withScaling} from './scaling-facts.ts';
import {hasSuspension, suspensionPreview, suspensionProgress, suspensionSummary} from './suspending-scaling.ts';
import type {SuspensionAnswer} from './suspension-answer.ts';

/** Without an answer all of it is resumed. */
function wantedBy(answer: SuspensionAnswer | undefined) {
  return answer?.suspension ?? nothingSuspended;
}

/** Resume scaling: `Z`, `ecsdeck resume-scaling SERVICE`. All of it; an undo leaves suspended what was so before. */
export const resumeScaling = defineCommand<'service', SuspensionAnswer | undefined>({
  id: 'service.resume-scaling',
  key: 'Z',
  title: 'Resume scaling',
  verb: 'resume-scaling',
  isSeldom: true,
  target: 'service',
  effect: 'change',
  needs: ['application-autoscaling:RegisterScalableTarget'],
  disabled: whyNotScalable,
  readMore: withScaling,
  describe: (row, answer) => suspensionSummary(row, () => wantedBy(answer)),
  preview: async (_aws, row, answer) => suspensionPreview(row, () => wantedBy(answer)),
  confirm: () => ({type: 'key'}),
  fingerprint: scalingFingerprint,
  run: (changes, row, answer, signal) => changes.setScalingSuspension(placeOf(row), wantedBy(answer), signal),

  undo(before) {
    const was = scalingOf(before)?.suspension;
    if (was === undefined) return undefined;
    const title = text`suspend the scaling of ${before.name} again`;
    return {title, commandId: 'service.suspend-scaling', answer: {type: 'to', suspension: was}};
  },

  hasArrived: (_before, after, answer) => hasSuspension(after, wantedBy(answer)),
  progress: (before, after, answer) => suspensionProgress(before, after, wantedBy(answer)),
});
