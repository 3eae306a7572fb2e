// The families of task definitions. The list tells names only; the newest revision and who uses it are a second look.

import {shortDefinition} from '../domain/format/arn.ts';
import {healthy} from '../domain/health/verdict.ts';
import type {Region} from '../domain/ports.ts';
import {safeText, text} from '../domain/safe-text.ts';
import {maskSecrets} from '../domain/secret.ts';
import type {TaskDefinition, TaskDefinitionFamily} from '../domain/task-definition.ts';
import {definitionContainers} from './definition-sections.ts';
import {type DefinitionUsage, usageOfFamily, usageWords} from './definition-usage.ts';
import {attempt, problemsOf} from './reading.ts';
import {defineResource, type Section} from './resource.ts';
import {fields, problemLines, reading} from './sections.ts';

/** What a second look at a family found. */
export interface FamilyFinding {
  readonly newest?: TaskDefinition;
  readonly usage?: DefinitionUsage;
  readonly problems?: readonly string[];
}

/** The declaration of task definition families. */
export const taskDefinitionFamily = defineResource<'task-definition-family', FamilyFinding>({
  kind: 'task-definition-family',
  title: 'task definitions',
  singular: 'task definition family',
  aliases: ['families', 'family', 'task-definition-families', 'task-definition-family', 'tdf'],
  needsScope: [],
  takesScope: [],
  reads: [
    'ecs:ListTaskDefinitionFamilies',
    'ecs:DescribeTaskDefinition',
    'ecs:ListClusters',
    'ecs:DescribeClusters',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
  ],
  columns: [
    {title: 'FAMILY', width: 30, most: 60, priority: 0, text: row => safeText(row.name)},
    {
      title: 'NEWEST',
      width: 8,
      align: 'right',
      priority: 1,
      text: (_, finding) => (finding ? text`${finding.newest?.revision ?? '?'}` : text`…`),
      sort: (_, finding) => finding?.newest?.revision ?? 0,
    },
    {title: 'STATUS', width: 8, priority: 4, text: row => safeText(row.status.toLowerCase())},
    {
      title: 'CONTAINERS',
      width: 20,
      most: 40,
      priority: 3,
      text: (_, finding) => safeText(finding?.newest?.containers.map(({name}) => name).join(' ') ?? ''),
    },
    {
      title: 'IN USE BY',
      width: 'fill',
      least: 20,
      priority: 2,
      text: (_, finding) => (finding ? usageCell(finding) : text`…`),
      tone: (_, finding) => (finding?.problems ? 'warn' : 'plain'),
    },
  ],
  initialSort: {column: 'FAMILY', isDescending: false},
  async *list(aws, _, signal) {
    for await (const names of aws.ecs.listTaskDefinitionFamilies(signal)) yield {ids: names, rows: names.map(familyNamed)};
  },
  // A name is all that AWS tells of a family.
  describe: (_, __, ids) => Promise.resolve({rows: ids.map(familyNamed), failures: []}),
  describeBatch: 100,
  id: row => row.name,
  name: id => safeText(id),
  isSteady: () => true,
  verdict: () => healthy,
  investigate: investigateFamily,
  wantsInvestigation: () => true,
  links: [{key: 'enter', title: 'revisions', kind: 'task-definition', scope: row => ({family: row.name})}],
  async *details(aws, row, finding, signal) {
    yield familySections(row, finding);
    yield familySections(row, await investigateFamily(aws, row, signal));
  },
  raw: (aws, _, id, signal) => aws.ecs.raw({kind: 'task-definition', arn: id}, signal),
  json: (row, finding) => maskSecrets({...row, ...(finding && {finding})}),
});

function familyNamed(name: string): TaskDefinitionFamily {
  return {name, status: 'ACTIVE'};
}

async function investigateFamily(aws: Region, row: TaskDefinitionFamily, signal: AbortSignal): Promise<FamilyFinding> {
  const [newest, usage] = await Promise.all([
    attempt(aws.ecs.taskDefinition(row.name, signal)),
    attempt(usageOfFamily(aws, row.name, signal)),
  ]);
  return {
    ...(newest.value && {newest: newest.value}),
    ...(usage.value && {usage: usage.value}),
    ...problemsOf([newest, usage]),
  };
}

function usageCell({usage, problems}: FamilyFinding) {
  return usage ? usageWords(usage) : safeText(problems?.join('; ') ?? '');
}

function familySections(row: TaskDefinitionFamily, finding: FamilyFinding | undefined): readonly Section[] {
  return [
    ...fields(text`Overview`, {
      Family: row.name,
      Status: row.status,
      Newest: finding?.newest && shortDefinition(finding.newest.arn),
      'In use by': finding?.usage && usageWords(finding.usage),
    }),
    ...problemLines(finding?.problems),
    ...(finding ? [] : reading(text`Newest revision`)),
    ...(finding?.newest ? definitionContainers(finding.newest) : []),
  ];
}
