// The details of a service: first what the row tells, then how it is scaled, its tasks' failures and what its definition says.

import {type Alarm, alarmConcerns} from '../domain/alarm.ts';
import {age, ageSince} from '../domain/format/age.ts';
import {arnName, shortDefinition, targetGroupName} from '../domain/format/arn.ts';
import {clockTime, dateTime} from '../domain/format/clock-time.ts';
import {alarmVerdict} from '../domain/health/alarm-health.ts';
import {rolloutWords, serviceVerdict} from '../domain/health/service-health.ts';
import {targetCountsInWords, targetCountsTone} from '../domain/health/target-health.ts';
import type {Region} from '../domain/ports.ts';
import type {RegistrationCounts} from '../domain/registration.ts';
import {text} from '../domain/safe-text.ts';
import type {Service, ServiceFinding} from '../domain/service.ts';
import type {TaskDefinition} from '../domain/task-definition.ts';
import {definitionContainers} from './definition-sections.ts';
import {type Attempt, attempt} from './reading.ts';
import {allRegistrations} from './registration-counts.ts';
import {registrySections} from './registry-sections.ts';
import type {DetailCell, Section} from './resource.ts';
import {fields, lines, nameValues, problemLines, problemSection, reading, table, toned} from './sections.ts';
import {investigateService} from './service-investigation.ts';
import {alarmsOf, subjectOf} from './service-measures.ts';
import {hourSections, readServiceHour, type ServiceHour} from './service-metrics.ts';
import {readServiceScaling, type ServiceScaling, scalingCell, scalingSections} from './service-scaling.ts';

interface Joins {
  readonly scaling: ServiceScaling;
  readonly definition: Attempt<TaskDefinition>;
  readonly registrations?: Attempt<readonly RegistrationCounts[]>;
  readonly measured?: {readonly hour: Attempt<ServiceHour | undefined>; readonly ringing: Attempt<readonly Alarm[]>};
}

/** Sections of a service; the second yield has the joins, the third the registrations and the fourth what CloudWatch has: both may be out of reach. */
export async function* serviceDetails(
  aws: Region,
  row: Service,
  finding: ServiceFinding | undefined,
  signal: AbortSignal,
  now: number,
): AsyncIterable<readonly Section[]> {
  yield serviceSections(row, finding, undefined, now);
  const counting = attempt(allRegistrations(aws, row, signal, now));
  const measuring = Promise.all([attempt(readServiceHour(aws, row, signal, now)), attempt(aws.alarms.ringing(signal))]);
  // Whoever leaves in between does not wait for them.
  for (const slow of [counting, measuring]) slow.catch(() => undefined);
  const [scaling, definition, second] = await Promise.all([
    readServiceScaling(aws, row, signal),
    attempt(aws.ecs.taskDefinition(row.taskDefinitionArn, signal)),
    finding ?? investigateService(aws, row, signal),
  ]);
  yield serviceSections(row, second, {scaling, definition}, now);
  const registrations = await counting;
  // Also of a steady service, which no glance looks into.
  const whole = {...second, ...(registrations.value && {registrations: registrations.value})};
  yield serviceSections(row, whole, {scaling, definition, registrations}, now);
  const [hour, ringing] = await measuring;
  yield serviceSections(row, whole, {scaling, definition, registrations, measured: {hour, ringing}}, now);
}

function serviceSections(row: Service, finding: ServiceFinding | undefined, joins: Joins | undefined, now: number): readonly Section[] {
  return [
    ...overview(row, finding, joins, now),
    ...alarms(row, joins, now),
    ...deployments(row, now),
    ...loadBalancers(row, finding),
    ...registrySections(row, joins?.registrations),
    ...failures(finding),
    ...problemLines(finding?.problems),
    ...hourOf(joins, now),
    ...events(row),
    ...(joins ? scalingSections(joins.scaling, now) : []),
    ...network(row),
    ...lines(text`Placement`, [...row.placementStrategy, ...row.placementConstraints]),
    ...containers(joins),
    ...nameValues(text`Tags`, row.tags),
  ];
}

function overview(row: Service, finding: ServiceFinding | undefined, joins: Joins | undefined, now: number): readonly Section[] {
  const ringing = joins?.measured?.ringing.value ?? [];
  const verdict = serviceVerdict(row, finding, now, alarmsOf(row, ringing));
  const rollout = rolloutWords(row, finding);
  return fields(text`Overview`, {
    Name: row.name,
    ARN: row.arn,
    Status: row.status,
    Note: verdict.note === '' ? undefined : {text: verdict.note, tone: verdict.tone},
    Tasks: {text: text`${row.running} running, ${row.pending} pending, ${row.desired} desired`, tone: verdict.tone},
    Autoscaling: joins ? scalingCell(joins.scaling.target, row.desired) : undefined,
    Deployment: {text: rollout.note, tone: rollout.tone},
    'Task definition': shortDefinition(row.taskDefinitionArn),
    'Launch type': row.launchType,
    'Capacity providers': row.capacityProviderStrategy
      .map(({provider, weight, base}) => `${provider} (weight ${weight}, base ${base})`)
      .join(', '),
    Scheduling: row.schedulingStrategy,
    Controller: `${row.deploymentController}, ${row.deploymentStrategy.toLowerCase().replace('_', '/')}`,
    'Healthy percent': `${row.minimumHealthyPercent} to ${row.maximumPercent}`,
    'Circuit breaker': breaker(row),
    'Deployment alarms': heeded(row),
    'Health check grace': row.healthCheckGraceSeconds === undefined ? undefined : `${row.healthCheckGraceSeconds} s`,
    Platform: row.platformVersion,
    'ECS Exec': row.allowsExec ? 'allowed' : 'not allowed',
    Created: `${dateTime(row.createdAt)} (${age(now - row.createdAt)} ago)`,
  });
}

function hourOf(joins: Joins | undefined, now: number): readonly Section[] {
  const title = text`CPU and memory`;
  if (!joins?.measured) return reading(title);
  const {value, problem} = joins.measured.hour;
  if (problem) return problemSection(title, problem);
  return value === undefined ? lines(title, [toned('not read: metrics = false in the configuration', 'quiet')]) : hourSections(value, now);
}

/** Those that ring for it; what its deployments heed is in the overview. */
function alarms(row: Service, joins: Joins | undefined, now: number): readonly Section[] {
  if (!joins?.measured) return [];
  const {value = [], problem} = joins.measured.ringing;
  if (problem) return problemSection(text`Alarms`, problem);
  return table(
    text`Alarms that ring`,
    [text`alarm`, text`since`, text`about`, text`condition`],
    value.flatMap(alarm => {
      const about = alarmConcerns(alarm, subjectOf(row));
      if (about.length === 0) return [];
      const tone = alarmVerdict(alarm).tone;
      return [[toned(alarm.name, tone), ageSince(alarm.since, now), about.join(', '), alarm.condition ?? alarm.rule ?? '']];
    }),
  );
}

function heeded({deploymentAlarms}: Service): string | undefined {
  if (deploymentAlarms === undefined) return undefined;
  const {names, isEnabled, rollsBack} = deploymentAlarms;
  if (!isEnabled) return `${names.join(', ')} (turned off)`;
  return `${names.join(', ')} (${rollsBack ? 'roll back' : 'stop'} a deployment)`;
}

function breaker({circuitBreaker}: Service): string {
  if (!circuitBreaker?.isEnabled) return 'off';
  return circuitBreaker.rollsBack ? 'on, rolls back' : 'on, without rollback';
}

function deployments(row: Service, now: number): readonly Section[] {
  const columns = [text`deployment`, text`status`, text`definition`, text`running`, text`pending`, text`failed`, text`rollout`, text`age`];
  return [
    ...table(
      text`Deployments`,
      columns,
      row.deployments.map(one => [
        arnName(one.id),
        one.status.toLowerCase(),
        shortDefinition(one.taskDefinitionArn),
        `${one.running}/${one.desired}`,
        one.pending,
        one.failed > 0 ? toned(one.failed, 'bad') : one.failed,
        (one.rolloutState ?? '').toLowerCase().replace('_', ' '),
        age(now - one.createdAt),
      ]),
    ),
    ...lines(
      text`Rollout`,
      row.deployments.flatMap(({rolloutReason}) => (rolloutReason === undefined ? [] : [rolloutReason])),
    ),
    ...table(
      text`Task sets`,
      [text`task set`, text`status`, text`definition`, text`running`, text`pending`, text`scale`, text`stability`],
      row.taskSets.map(one => [
        one.id,
        one.status.toLowerCase(),
        shortDefinition(one.taskDefinitionArn),
        `${one.running}/${one.desired}`,
        one.pending,
        `${one.scale}%`,
        one.stability.toLowerCase().replace('_', ' '),
      ]),
    ),
  ];
}

function failures(finding: ServiceFinding | undefined): readonly Section[] {
  if (!finding) return reading(text`Failed tasks`);
  return table(
    text`Failed tasks`,
    [text`at`, text`task`, text`cause`],
    finding.failures.slice(0, 20).map(({at, cause, taskArn}) => [clockTime(at), arnName(taskArn), toned(cause, 'bad')]),
  );
}

function events(row: Service): readonly Section[] {
  return lines(
    text`Recent events`,
    row.events.map(({at, message}) => `${clockTime(at)} ${message}`),
  );
}

function loadBalancers(row: Service, finding: ServiceFinding | undefined): readonly Section[] {
  return table(
    text`Load balancers`,
    [text`target group or balancer`, text`container`, text`port`, text`targets`],
    row.loadBalancers.flatMap(({targetGroupArn, alternateTargetGroupArn, loadBalancerName, containerName, containerPort}) =>
      [targetGroupArn, alternateTargetGroupArn]
        .filter((arn, index) => index === 0 || arn !== undefined)
        .map(arn => [
          arn === undefined ? (loadBalancerName ?? '') : targetGroupName(arn),
          containerName ?? '',
          containerPort ?? '',
          arn === undefined ? '' : targetsOfGroup(arn, finding),
        ]),
    ),
  );
}

/** `4 healthy, 2 unhealthy`; what could not be read is told in a section of its own. */
function targetsOfGroup(arn: string, finding: ServiceFinding | undefined): DetailCell {
  if (!finding) return toned('reading …', 'quiet');
  const counts = finding.targets?.find(({targetGroupArn}) => targetGroupArn === arn);
  return counts === undefined ? toned('unknown', 'quiet') : {text: targetCountsInWords(counts), tone: targetCountsTone(counts)};
}

function network({network: settings}: Service): readonly Section[] {
  if (!settings) return [];
  return fields(text`Network`, {
    Subnets: settings.subnets.join(', '),
    'Security groups': settings.securityGroups.join(', '),
    'Public address': settings.assignsPublicIp ? 'assigned' : 'none',
  });
}

function containers(joins: Joins | undefined): readonly Section[] {
  if (!joins) return reading(text`Containers`);
  const {value, problem} = joins.definition;
  return problem ? problemSection(text`Containers`, problem) : definitionContainers(value);
}
