// `C` on a service whose deployment waits at a hook: has it go on.

import {safeText, text} from '../src/domain/safe-text.ts';
import {defineCommand} from './command.ts';
import {
  awaitedHook,
  continueFingerprint,
  continuePreview,
  continueProgress,
  continueWords,
  isContinued,
  whyNotContinued,
} from './continuing.ts';
import {currentDeployment, whyNotByEcs, withCurrentDeployment} from './current-deployment.ts';

/** Continue: `C`, `ecsdeck continue SERVICE`. */
export const continueService = defineCommand({
  id: 'service.continue',
  key: 'C',
  title: 'Continue',
  verb: 'continue',
  target: 'service',
  effect: 'change',
  needs: ['ecs:ContinueServiceDeployment'],
  readMore: withCurrentDeployment,
  disabled: row => whyNotByEcs(row) ?? (row.currentDeployment && whyNotContinued(safeText(row.name), row.currentDeployment)),
  describe: row => text`${row.name}: ${continueWords(currentDeployment(row))}`,
  preview: async (_aws, row) => continuePreview(currentDeployment(row)),
  confirm: () => ({type: 'key'}),
  fingerprint: row => continueFingerprint(row.currentDeployment),
  async run(changes, row, _answer, signal) {
    const deployment = currentDeployment(row);
    return changes.continueDeployment(deployment.arn, awaitedHook(deployment).id, signal);
  },
  hasArrived: (before, after) => isContinued(before.currentDeployment, after.currentDeployment),
  progress: (before, after) => continueProgress(before.currentDeployment, after.currentDeployment),
});
