// From `svc erp` to a place: the scope of the table that is meant, and the trail that leads there.

import {freshTableScreen, isSameScreen, shownScreen} from '../../../store/screens.ts';
import type {State, TableScreen} from '../../../store/state.ts';
import {familyOf} from '../../domain/format/arn.ts';
import type {Kind, Scope} from '../../domain/kind.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import type {AnyResource} from '../../resources/resource.ts';
import type {KeyPorts} from './key-ports.ts';
import {knownNames, noSuchName} from './known-names.ts';
import {partOf, rowUnderCursor} from './table-keys.ts';

/** A place, or a sentence why there is none. */
export type Found<Value> = {readonly value: Value} | {readonly problem: SafeText};

/** The parts that are typed after a table's name, in their order. */
export function typedParts({needsScope, takesScope}: AnyResource): readonly (keyof Scope)[] {
  const parts = new Set([...needsScope, ...takesScope]);
  if (!parts.has('cluster')) return [...parts];
  const second = (['service', 'task', 'zone'] as const).find(part => parts.has(part));
  return second === undefined ? ['cluster'] : ['cluster', second];
}

/** The table in front, or the one that the details, JSON or help lie over. */
export function tableBelow(state: State): TableScreen | undefined {
  return state.screens.findLast(screen => screen.type === 'table');
}

/** The scope of a table by what was typed; what is missing comes from the trail, and from the row under the cursor. */
export function scopeOf(ports: KeyPorts, resource: AnyResource, words: readonly string[]): Found<Scope> {
  const state = ports.store.getState();
  const parts = typedParts(resource);
  const [name = resource.title] = resource.aliases;
  if (words.length > parts.length) {
    const usage = [name, ...parts.map(part => part.toUpperCase())].join(' ');
    return {problem: parts.length === 0 ? text`${name} takes no name: type :${name}` : text`too many names: type :${usage}`};
  }
  const here = hereScope(ports, state);
  const typed: Partial<Record<keyof Scope, string>> = Object.fromEntries(words.map((word, index) => [parts[index], word]));
  let scope: Scope = {};
  for (const part of parts) {
    const word = typed[part];
    const isNeeded = resource.needsScope.includes(part);
    // What lies inside another cluster is not meant, however near the cursor is to it.
    const isHere = part === 'cluster' || scope.cluster === here.cluster || scope.cluster === undefined;
    const found = word === undefined ? {value: isNeeded && isHere ? here[part] : undefined} : resolve(state, part, word, scope);
    if ('problem' in found) return found;
    if (found.value !== undefined) scope = {...scope, [part]: found.value};
    else if (isNeeded) return {problem: whichOne(part, name, parts)};
  }
  return {value: scope};
}

function resolve(state: State, part: keyof Scope, word: string, {cluster}: Scope): Found<string> {
  if (part !== 'cluster' && part !== 'service') return {value: word};
  const known = knownNames(
    state,
    part === 'cluster' ? {kind: 'cluster', scope: {}} : {kind: 'service', scope: {...(cluster && {cluster})}},
  );
  const arn = known.arnOf(word);
  if (arn === undefined && known.isComplete) return {problem: noSuchName(part, word, known)};
  return {value: arn ?? word};
}

/** `which cluster? type :services NAME` */
function whichOne(part: keyof Scope, name: string, parts: readonly (keyof Scope)[]): SafeText {
  const names = parts.slice(0, parts.indexOf(part) + 1).map(one => (parts.length === 1 || one === part ? 'NAME' : one.toUpperCase()));
  const choice = part === 'cluster' ? text`` : text`choose its row first, or `;
  return text`which ${part}? ${choice}type :${name} ${names.join(' ')}`;
}

/** Where the person is: the trail's scope, and what the row under the cursor adds. The cluster is the trail's alone. */
function hereScope(ports: KeyPorts, state: State): Scope {
  const below = tableBelow(state);
  if (!below) return {};
  const front = shownScreen(state);
  const entry = rowUnderCursor(ports, state);
  const id = front?.type === 'details' || front?.type === 'raw' ? front.id : entry?.id;
  const part = partOf[below.kind];
  const definition = definitionOf(entry?.row);
  return {
    ...below.scope,
    ...(definition !== undefined && {family: familyOf(definition)}),
    ...(id !== undefined && part !== undefined && part !== 'cluster' && {[part]: id}),
  };
}

function definitionOf(row: unknown): string | undefined {
  const isPlaced = typeof row === 'object' && row !== null && 'taskDefinitionArn' in row;
  return isPlaced && typeof row.taskDefinitionArn === 'string' ? row.taskDefinitionArn : undefined;
}

/** The trail that leads to a table, so that Esc goes where one would have come from. */
export function trailTo(ports: KeyPorts, resource: AnyResource, scope: Scope): readonly TableScreen[] {
  const state = ports.store.getState();
  const {cluster, service, task, family} = scope;
  const steps: {readonly kind: Kind; readonly scope: Scope; readonly cursor?: string}[] = [];
  if (family !== undefined && cluster === undefined) steps.push({kind: 'task-definition-family', scope: {}, cursor: family});
  if (cluster !== undefined) {
    steps.push({kind: 'cluster', scope: {}, cursor: cluster});
    steps.push({kind: 'service', scope: {cluster}, ...(service !== undefined && {cursor: service})});
  }
  if (cluster !== undefined && task !== undefined) {
    steps.push({kind: 'task', scope: {cluster, ...(service !== undefined && {service})}, cursor: task});
  }
  const parents = steps.filter(({kind}) => kind !== resource.kind);
  return [...parents.map(step => parentScreen(ports, state, step)), freshTableScreen(resource.kind, scope, resource.initialSort)];
}

/** A table on the way: as the person left it, when it is on the trail already. Its cursor is on the row that leads on. */
function parentScreen(
  {resourceOf}: KeyPorts,
  state: State,
  {kind, scope, cursor}: {readonly kind: Kind; readonly scope: Scope; readonly cursor?: string},
): TableScreen {
  const fresh = freshTableScreen(kind, scope, resourceOf(kind).initialSort);
  const screen = state.screens.find((one): one is TableScreen => one.type === 'table' && isSameScreen(one, fresh)) ?? fresh;
  return cursor === undefined || screen.cursor === cursor ? screen : {...screen, cursor, hasMoved: true};
}
