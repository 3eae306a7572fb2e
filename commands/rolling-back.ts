// Rolling a deployment back: what it means, when it may be done, and how far it is. The same from a service and from its deployment.

import {rawArnName} from '../src/domain/format/arn.ts';
import {revisionName, waitingWords} from '../src/domain/health/deployment-words.ts';
import type {Region} from '../src/domain/ports.ts';
import {type SafeText, text} from '../src/domain/safe-text.ts';
import {returningRevision, type ServiceDeployment} from '../src/domain/service-deployment.ts';
import type {Consequence, Progress} from './command.ts';
import {line, orUnknown} from './consequence.ts';
import {returningName, shareWords, watchLines, whyOver} from './deployment-facts.ts';
import {differenceLines} from './difference-lines.ts';
import {protectedTasks} from './protected-tasks.ts';

/** `checkout:43 → checkout:42`. */
export function rollbackWords(deployment: ServiceDeployment): SafeText {
  return text`${revisionName(deployment.target)} → ${returningName(deployment)}`;
}

/** Why it cannot be rolled back: AWS's guide names PENDING and IN_PROGRESS, and in the others it is on its way or over. */
export function whyNotRolledBack(name: SafeText, deployment: ServiceDeployment | undefined): SafeText | undefined {
  const reason = whyOver(name, deployment);
  if (reason !== undefined) return reason;
  if (deployment?.sources.length !== 0) return undefined;
  return text`${revisionName(deployment.target)} is the first that ${name} runs: there is no revision to go back to`;
}

function returnLine(deployment: ServiceDeployment): Consequence {
  const share = returningRevision(deployment);
  if (share === undefined) {
    const names = deployment.sources.map(revisionName).join(' and ');
    return line(
      'warn',
      text`several revisions are being replaced (${names}): ECS chooses which one comes back, as a rule the one that completed last`,
    );
  }
  const wanted = deployment.target.requested;
  const missing = share.running < wanted ? ': the others are started anew' : '';
  return line(
    missing === '' ? 'ok' : 'warn',
    text`${revisionName(share)} comes back: ${shareWords(share, Math.max(wanted, share.running))}${missing}`,
  );
}

function stageLines(deployment: ServiceDeployment): readonly Consequence[] {
  const {lifecycleStage, strategy} = deployment;
  if (lifecycleStage === undefined)
    return [line('plain', text`${strategy}: its tasks are replaced within the service's percentages again`)];
  const waiting = waitingWords(deployment) === undefined ? '' : ', waiting at a hook';
  return [line('plain', text`${strategy}, now at ${lifecycleStage}${waiting}: all production traffic goes back`)];
}

/** What it means, on the deployment as it was read this second. */
export async function rollbackPreview(aws: Region, deployment: ServiceDeployment, signal: AbortSignal): Promise<readonly Consequence[]> {
  const [left, returning] = [deployment.target.taskDefinitionArn, returningRevision(deployment)?.taskDefinitionArn];
  const [differences, protectedOnes] = await Promise.all([
    left === undefined || returning === undefined
      ? [line('warn', text`not known: what differs between the revisions`)]
      : orUnknown('what differs between the revisions', signal, () => differenceLines(aws, left, returning, signal)),
    protectedTasks(aws, deployment.clusterArn, rawArnName(deployment.serviceArn), signal),
  ]);
  return [
    line('warn', text`${revisionName(deployment.target)} is left: ${shareWords(deployment.target)}`),
    returnLine(deployment),
    ...stageLines(deployment),
    ...watchLines(deployment),
    ...differences,
    ...protectedOnes,
    line('quiet', text`sends StopServiceDeployment with ROLLBACK: ECS goes back by itself, and the desired count stays as it is`),
    line('warn', text`cannot be undone: to try ${revisionName(deployment.target)} again, deploy it anew (D)`),
  ];
}

/** What must be the same when it goes out. Its stage and traffic may have moved on: that is one more reason to go back. */
export function rollbackFingerprint(deployment: ServiceDeployment | undefined): Readonly<Record<string, string | number>> {
  if (deployment === undefined) return {deployment: 'none'};
  return {deployment: deployment.id, status: deployment.status, 'revision that comes back': returningName(deployment)};
}

/** True once ECS has taken it up. */
export function isRolledBack(before: ServiceDeployment | undefined, after: ServiceDeployment | undefined): boolean {
  return after !== undefined && after.arn === before?.arn && after.status.startsWith('ROLLBACK');
}

/** How far the way back is. */
export function rollbackProgress(before: ServiceDeployment | undefined, after: ServiceDeployment | undefined): Progress {
  const failed = (note: SafeText): Progress => ({isDone: true, hasFailed: true, note});
  if (after === undefined) return {isDone: false, done: 0, total: 0, note: text`waiting for ECS to take it up`};
  if (after.arn !== before?.arn) return failed(text`another deployment has begun since: ${revisionName(after.target)}`);
  const why = after.statusReason ?? 'ECS gives no reason';
  const share = returningRevision(after);
  switch (after.status) {
    case 'ROLLBACK_SUCCESSFUL':
      return {isDone: true, note: text`back at ${returningName(after)}`};
    case 'ROLLBACK_FAILED':
      return failed(text`the rollback failed: ${why}`);
    case 'STOPPED':
      return failed(text`it was stopped and not rolled back: ${why}`);
    case 'SUCCESSFUL':
      return failed(text`the deployment had succeeded before it could be rolled back`);
    case 'ROLLBACK_IN_PROGRESS': {
      const [done, total] = share === undefined ? [0, 0] : [Math.min(share.running, share.requested), share.requested];
      return {isDone: false, done, total, note: text`rolling back to ${returningName(after)}`};
    }
    default:
      return {isDone: false, done: 0, total: 0, note: text`waiting for ECS to take the rollback up`};
  }
}
