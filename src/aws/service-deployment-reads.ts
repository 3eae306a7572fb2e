// The history of a service's deployments, with the task definitions that their revisions stand for.

import {AccessDenied, Unsupported} from '../domain/errors.ts';
import type {Description} from '../domain/ports.ts';
import type {ServiceDeployment} from '../domain/service-deployment.ts';
import {batches} from './batches.ts';
import type {Call} from './caller.ts';
import {dropOldest} from './drop-oldest.ts';
import type {EcsOperations} from './ecs-client.ts';
import {toFailures} from './failure-mapper.ts';
import {each, type Intern, time} from './mapping.ts';
import {pages} from './paging.ts';
import {revisionsOf, toServiceDeployment} from './service-deployment-mapper.ts';

/** The task definition of each service revision that was read. A revision never changes: kept until newer ones need the room. */
export type RevisionMemo = Map<string, string>;

/** DescribeServiceRevisions takes this many ARNs. */
const revisionBatch = 20;

/** A revision takes some 200 bytes; a screen of deployments speaks of a hundred. */
const mostRevisions = 10_000;

/** ARNs of a service's deployments, newest first. */
export function listServiceDeployments(
  call: Call<EcsOperations>,
  cluster: string,
  service: string,
  signal: AbortSignal,
): AsyncIterable<readonly string[]> {
  return pages(async nextToken => {
    const answer = await call('ListServiceDeployments', {cluster, service, maxResults: 100, nextToken}, signal);
    const newestFirst = answer.serviceDeployments?.toSorted((one, other) => time(other.createdAt) - time(one.createdAt));
    return {items: each(newestFirst, deployment => deployment.serviceDeploymentArn ?? ''), nextToken: answer.nextToken};
  });
}

/** Describes at most 20 deployments. */
export async function describeServiceDeployments(
  call: Call<EcsOperations>,
  arns: readonly string[],
  revisions: RevisionMemo,
  intern: Intern,
  signal: AbortSignal,
): Promise<Description<ServiceDeployment>> {
  const answer = await call('DescribeServiceDeployments', {serviceDeploymentArns: [...arns]}, signal);
  const deployments = answer.serviceDeployments ?? [];
  await readRevisions(call, [...new Set(deployments.flatMap(revisionsOf))], revisions, intern, signal);
  return {rows: each(deployments, deployment => toServiceDeployment(deployment, revisions, intern)), failures: toFailures(answer.failures)};
}

async function readRevisions(
  call: Call<EcsOperations>,
  arns: readonly string[],
  revisions: RevisionMemo,
  intern: Intern,
  signal: AbortSignal,
): Promise<void> {
  const unknown = arns.filter(arn => !revisions.has(arn));
  try {
    await Promise.all(
      batches(unknown, revisionBatch).map(async batch => {
        const answer = await call('DescribeServiceRevisions', {serviceRevisionArns: [...batch]}, signal);
        for (const {serviceRevisionArn, taskDefinition} of answer.serviceRevisions ?? []) {
          if (serviceRevisionArn !== undefined && taskDefinition !== undefined) revisions.set(serviceRevisionArn, intern(taskDefinition));
        }
      }),
    );
    // Only now: the deployments at hand need theirs.
    dropOldest(revisions, mostRevisions);
  } catch (error) {
    // The history is worth showing without the names of its task definitions.
    if (!(error instanceof AccessDenied || error instanceof Unsupported)) throw error;
  }
}
