// `B` on a service: rolls back the deployment that it is in, now.

import {safeText, text} from '../src/domain/safe-text.ts';
import {defineCommand} from './command.ts';
import {currentDeployment, whyNotByEcs, withCurrentDeployment} from './current-deployment.ts';
import {isRolledBack, rollbackFingerprint, rollbackPreview, rollbackProgress, rollbackWords, whyNotRolledBack} from './rolling-back.ts';

/** Roll back: `B`, `ecsdeck rollback SERVICE`. */
export const rollBackService = defineCommand({
  id: 'service.roll-back',
  key: 'B',
  title: 'Roll back',
  verb: 'rollback',
  target: 'service',
  effect: 'change',
  needs: ['ecs:StopServiceDeployment'],
  readMore: withCurrentDeployment,

  // A row of the table may be older than a deployment that has just begun: whether there is one is told by the fresh row.
  disabled: row => whyNotByEcs(row) ?? (row.currentDeployment && whyNotRolledBack(safeText(row.name), row.currentDeployment)),

  describe: row => text`${row.name}: roll back ${rollbackWords(currentDeployment(row))}`,
  preview: async (aws, row, _answer, signal) => rollbackPreview(aws, currentDeployment(row), signal),
  confirm: () => ({type: 'key'}),
  fingerprint: row => rollbackFingerprint(row.currentDeployment),
  run: async (changes, row, _answer, signal) => changes.rollBackDeployment(currentDeployment(row).arn, signal),
  hasArrived: (before, after) => isRolledBack(before.currentDeployment, after.currentDeployment),
  progress: (before, after) => rollbackProgress(before.currentDeployment, after.currentDeployment),
});
