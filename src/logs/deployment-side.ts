// Which tasks of a service a deployment brought, and which it replaces. ECS names neither in its answer about a task.

import type {DeploymentMembers, RevisionMembers} from '../domain/log-members.ts';
import type {Task} from '../domain/task.ts';

/** On which side of a deployment a task stands. */
export type DeploymentSide = 'new' | 'old';

/** The side of a task among all tasks of the service; undefined for one of a revision that the deployment is not about. */
export function sideOf(task: Task, all: readonly Task[], {target, sources, since}: DeploymentMembers): DeploymentSide | undefined {
  // The deployment that started a task is numbered like its revision, but AWS documents that nowhere: trusted only where it fits.
  if (all.some(one => isStartedBy(one, target))) {
    if (isStartedBy(task, target)) return 'new';
    return sources.some(source => isStartedBy(task, source) || isOnlyDefinition(task, source, target)) ? 'old' : undefined;
  }
  if (isOnlyDefinition(task, target, ...sources)) return 'new';
  if (sources.some(source => isOnlyDefinition(task, source, target))) return 'old';
  // A redeployment of the same definition: what was created since is new.
  if (task.taskDefinitionArn !== target.taskDefinitionArn) return undefined;
  return task.createdAt >= since ? 'new' : 'old';
}

function isStartedBy({startedBy}: Task, {id}: RevisionMembers): boolean {
  return startedBy === `ecs-svc/${id}`;
}

/** True for a task of this revision's definition, where none of the others has the same. */
function isOnlyDefinition({taskDefinitionArn}: Task, revision: RevisionMembers, ...others: readonly RevisionMembers[]): boolean {
  return taskDefinitionArn === revision.taskDefinitionArn && others.every(other => other.taskDefinitionArn !== taskDefinitionArn);
}
