// Where a screen is, in words: the names that its scope narrows by.

import type {Kind, Scope} from '../../src/domain/kind.ts';
import {type SafeText, text} from '../../src/domain/safe-text.ts';
import type {ViewContext} from '../context.ts';

const kindOfPart: Readonly<Record<keyof Scope, Kind>> = {
  cluster: 'cluster',
  service: 'service',
  task: 'task',
  instance: 'container-instance',
  family: 'task-definition-family',
};

const parts = ['cluster', 'service', 'task', 'instance', 'family'] as const;

/** The names in a scope from the widest to the narrowest, without those that `known` has already. */
export function scopeNames({resourceOf}: ViewContext, scope: Scope, known: Scope = {}): readonly SafeText[] {
  return parts.flatMap(part => {
    const value = scope[part];
    return value === undefined || value === known[part] ? [] : [resourceOf(kindOfPart[part]).name(value)];
  });
}

/** ` in erp`, by the narrowest part of the scope; empty where nothing narrows. */
export function placeWords(context: ViewContext, scope: Scope): SafeText {
  const narrowest = scopeNames(context, scope).at(-1);
  return narrowest === undefined ? text`` : text` in ${narrowest}`;
}
