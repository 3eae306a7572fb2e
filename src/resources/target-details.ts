// The details of a target: how it is and why, what the load balancer asks it, and where it belongs.

import {arnName, shortDefinition, targetGroupName} from '../domain/format/arn.ts';
import {plural} from '../domain/format/quantity.ts';
import {targetVerdict} from '../domain/health/target-health.ts';
import type {Region} from '../domain/ports.ts';
import {text} from '../domain/safe-text.ts';
import type {HealthCheck, Target, TargetTask} from '../domain/target.ts';
import {type Attempt, attempt, problemLine} from './reading.ts';
import type {DetailCell, Section} from './resource.ts';
import {fields, lines, problemLines, toned} from './sections.ts';

type Delay = Attempt<number | undefined>;

/** Sections of a target; the second yield has the deregistration delay. */
export async function* targetDetails(aws: Region, row: Target, signal: AbortSignal): AsyncIterable<readonly Section[]> {
  yield targetSections(row, undefined);
  yield targetSections(row, await attempt(aws.loadBalancing.deregistrationDelay(row.targetGroupArn, signal)));
}

function targetSections(row: Target, delay: Delay | undefined): readonly Section[] {
  return [...overview(row), ...healthCheck(row), ...targetGroup(row, delay), ...problemLines(row.problems)];
}

function overview(row: Target): readonly Section[] {
  const {tone} = targetVerdict(row);
  return fields(text`Overview`, {
    Target: row.id,
    Port: row.port,
    Health: {text: text`${row.state}`, tone},
    Reason: row.reason,
    Description: row.description,
    Zone: row.zone ?? row.task?.zone,
    Task: row.task?.id ?? toned('none of this service was found there', 'quiet'),
    Container: row.task && containerWords(row.task),
    'Task definition': row.task && shortDefinition(row.task.taskDefinitionArn),
    Service: arnName(row.serviceArn),
  });
}

/** Under awsvpc the address is the task's, and the port a container's own. */
function containerWords({container, containerPort}: TargetTask): string | undefined {
  return container === undefined ? undefined : `${container}, port ${containerPort ?? '?'}`;
}

function healthCheck(row: Target): readonly Section[] {
  const check = row.group?.healthCheck;
  const title = text`Health check`;
  if (check === undefined) return lines(title, [toned('unknown: its target group could not be read', 'quiet')]);
  if (!check.isEnabled) return lines(title, [toned('disabled', 'warn')]);
  return fields(title, {
    Asks: question(row, check),
    'Passes with': check.matcher ?? (check.path === undefined ? 'a connection' : undefined),
    Every: seconds(check.intervalSeconds),
    'Waits for': seconds(check.timeoutSeconds),
    'Unhealthy after': `${inARow(check.unhealthyThreshold, 'failure')}: ${seconds(check.unhealthyThreshold * check.intervalSeconds)}`,
    'Healthy after': `${inARow(check.healthyThreshold, 'pass', 'passes')}: ${seconds(check.healthyThreshold * check.intervalSeconds)}; a new target after 1`,
  });
}

/** `HTTP /index.php on port 32768 (the traffic port)` */
function question({port, checkedPort}: Target, check: HealthCheck): string {
  const asked = checkedPort ?? (check.port === 'traffic-port' ? port : check.port);
  const which = check.port === 'traffic-port' ? ' (the traffic port)' : '';
  return [check.protocol, check.path, `on port ${asked ?? '?'}${which}`].filter(part => part !== undefined && part !== '').join(' ');
}

function inARow(count: number, one: string, several?: string): string {
  return `${plural(count, one, several)} in a row`;
}

function targetGroup({targetGroupArn, group}: Target, delay: Delay | undefined): readonly Section[] {
  return fields(text`Target group`, {
    Name: targetGroupName(targetGroupArn),
    ARN: targetGroupArn,
    'Target type': group?.targetType,
    Traffic: group?.protocol === undefined ? undefined : `${group.protocol}, port ${group.port ?? '?'} unless a target has its own`,
    'Load balancers': group && balancers(group.loadBalancerArns),
    'Deregistration delay': delay ? delayWords(delay) : toned('reading …', 'quiet'),
  });
}

function balancers(arns: readonly string[]): DetailCell | string {
  if (arns.length === 0) return toned('none: its targets get no traffic', 'warn');
  return arns.map(arn => arn.split('/')[2] ?? arn).join(', ');
}

function delayWords({value, problem}: Delay): DetailCell | string {
  if (problem) return {text: problemLine(problem), tone: 'warn'};
  return value === undefined ? toned('none', 'quiet') : seconds(value);
}

function seconds(count: number): string {
  return `${count} s`;
}
