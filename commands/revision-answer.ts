// The answer to "which revision": a number, a family and a number, or a step back from the one that is deployed.

import {familyOf, rawArnName} from '../src/domain/format/arn.ts';
import {text} from '../src/domain/safe-text.ts';
import type {Service} from '../src/domain/service.ts';
import type {Question} from './command.ts';

/** `to` names a revision, of the service's own family where none is named; `back` counts from the one that is deployed. */
export type RevisionAnswer =
  | {readonly type: 'to'; readonly family?: string; readonly revision: number}
  | {readonly type: 'back'; readonly steps: number};

/** The number of the revision that a service is to run now. */
export function revisionOf(service: Service): number {
  return Number(/:(\d+)$/.exec(service.taskDefinitionArn)?.[1] ?? 0);
}

/** `family:revision` that the answer leads to; a step back ends at the first. */
export function wantedDefinition(service: Service, answer: RevisionAnswer): string {
  const own = familyOf(service.taskDefinitionArn);
  if (answer.type === 'to') return `${answer.family ?? own}:${answer.revision}`;
  return `${own}:${Math.max(1, revisionOf(service) - answer.steps)}`;
}

/** Reads `41`, `taskweb:41` or `-1`. */
export function parseRevision(typed: string): ReturnType<Question<RevisionAnswer>['parse']> {
  const [, sign, family, digits] = /^(?:(-)|([\w-]{1,255}):)?(\d{1,9})$/.exec(rawArnName(typed.trim())) ?? [];
  const number = Number(digits);
  if (digits === undefined || number === 0) {
    return {problem: text`"${typed.trim()}" is no revision: type its number (41), another family's (web:41), or -1 for the one before`};
  }
  if (sign !== undefined) return {answer: {type: 'back', steps: number}};
  return {answer: {type: 'to', revision: number, ...(family !== undefined && {family})}};
}
