// `C` on a deployment that waits at a hook: has it go on.

import {rawArnName} from '../src/domain/format/arn.ts';
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

/** Continue: `C` on a row of the deployments; on the command line it is `ecsdeck continue SERVICE`. */
export const continueDeployment = defineCommand({
  id: 'service-deployment.continue',
  key: 'C',
  title: 'Continue',
  verb: 'continue',
  isForScreen: true,
  target: 'service-deployment',
  effect: 'change',
  needs: ['ecs:ContinueServiceDeployment'],
  disabled: row => whyNotContinued(safeText(rawArnName(row.serviceArn)), row),
  describe: row => text`${rawArnName(row.serviceArn)}: ${continueWords(row)}`,
  preview: async (_aws, row) => continuePreview(row),
  confirm: () => ({type: 'key'}),
  fingerprint: continueFingerprint,
  run: async (changes, row, _answer, signal) => changes.continueDeployment(row.arn, awaitedHook(row).id, signal),
  hasArrived: isContinued,
  progress: continueProgress,
});
