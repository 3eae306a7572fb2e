// Which containers run in a cluster, by task definition, and the zone that each one's definition sets.

import {type ContainerTimezone, commonZone, timezoneOf} from '../domain/container-timezone.ts';
import type {Scope} from '../domain/kind.ts';
import type {Region} from '../domain/ports.ts';
import type {TaskDefinition} from '../domain/task-definition.ts';
import {batchesOf, scopePart} from './reading.ts';
import type {Page} from './resource.ts';

/** The tasks of one task definition. */
interface Usage {
  readonly groups: Set<string>;
  tasks: number;
}

const tasksPerCall = 100;
/** Task definitions that are read at once; each is one call, and only the first time. */
const definitionsAtOnce = 10;

/**
 * Rows by page of running tasks. Each page holds all rows so far: counts grow, and what most containers have may change.
 * The zone that is wanted is the scope's, else the most common one.
 */
export async function* timezonePages(aws: Region, scope: Scope, signal: AbortSignal): AsyncIterable<Page<ContainerTimezone>> {
  const cluster = scopePart(scope, 'cluster');
  const usages = new Map<string, Usage>();
  const definitions = new Map<string, TaskDefinition>();
  for await (const tasks of aws.ecs.listTasks({cluster, desiredStatus: 'RUNNING'}, signal)) {
    for (const batch of batchesOf(tasks, tasksPerCall)) {
      const {rows} = await aws.ecs.describeTasks(cluster, batch, signal);
      for (const {taskDefinitionArn, group} of rows) {
        const usage = usages.get(taskDefinitionArn) ?? {groups: new Set(), tasks: 0};
        usage.groups.add(group);
        usage.tasks += 1;
        usages.set(taskDefinitionArn, usage);
      }
    }
    await readDefinitions(aws, usages, definitions, signal);
    const rows = rowsOf(cluster, usages, definitions, scope.zone);
    yield {ids: rows.map(({id}) => id), rows};
  }
}

async function readDefinitions(
  aws: Region,
  usages: ReadonlyMap<string, Usage>,
  definitions: Map<string, TaskDefinition>,
  signal: AbortSignal,
): Promise<void> {
  const unread = [...usages.keys()].filter(arn => !definitions.has(arn));
  for (const batch of batchesOf(unread, definitionsAtOnce)) {
    const read = await Promise.all(batch.map(arn => aws.ecs.taskDefinition(arn, signal)));
    for (const [index, definition] of read.entries()) definitions.set(batch[index] ?? definition.arn, definition);
  }
}

function rowsOf(
  clusterArn: string,
  usages: ReadonlyMap<string, Usage>,
  definitions: ReadonlyMap<string, TaskDefinition>,
  asked: string | undefined,
): readonly ContainerTimezone[] {
  const rows = [...definitions].flatMap(([taskDefinitionArn, {containers}]) =>
    containers.map(definition => ({
      id: `${taskDefinitionArn}#${definition.name}`,
      clusterArn,
      taskDefinitionArn,
      container: definition.name,
      image: definition.image,
      groups: [...(usages.get(taskDefinitionArn)?.groups ?? [])].sort(),
      tasks: usages.get(taskDefinitionArn)?.tasks ?? 0,
      ...timezoneOf(definition),
    })),
  );
  const wanted = asked ?? commonZone(rows.map(({zone}) => zone));
  return wanted === undefined ? rows : rows.map(row => ({...row, wanted}));
}
