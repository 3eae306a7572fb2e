// Where a screen is, in words: the names that its scope narrows by.

import type {Kind, Scope} from '../../src/domain/kind.ts';
import {type SafeText, safeText, text} from '../../src/domain/safe-text.ts';
import type {State} from '../../store/state.ts';
import type {ViewContext} from '../context.ts';

/** What a part of the scope is an id of; the others are names by themselves. */
const kindOfPart: Readonly<Partial<Record<keyof Scope, Kind>>> = {
  cluster: 'cluster',
  service: 'service',
  task: 'task',
  instance: 'container-instance',
  family: 'task-definition-family',
};

const parts = ['cluster', 'service', 'task', 'instance', 'family', 'zone', 'playbook'] as const;

/** So much of an id of 32 digits tells it from all others that a person looks at. */
const idCells = 10;

/** A row's name as its table shows it, where one has read it, else what its id tells; long ids are cut. */
export function shownName(context: ViewContext, state: State, kind: Kind, id: string): SafeText {
  const resource = context.resourceOf(kind);
  const tables = Object.values(state.tables).filter(table => table.kind === kind);
  const entry = tables.map(table => table.entries.get(id)).find(found => found?.row !== undefined);
  // Only rows of the table's own resource are in its entries.
  const row = entry?.row as Parameters<typeof resource.id>[0] | undefined;
  const [first] = resource.columns;
  const name = row === undefined || first === undefined ? resource.name(id) : first.text(row, entry?.finding, state.now);
  return /^[0-9a-f-]{32,36}$/.test(name) ? text`${name.slice(0, idCells)}${context.theme.glyphs.ellipsis}` : name;
}

/** The names in a scope from the widest to the narrowest, without those that `known` has already. */
export function scopeNames(context: ViewContext, state: State, scope: Scope, known: Scope = {}): readonly SafeText[] {
  return parts.flatMap(part => {
    const value = scope[part];
    if (value === undefined || value === known[part]) return [];
    const kind = kindOfPart[part];
    return [kind === undefined ? safeText(value) : shownName(context, state, kind, value)];
  });
}

/** ` in erp`, by the narrowest part of the scope; empty where nothing narrows. */
export function placeWords(context: ViewContext, state: State, scope: Scope): SafeText {
  const narrowest = scopeNames(context, state, scope).at(-1);
  return narrowest === undefined ? text`` : text` in ${narrowest}`;
}
