// `r`: replaces every task of a service by a new one of the same task definition.

import {plural} from '../src/domain/format/quantity.ts';
import {text} from '../src/domain/safe-text.ts';
import {defineCommand} from './command.ts';
import {line} from './consequence.ts';
import {deploymentFingerprint, replacementPreview, replacementProgress, whyNotDeployable} from './replacing-tasks.ts';
import {primaryDeployment} from './service-facts.ts';

/** Redeploy: `r`, `ecsdeck redeploy SERVICE`. */
export const redeployService = defineCommand({
  id: 'service.redeploy',
  key: 'r',
  title: 'Redeploy',
  verb: 'redeploy',
  target: 'service',
  effect: 'change',
  needs: ['ecs:UpdateService'],
  disabled: whyNotDeployable,
  describe: row => text`${row.name}: replace ${plural(row.desired, 'task')}`,
  preview: async (aws, row, _answer, signal) => [
    ...(await replacementPreview(aws, row, row.taskDefinitionArn, signal)),
    line(
      'quiet',
      text`sends forceNewDeployment alone: desired count and task definition stay as they are; a moved image tag is pulled anew`,
    ),
    line('warn', text`cannot be undone`),
  ],
  confirm: () => ({type: 'key'}),
  fingerprint: deploymentFingerprint,
  run: (changes, row, _answer, signal) => changes.redeployService(row.clusterArn, row.name, signal),
  hasArrived: (before, after) => primaryDeployment(after)?.id !== primaryDeployment(before)?.id,
  progress: replacementProgress,
});
