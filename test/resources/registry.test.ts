import {describe, expect, test} from 'vitest';
import {commands} from '../../commands/registry.ts';
import {isBoundOn, keyBindings} from '../../src/domain/keys.ts';
import type {Kind} from '../../src/domain/kind.ts';
import {findResource, resourceOf, resources} from '../../src/resources/registry.ts';

test('every alias names one resource, and every kind finds itself', () => {
  const aliases = resources.flatMap(resource => resource.aliases);
  expect(new Set(aliases).size).toBe(aliases.length);
  for (const resource of resources) {
    expect(findResource(resource.kind)).toBe(resource);
    expect(resourceOf(resource.kind)).toBe(resource);
  }
  expect(findResource('SVC')?.kind).toBe('service');
  expect(findResource('nothing')).toBeUndefined();
});

/** The keys of the table itself in the tables of a kind. */
function takenOn(kind: Kind): ReadonlySet<string> {
  const bound = keyBindings.filter(binding => binding.action !== 'open' && binding.where !== 'logs' && isBoundOn(binding, kind));
  return new Set(bound.flatMap(({keys}) => keys));
}

describe.each(resources.map(resource => [resource.title, resource] as const))('%s', (_, resource) => {
  test('its keys are its own', () => {
    const own = resource.links.map(({key}) => key);
    const commandKeys = commands.filter(({target}) => target === resource.kind).map(({key}) => key);
    expect(new Set(own).size).toBe(own.length);
    for (const key of own) {
      expect(takenOn(resource.kind).has(key), key).toBe(false);
      expect([...commandKeys, 's', 'r', 'K', 'D', 'x', 't', 'R', 'X']).not.toContain(key);
    }
  });

  test('its columns have unique titles in upper case, one kept for good, and one that fills', () => {
    const titles = resource.columns.map(({title}) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.every(title => title === title.toUpperCase())).toBe(true);
    expect(resource.columns.filter(({priority}) => priority === 0)).toHaveLength(1);
    expect(resource.columns.filter(({width}) => width === 'fill')).toHaveLength(1);
    expect(titles).toContain(resource.initialSort.column);
  });

  test('name, state and note fit into 80 cells', () => {
    const vital = resource.columns.filter(({priority}) => priority <= 2);
    const cells = vital.reduce((sum, {width, least}) => sum + (width === 'fill' ? (least ?? 20) : width) + 2, 0);
    expect(cells).toBeLessThanOrEqual(76);
  });

  test('it needs no part of the scope that it does not take, and its links give what the next table needs', () => {
    for (const part of resource.needsScope) expect(resource.takesScope).toContain(part);
    expect(resource.reads.every(action => /^[a-z0-9-]+:[A-Z]\w+$/.test(action))).toBe(true);
  });
});
