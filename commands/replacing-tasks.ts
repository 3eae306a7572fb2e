// Replacing every task of a service by new ones: what it means, and how far it is. For a redeployment, and for another revision.

import {rawArnName} from '../src/domain/format/arn.ts';
import {plural} from '../src/domain/format/quantity.ts';
import type {Region} from '../src/domain/ports.ts';
import {text} from '../src/domain/safe-text.ts';
import type {Service} from '../src/domain/service.ts';
import type {Consequence, Progress} from './command.ts';
import {line, orUnknown} from './consequence.ts';
import {protectedTasks} from './protected-tasks.ts';
import {readRoom, taskNeeds} from './room.ts';
import {cannotReplaceTasks, deploymentBounds, deploymentLines, primaryDeployment, runsOnInstances} from './service-facts.ts';

function replacementLines(row: Service, definition: string): readonly Consequence[] {
  const what = line('warn', text`${plural(row.desired, 'task')} will be replaced by new ones of ${rawArnName(definition)}`);
  if (row.schedulingStrategy === 'DAEMON') {
    return [
      what,
      line('plain', text`one task per instance: each is stopped before its successor starts (minimum ${row.minimumHealthyPercent} %)`),
    ];
  }
  if (row.deploymentStrategy !== 'ROLLING') {
    return [what, line('plain', text`${row.deploymentStrategy}: a second set of tasks starts, then traffic moves over to it`)];
  }
  const {fewest, most} = deploymentBounds(row);
  const percent = text`minimum ${row.minimumHealthyPercent} %, maximum ${row.maximumPercent} %`;
  if (cannotReplaceTasks(row)) {
    return [
      what,
      line('bad', text`${percent} leave exactly ${plural(row.desired, 'task')}: none may stop or start first, so it can stall`),
    ];
  }
  return [what, line(fewest === 0 ? 'warn' : 'plain', text`between ${fewest} and ${plural(most, 'task')} run meanwhile (${percent})`)];
}

async function roomLines(aws: Region, row: Service, definition: string, signal: AbortSignal): Promise<readonly Consequence[]> {
  const startsFirst = deploymentBounds(row).fewest >= row.desired || row.deploymentStrategy !== 'ROLLING';
  if (!startsFirst || row.desired === 0 || row.schedulingStrategy === 'DAEMON' || !runsOnInstances(row)) return [];
  const wanted = row.deploymentStrategy === 'ROLLING' ? 1 : row.desired;
  const needs = taskNeeds(await aws.ecs.taskDefinition(definition, signal));
  const room = await readRoom(aws, row.clusterArn, needs, wanted, signal);
  if (room.tasks >= wanted) return [];
  return [
    line(
      'bad',
      text`a new task must start before an old one stops, and no instance seems to have room (${needs.cpu} CPU units, ${needs.memory} MiB)`,
    ),
  ];
}

/** What it means to replace the service's tasks by those of a definition (an ARN or `family:revision`). */
export async function replacementPreview(
  aws: Region,
  row: Service,
  definition: string,
  signal: AbortSignal,
): Promise<readonly Consequence[]> {
  const [room, protectedOnes] = await Promise.all([
    orUnknown('whether there is room', signal, () => roomLines(aws, row, definition, signal)),
    protectedTasks(aws, row.clusterArn, row.name, signal),
  ]);
  const breaker = row.circuitBreaker?.isEnabled ? [line('ok', text`the circuit breaker ends it when new tasks keep failing`)] : [];
  return [
    ...replacementLines(row, definition),
    ...protectedOnes,
    ...room,
    ...deploymentLines(row, 'it is superseded, and its tasks are replaced as well'),
    ...breaker,
  ];
}

/** Why no deployment of it can be started here. */
export function whyNotDeployable(row: Service): ReturnType<typeof text> | undefined {
  if (row.deploymentController === 'CODE_DEPLOY') return text`${row.name} is deployed by CodeDeploy: start the deployment there`;
  if (row.deploymentController !== 'ECS')
    return text`${row.name} is deployed by an ${row.deploymentController} controller: ECS cannot replace its tasks`;
  if (row.status !== 'ACTIVE') return text`${row.name} is ${row.status}: only an ACTIVE service can be deployed`;
  return undefined;
}

/** What has to be the same when the change goes out. */
export function deploymentFingerprint(row: Service): Readonly<Record<string, string | number>> {
  return {
    status: row.status,
    'desired count': row.desired,
    'task definition': rawArnName(row.taskDefinitionArn),
    deployment: primaryDeployment(row)?.id ?? '',
    'deployments in progress': row.deployments.length,
  };
}

/** How far the deployment has come that began after `before`. */
export function replacementProgress(before: Service, after: Service): Progress {
  const primary = primaryDeployment(after);
  const total = primary?.desired ?? after.desired;
  if (primary === undefined || primary.id === primaryDeployment(before)?.id) {
    return {isDone: false, done: 0, total, note: text`waiting for the new deployment`};
  }
  if (primary.rolloutState === 'FAILED') {
    const note = text`the deployment failed: ${primary.rolloutReason ?? 'ECS gives no reason'}`;
    return {isDone: true, hasFailed: true, note};
  }
  const isAlone = after.deployments.length === 1 && primary.running === primary.desired && primary.pending === 0;
  if (isAlone && primary.rolloutState !== 'IN_PROGRESS') return {isDone: true, note: text`${plural(total, 'task')} replaced`};
  const failed = primary.failed > 0 ? `, ${primary.failed} failed` : '';
  return {
    isDone: false,
    done: Math.min(primary.running, total),
    total,
    note: text`new tasks running${failed}`,
  };
}
