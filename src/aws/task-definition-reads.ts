// Task definitions: a revision never changes, so each is read once.

import {Gone} from '../domain/errors.ts';
import type {TaskDefinition} from '../domain/task-definition.ts';
import type {Call} from './caller.ts';
import type {EcsOperations} from './ecs-client.ts';
import {each, type Intern, lastPart} from './mapping.ts';
import type {Memo} from './memo.ts';
import {pages} from './paging.ts';
import {toTaskDefinition} from './task-definition-mapper.ts';

/** Task definitions by full ARN, kept for good. */
export type TaskDefinitionMemo = Memo<TaskDefinition>;

const fullArn = /^arn:[^:]+:ecs:.*:task-definition\/.+:\d+$/;

/** Reads a task definition; only a full ARN names something that never changes. */
export function readTaskDefinition(
  call: Call<EcsOperations>,
  reference: string,
  memo: TaskDefinitionMemo,
  intern: Intern,
  signal: AbortSignal,
): Promise<TaskDefinition> {
  const read = async (readSignal: AbortSignal): Promise<TaskDefinition> => {
    const answer = await call('DescribeTaskDefinition', {taskDefinition: reference, include: ['TAGS']}, readSignal);
    if (answer.taskDefinition === undefined) {
      throw new Gone(`there is no task definition ${reference}`, 'refresh (ctrl+r) to see what is there now');
    }
    return toTaskDefinition(answer.taskDefinition, answer.tags, intern);
  };
  return fullArn.test(reference) ? memo.get(reference, signal, read) : read(signal);
}

/** ARNs of a family's ACTIVE revisions, newest first. */
export function listTaskDefinitions(
  call: Call<EcsOperations>,
  family: string,
  intern: Intern,
  signal: AbortSignal,
): AsyncIterable<readonly string[]> {
  return pages(async nextToken => {
    const filter = {familyPrefix: family, status: 'ACTIVE', sort: 'DESC'} as const;
    const answer = await call('ListTaskDefinitions', {...filter, maxResults: 100, nextToken}, signal);
    // The parameter is named a prefix; `web` must not list `web-admin` where it is taken for one.
    const ofFamily = answer.taskDefinitionArns?.filter(arn => lastPart(arn).replace(/:\d+$/, '') === family);
    return {items: each(ofFamily, intern), nextToken: answer.nextToken};
  });
}
