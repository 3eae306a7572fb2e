// `D`: has a service run another revision of its task definition: back to the one before, or to any that is named.

import {Gone, UserError} from '../src/domain/errors.ts';
import {familyOf, rawArnName} from '../src/domain/format/arn.ts';
import type {Region} from '../src/domain/ports.ts';
import {text} from '../src/domain/safe-text.ts';
import type {Service} from '../src/domain/service.ts';
import {defineCommand} from './command.ts';
import {line, orUnknown} from './consequence.ts';
import {differenceLines} from './difference-lines.ts';
import {deploymentFingerprint, replacementPreview, replacementProgress, whyNotDeployable} from './replacing-tasks.ts';
import {parseRevision, type RevisionAnswer, revisionOf, wantedDefinition} from './revision-answer.ts';
import {primaryDeployment} from './service-facts.ts';

/** While a deployment is in progress that is the revision which it replaces; else the number before. */
function proposal(row: Service): string {
  const replaced = row.deployments.find(
    ({status, taskDefinitionArn}) => status === 'ACTIVE' && taskDefinitionArn !== row.taskDefinitionArn,
  );
  if (replaced !== undefined) return rawArnName(replaced.taskDefinitionArn).replace(/^.*:/, '');
  const revision = revisionOf(row);
  return revision > 1 ? String(revision - 1) : '';
}

/** ECS's word for it, or MISSING; undefined when it cannot be read, which the differences tell. */
async function statusOf(aws: Region, wanted: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return (await aws.ecs.taskDefinition(wanted, signal)).status;
  } catch (error) {
    if (error instanceof Gone) return 'MISSING';
    if (signal.aborted || !(error instanceof UserError)) throw error;
    return undefined;
  }
}

/** Rejects where AWS would refuse: better now than after the confirmation. Passes where it cannot be read. */
async function requireRunnable(aws: Region, wanted: string, signal: AbortSignal): Promise<void> {
  const advice = `Choose another one: :revisions ${familyOf(wanted)} lists those that there are.`;
  const status = await statusOf(aws, wanted, signal);
  if (status === 'MISSING') throw new Gone(`there is no ${wanted}`, advice);
  if (status !== undefined && status !== 'ACTIVE')
    throw new UserError(`${wanted} is ${status}, and ECS runs only ACTIVE revisions`, advice);
}

/** Deploy a revision: `D`, `ecsdeck deploy SERVICE REVISION`. */
export const deployRevision = defineCommand<'service', RevisionAnswer>({
  id: 'service.deploy',
  key: 'D',
  title: 'Deploy',
  verb: 'deploy',
  lastWord: {
    name: 'REVISION',
    example: '41',
    help: "REVISION is a number, another family's as web:41, or -1 for the one before.",
  },
  target: 'service',
  effect: 'change',
  needs: ['ecs:UpdateService'],

  ask(rows) {
    const [first] = rows;
    const isOne = rows.length === 1 && first !== undefined;
    return {
      label: isOne
        ? text`Revision to run instead of ${rawArnName(first.taskDefinitionArn)} (41, -1 for the one before)`
        : text`Revision of each (41, -1 for the one before)`,
      initial: isOne ? proposal(first) : '-1',
      parse: parseRevision,
    };
  },

  disabled: whyNotDeployable,

  describe: (row, answer) => text`${row.name}: ${rawArnName(row.taskDefinitionArn)} → ${wantedDefinition(row, answer)}`,

  async preview(aws, row, answer, signal) {
    const wanted = wantedDefinition(row, answer);
    if (wanted === rawArnName(row.taskDefinitionArn)) {
      throw new UserError(`${row.name} is at ${wanted} already`, 'Choose another revision, or redeploy it (r) to replace its tasks.');
    }
    await requireRunnable(aws, wanted, signal);
    return [
      ...(await orUnknown('what differs between the revisions', signal, () => differenceLines(aws, row.taskDefinitionArn, wanted, signal))),
      ...(await replacementPreview(aws, row, wanted, signal)),
      line('quiet', text`sends the task definition alone: the desired count and all else stay as they are`),
    ];
  },

  confirm: () => ({type: 'key'}),
  fingerprint: deploymentFingerprint,
  run: (changes, row, answer, signal) => changes.deployRevision(row.clusterArn, row.name, wantedDefinition(row, answer), signal),

  undo: before => ({
    title: text`take ${before.name} back to ${rawArnName(before.taskDefinitionArn)}`,
    answer: {type: 'to', ...familyAndRevision(before)},
  }),

  hasArrived: (before, after, answer) =>
    primaryDeployment(after)?.id !== primaryDeployment(before)?.id &&
    rawArnName(after.taskDefinitionArn) === wantedDefinition(before, answer),

  progress(before, after, answer) {
    const [wanted, now] = [wantedDefinition(before, answer), rawArnName(after.taskDefinitionArn)];
    if (now !== wanted && now !== rawArnName(before.taskDefinitionArn)) {
      return {isDone: true, hasFailed: true, note: text`someone deployed ${now} instead of ${wanted}`};
    }
    if (now !== wanted && primaryDeployment(after)?.id !== primaryDeployment(before)?.id) {
      return {
        isDone: true,
        hasFailed: true,
        note: text`ECS went back to ${now}: ${primaryDeployment(after)?.rolloutReason ?? 'it gives no reason'}`,
      };
    }
    return replacementProgress(before, after);
  },
});

function familyAndRevision(row: Service): {readonly family: string; readonly revision: number} {
  return {family: familyOf(row.taskDefinitionArn), revision: revisionOf(row)};
}
