// Which running tasks use a task definition. AWS has no call for it: it is counted from the clusters' tasks, within bounds.

import type {Cluster} from '../domain/cluster.ts';
import {familyOf} from '../domain/format/arn.ts';
import {plural} from '../domain/format/quantity.ts';
import type {Region} from '../domain/ports.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import {batched, type ReadOne} from './batched.ts';
import {batchesOf, firstIds} from './reading.ts';

/** How many tasks of a family run in the clusters that were looked at. */
export interface DefinitionUsage {
  /** By cluster name, then by the revision's ARN. */
  readonly tasks: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** False when there are more clusters, or more tasks, than were read. */
  readonly isAll: boolean;
}

const clustersRead = 20;
const tasksPerCall = 100;
const readers = new WeakMap<Region, ReadOne<DefinitionUsage>>();

/** The usage of a family. Families that are asked for together are counted together. */
export async function usageOfFamily(aws: Region, family: string, signal: AbortSignal): Promise<DefinitionUsage> {
  let read = readers.get(aws);
  if (!read) {
    read = batched((families, batchSignal) => countUsage(aws, families, batchSignal));
    readers.set(aws, read);
  }
  return (await read(family, signal)) ?? {tasks: {}, isAll: true};
}

/** `erp: 6 tasks`; one revision alone when its ARN is given. */
export function usageWords({tasks, isAll}: DefinitionUsage, revision?: string): SafeText {
  const counts = Object.entries(tasks).flatMap(([cluster, revisions]) => {
    const count = revision === undefined ? Object.values(revisions).reduce((sum, one) => sum + one, 0) : (revisions[revision] ?? 0);
    return count > 0 ? [`${cluster}: ${plural(count, 'task')}`] : [];
  });
  const words = counts.length > 0 ? counts.join(', ') : 'no running task';
  return isAll ? safeText(words) : text`${words} (not all was read)`;
}

async function countUsage(aws: Region, families: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, DefinitionUsage>> {
  const {ids, isAll} = await firstIds(aws.ecs.listClusters(signal), clustersRead);
  const {rows} = ids.length > 0 ? await aws.ecs.describeClusters(ids, signal) : {rows: []};
  const busy = rows.filter(cluster => cluster.runningTasks + cluster.pendingTasks > 0);
  const counts = await Promise.all(busy.map(cluster => countInCluster(aws, cluster, families, signal)));
  const isEveryTaskRead = isAll && counts.every(count => count.isAll);
  return new Map(
    families.map(family => [
      family,
      {
        tasks: Object.fromEntries(counts.map(({cluster, byFamily}) => [cluster, byFamily.get(family) ?? {}])),
        isAll: isEveryTaskRead,
      },
    ]),
  );
}

/** Reads all tasks of a cluster, or those of the wanted families, whichever takes fewer calls. */
async function countInCluster(aws: Region, cluster: Cluster, families: readonly string[], signal: AbortSignal) {
  const pages = Math.ceil((cluster.runningTasks + cluster.pendingTasks) / tasksPerCall);
  const filters = pages <= families.length ? [{}] : families.map(family => ({family}));
  const most = pages <= families.length ? (pages + 1) * tasksPerCall : tasksPerCall;
  const lists = await Promise.all(
    filters.map(filter => firstIds(aws.ecs.listTasks({cluster: cluster.arn, desiredStatus: 'RUNNING', ...filter}, signal), most)),
  );
  const arns = lists.flatMap(({ids}) => ids);
  const answers = await Promise.all(batchesOf(arns, tasksPerCall).map(batch => aws.ecs.describeTasks(cluster.arn, batch, signal)));
  const byFamily = new Map<string, Record<string, number>>();
  for (const {taskDefinitionArn} of answers.flatMap(({rows}) => rows)) {
    const revisions = byFamily.get(familyOf(taskDefinitionArn)) ?? {};
    revisions[taskDefinitionArn] = (revisions[taskDefinitionArn] ?? 0) + 1;
    byFamily.set(familyOf(taskDefinitionArn), revisions);
  }
  return {cluster: cluster.name, byFamily, isAll: lists.every(list => list.isAll)};
}
