// The revisions of one family of task definitions.

import {definitionDifferences} from '../domain/definition-difference.ts';
import {Gone} from '../domain/errors.ts';
import {age} from '../domain/format/age.ts';
import {shortDefinition} from '../domain/format/arn.ts';
import {dateTime} from '../domain/format/clock-time.ts';
import {mebibytes, shortMebibytes} from '../domain/format/quantity.ts';
import {taskNeeds} from '../domain/health/placement.ts';
import type {Verdict} from '../domain/health/verdict.ts';
import type {Region} from '../domain/ports.ts';
import {noText, safeText, text} from '../domain/safe-text.ts';
import {maskSecrets} from '../domain/secret.ts';
import type {TaskDefinition} from '../domain/task-definition.ts';
import {definitionContainers} from './definition-sections.ts';
import {type DefinitionUsage, usageOfFamily, usageWords} from './definition-usage.ts';
import {type Attempt, attempt, pagesOfIds, problemLine, scopePart} from './reading.ts';
import {defineResource, type Section} from './resource.ts';
import {fields, lines, nameValues, problemSection, toned, type Value} from './sections.ts';

/** The declaration of task definition revisions. */
export const taskDefinition = defineResource<'task-definition', DefinitionUsage>({
  kind: 'task-definition',
  title: 'revisions',
  singular: 'task definition',
  aliases: ['task-definitions', 'task-definition', 'revisions', 'revision', 'td'],
  needsScope: ['family'],
  takesScope: ['family'],
  reads: [
    'ecs:ListTaskDefinitions',
    'ecs:DescribeTaskDefinition',
    'ecs:ListClusters',
    'ecs:DescribeClusters',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
  ],
  columns: [
    {title: 'REVISION', width: 22, most: 48, priority: 0, text: row => shortDefinition(row.arn)},
    {title: 'STATUS', width: 8, priority: 5, text: row => safeText(row.status.toLowerCase()), tone: row => statusVerdict(row).tone},
    {
      title: 'CPU',
      width: 5,
      align: 'right',
      priority: 6,
      text: row => text`${taskNeeds(row).cpu}`,
      sort: row => taskNeeds(row).cpu,
    },
    {
      title: 'MEMORY',
      width: 6,
      align: 'right',
      priority: 6,
      text: row => text`${shortMebibytes(taskNeeds(row).memory)}`,
      sort: row => taskNeeds(row).memory,
    },
    {title: 'NETWORK', width: 7, priority: 7, text: row => safeText(row.networkMode)},
    {
      title: 'IMAGES',
      width: 22,
      most: 60,
      priority: 3,
      text: row => safeText(row.containers.map(({image}) => shortImage(image)).join(' ')),
    },
    {
      title: 'AGE',
      width: 5,
      align: 'right',
      priority: 4,
      text: (row, _, now) => (row.registeredAt === undefined ? noText : text`${age(now - row.registeredAt)}`),
      sort: row => -(row.registeredAt ?? 0),
    },
    {title: 'IN USE BY', width: 'fill', least: 20, priority: 2, text: (row, usage) => (usage ? usageWords(usage, row.arn) : text`…`)},
  ],
  initialSort: {column: 'REVISION', isDescending: true},
  list: (aws, scope, signal) => pagesOfIds(aws.ecs.listTaskDefinitions(scopePart(scope, 'family'), signal)),
  async describe(aws, _, ids, signal) {
    const answers = await Promise.all(ids.map(async arn => ({arn, ...(await attempt(aws.ecs.taskDefinition(arn, signal)))})));
    // One revision that is gone is a row that says so; any other failure is the whole call's.
    const failed = answers.find(({problem}) => problem && !(problem instanceof Gone));
    if (failed?.problem) throw failed.problem;
    return {
      rows: answers.flatMap(({value}) => (value ? [value] : [])),
      failures: answers.flatMap(({arn, problem}) => (problem ? [{arn, reason: 'MISSING', detail: problem.message}] : [])),
    };
  },
  describeBatch: 10,
  id: row => row.arn,
  name: id => shortDefinition(id),
  isSteady: row => row.status !== 'DELETE_IN_PROGRESS',
  verdict: statusVerdict,
  investigate: (aws, row, signal) => usageOfFamily(aws, row.family, signal),
  wantsInvestigation: row => row.status === 'ACTIVE',
  links: [],
  async *details(aws, row, finding, signal, now) {
    const known = finding && {value: finding};
    yield [...overview(row, known, now), ...definitionSections(row)];
    const [usage, differences] = await Promise.all([known ?? attempt(usageOf(aws, row, signal)), differencesFromBefore(aws, row, signal)]);
    yield [...overview(row, usage, now), ...differences, ...definitionSections(row)];
  },
  raw: (aws, _, id, signal) => aws.ecs.raw({kind: 'task-definition', arn: id}, signal),
  json: (row, finding) => maskSecrets({...row, ...(finding && {finding})}),
});

function usageOf(aws: Region, row: TaskDefinition, signal: AbortSignal): Promise<DefinitionUsage> {
  return usageOfFamily(aws, row.family, signal);
}

function statusVerdict({status}: TaskDefinition): Verdict {
  if (status === 'ACTIVE') return {tone: 'ok', note: noText};
  return {tone: 'quiet', note: text`${status.toLowerCase().replaceAll('_', ' ')}`};
}

/** The image without its registry. */
function shortImage(image: string): string {
  return image.replace(/^[^/]*[.:][^/]*\//, '');
}

/** Against the number before; nothing where there is none any more. */
async function differencesFromBefore(aws: Region, row: TaskDefinition, signal: AbortSignal): Promise<readonly Section[]> {
  if (row.revision < 2) return [];
  const reference = `${row.family}:${row.revision - 1}`;
  const title = text`What differs from ${reference}`;
  const before = await attempt(aws.ecs.taskDefinition(reference, signal));
  if (before.problem instanceof Gone) return [];
  if (before.problem) return problemSection(title, before.problem);
  const differences = definitionDifferences(before.value, row);
  if (differences.length === 0) return lines(title, [toned('nothing', 'quiet')]);
  return lines(
    title,
    differences.map(difference => ({text: difference})),
  );
}

function overview(row: TaskDefinition, usage: Attempt<DefinitionUsage> | undefined, now: number): readonly Section[] {
  return fields(text`Overview`, {
    'Task definition': `${row.family}:${row.revision}`,
    ARN: row.arn,
    Status: row.status,
    'In use by': usageValue(row, usage),
    'Network mode': row.networkMode,
    'CPU units': row.cpu,
    Memory: row.memory === undefined ? undefined : mebibytes(row.memory),
    'Reserved per task': `${taskNeeds(row).cpu} CPU units, ${mebibytes(taskNeeds(row).memory)}`,
    Compatibilities: row.compatibilities.join(', '),
    'Operating system': row.operatingSystem,
    Architecture: row.architecture,
    'Task role': row.taskRoleArn,
    'Execution role': row.executionRoleArn,
    Registered: row.registeredAt === undefined ? undefined : `${dateTime(row.registeredAt)} (${age(now - row.registeredAt)} ago)`,
    'Registered by': row.registeredBy,
  });
}

function definitionSections(row: TaskDefinition): readonly Section[] {
  return [
    ...definitionContainers(row),
    ...lines(text`Volumes`, row.volumes),
    ...lines(text`Placement constraints`, row.placementConstraints),
    ...nameValues(text`Tags`, row.tags),
  ];
}

function usageValue(row: TaskDefinition, usage: Attempt<DefinitionUsage> | undefined): Value {
  if (!usage) return {text: text`reading …`, tone: 'quiet'};
  return usage.problem ? {text: problemLine(usage.problem), tone: 'warn'} : usageWords(usage.value, row.arn);
}
