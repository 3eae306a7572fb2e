// Which key does what: the table of domain/keys.ts, the commands' own keys, and what the configuration makes of them.

import type {AnyCommand} from '../../../commands/command.ts';
import {commands as allCommands} from '../../../commands/registry.ts';
import type {Screen} from '../../../store/state.ts';
import {UsageError} from '../../domain/errors.ts';
import {type Action, isBoundOn, type KeyBinding, keyBindings} from '../../domain/keys.ts';
import type {Kind} from '../../domain/kind.ts';
import {nearest} from '../../domain/nearest.ts';
import {resources as allResources} from '../../resources/registry.ts';
import type {AnyResource} from '../../resources/resource.ts';
import {isKeyName} from './key-names.ts';

/** A key, or several with spaces between, by the name of an action (`quit`) or the id of a command (`service.scale`). */
export type Remaps = Readonly<Record<string, string>>;

/** Which key does what, as it is in this run. */
export interface Keymap {
  /** The table of actions with the keys of this run, for help. */
  readonly bindings: readonly KeyBinding[];
  /** What a key asks for on a type of screen; on a table, of this kind. */
  actionFor(key: string, screenType: Screen['type'], kind?: Kind): Action | undefined;
  /** The key of a command in this run. */
  commandKey(command: AnyCommand): string;
}

/** What has keys of its own besides the actions. */
export interface KeyOwners {
  readonly resources: readonly AnyResource[];
  readonly commands: readonly AnyCommand[];
}

/** Leaving must stay possible whatever the configuration says. */
const fixedKeys: Partial<Record<Action, string>> = {quit: 'ctrl+c', back: 'escape'};

/** The keys of this run. Throws UsageError for a remap of something unknown, to no key, or to a key that is taken. */
export function createKeymap(remaps: Remaps = {}, owners: KeyOwners = {resources: allResources, commands: allCommands}): Keymap {
  const remapped = new Map(Object.entries(remaps).map(([name, keys]) => [name, keys.split(/\s+/).filter(key => key !== '')]));
  checkNames(remapped, owners.commands);
  const bindings = keyBindings.map(binding => ({...binding, keys: keysOfAction(binding, remapped.get(binding.action))}));
  const commandKey = (command: AnyCommand) => remapped.get(command.id)?.[0] ?? command.key;
  for (const place of places(owners, bindings, commandKey)) checkCollisions(place);
  return {
    bindings,
    commandKey,
    actionFor: (key, screenType, kind) =>
      bindings.find(binding => isUsedOn(binding, screenType) && isOfTable(binding, kind) && binding.keys.includes(key))?.action,
  };
}

function keysOfAction({action, keys}: KeyBinding, wanted: readonly string[] | undefined): readonly string[] {
  if (wanted === undefined) return keys;
  const fixed = fixedKeys[action];
  return fixed === undefined || wanted.includes(fixed) ? wanted : [...wanted, fixed];
}

function isUsedOn({where}: KeyBinding, screen: Screen['type']): boolean {
  switch (where) {
    case 'everywhere':
      return true;
    case 'row':
      return screen === 'table' || screen === 'details' || screen === 'raw';
    case 'table':
    case 'logs':
      return screen === where;
    case 'details':
      return screen === 'details' || screen === 'raw';
    case 'text':
      return screen === 'details' || screen === 'raw' || screen === 'logs';
  }
}

function isOfTable(binding: KeyBinding, kind: Kind | undefined): boolean {
  return binding.on === undefined || (kind !== undefined && isBoundOn(binding, kind));
}

/** Something that has keys. */
interface Owner {
  readonly title: string;
  readonly keys: readonly string[];
}

/** All that has keys at the same time: on the details, and on the table of each kind. */
function places(
  {resources, commands}: KeyOwners,
  bindings: readonly KeyBinding[],
  commandKey: Keymap['commandKey'],
): readonly (readonly Owner[])[] {
  const actionsOn = (screen: Screen['type']) => bindings.filter(binding => isUsedOn(binding, screen));
  const tables = resources.map(({kind, links}) => [
    ...actionsOn('table').filter(binding => isOfTable(binding, kind)),
    ...commands.filter(({target}) => target === kind).map(command => ({title: command.title, keys: [commandKey(command)]})),
    // The link of Enter is what the action `open` does.
    ...links.filter(({key}) => key !== 'enter').map(({key, title}) => ({title, keys: [key]})),
  ]);
  return [actionsOn('details'), actionsOn('logs'), ...tables];
}

function checkCollisions(owners: readonly Owner[]): void {
  const taken = new Map<string, Owner>();
  for (const owner of owners) {
    for (const key of owner.keys) {
      const other = taken.get(key);
      if (other && other !== owner) {
        throw new UsageError(
          `the key ${key} would mean both "${other.title}" and "${owner.title}" in the same place`,
          'Choose another key in the [keys] section of the configuration file.',
        );
      }
      taken.set(key, owner);
    }
  }
}

function checkNames(remapped: ReadonlyMap<string, readonly string[]>, commands: readonly AnyCommand[]): void {
  const commandIds = commands.map(({id}) => id);
  const known: readonly string[] = [...keyBindings.map(({action}) => action), ...commandIds];
  for (const [name, keys] of remapped) {
    if (!known.includes(name)) {
      const meant = nearest(name, known);
      throw new UsageError(
        `"${name}" in the [keys] section of the configuration file is neither an action nor a command`,
        meant === undefined ? `Known are: ${known.join(', ')}.` : `Did you mean "${meant}"?`,
      );
    }
    const wrong = keys.find(key => !isKeyName(key));
    if (wrong !== undefined || keys.length === 0 || (keys.length > 1 && commandIds.includes(name))) {
      throw new UsageError(
        wrong === undefined ? `"${name}" must have one key in the configuration file` : `"${wrong}" is no key (for "${name}")`,
        'Write a character (S), a name (up, pagedown, enter, tab, space) or ctrl+ and a letter (ctrl+r).',
      );
    }
  }
}
