// `B` on a deployment: rolls it back, and no other that may have begun since.

import {rawArnName} from '../src/domain/format/arn.ts';
import {safeText, text} from '../src/domain/safe-text.ts';
import {defineCommand} from './command.ts';
import {isRolledBack, rollbackFingerprint, rollbackPreview, rollbackProgress, rollbackWords, whyNotRolledBack} from './rolling-back.ts';

/** Roll back: `B` on a row of the deployments; on the command line it is `ecsdeck rollback SERVICE`. */
export const rollBackDeployment = defineCommand({
  id: 'service-deployment.roll-back',
  key: 'B',
  title: 'Roll back',
  verb: 'rollback',
  isForScreen: true,
  target: 'service-deployment',
  effect: 'change',
  needs: ['ecs:StopServiceDeployment'],
  disabled: row => whyNotRolledBack(safeText(rawArnName(row.serviceArn)), row),
  describe: row => text`${rawArnName(row.serviceArn)}: roll back ${rollbackWords(row)}`,
  preview: (aws, row, _answer, signal) => rollbackPreview(aws, row, signal),
  confirm: () => ({type: 'key'}),
  fingerprint: rollbackFingerprint,
  run: (changes, row, _answer, signal) => changes.rollBackDeployment(row.arn, signal),
  hasArrived: isRolledBack,
  progress: rollbackProgress,
});
