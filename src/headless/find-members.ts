// From what a person names to whose logs are meant: a service by its name, a task by its id (a stopped one too), or ARNs.

import {Gone} from '../domain/errors.ts';
import type {Kind, Scope} from '../domain/kind.ts';
import type {LogMembers} from '../domain/log-members.ts';
import type {Region} from '../domain/ports.ts';
import {resourceOf} from '../resources/registry.ts';
import {findIds} from './find-ids.ts';

/** The kinds in which a name is looked for; what looks like a task's id is looked for among tasks first. */
const usualOrder: readonly Kind[] = ['service', 'task', 'stopped-task'];
const orderForIds: readonly Kind[] = ['task', 'stopped-task', 'service'];
const taskId = /^[0-9a-f]{8,32}$/;

/** Whose logs each target means. Rejects with Gone for what is neither a service nor a task of the cluster. */
export async function findMembers(
  region: Region,
  cluster: string,
  targets: readonly string[],
  signal: AbortSignal,
): Promise<readonly LogMembers[]> {
  const services: string[] = [];
  const tasks: string[] = [];
  for (const target of new Set(targets)) {
    const {kind, id} = await findOne(region, {cluster}, target, signal);
    if (kind === 'service') services.push(id);
    else tasks.push(id);
  }
  return [...services.map(service => ({cluster, service})), ...(tasks.length > 0 ? [{cluster, tasks}] : [])];
}

interface Found {
  readonly kind: Kind;
  readonly id: string;
}

async function findOne(region: Region, scope: Scope, target: string, signal: AbortSignal): Promise<Found> {
  if (target.startsWith('arn:')) return {kind: target.includes(':task/') ? 'task' : 'service', id: target};
  let firstProblem: Gone | undefined;
  for (const kind of taskId.test(target) ? orderForIds : usualOrder) {
    try {
      const [id] = await findIds({resource: resourceOf(kind), region, scope, signal}, [target]);
      if (id !== undefined) return {kind, id};
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      firstProblem ??= error;
    }
  }
  throw firstProblem ?? new Gone(`there is no service or task "${target}"`, 'Look for it with ecsdeck get.');
}
