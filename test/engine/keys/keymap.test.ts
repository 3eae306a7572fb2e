// Remaps of keys: what they change, and that no key can come to mean two things.

import {expect, test} from 'vitest';
import {scaleService} from '../../../commands/scale-service.ts';
import {createKeymap} from '../../../src/engine/keys/keymap.ts';
import {stage} from './dispatch-stage.ts';

test('the declared keys do not collide on any table', () => {
  expect(() => createKeymap()).not.toThrow();
});

test('a remapped command answers to its new key alone', () => {
  const deck = stage({remaps: {'service.scale': 'w'}});
  deck.openServices();
  deck.press('s');
  expect(deck.calls).toEqual([]);
  deck.press('w');
  expect(deck.calls).toEqual(['start service.scale api']);
});

test('several keys for an action; Esc and ctrl+c always leave', () => {
  const keymap = createKeymap({quit: 'Q', back: 'h left', moveDown: 'J down'});
  expect(keymap.bindings.find(({action}) => action === 'quit')?.keys).toEqual(['Q', 'ctrl+c']);
  expect(keymap.actionFor('escape', 'details')).toBe('back');
  expect(keymap.actionFor('J', 'help')).toBe('moveDown');
  expect(keymap.actionFor('j', 'table')).toBeUndefined();
});

test('keys of tables mean nothing on details', () => {
  const keymap = createKeymap();
  expect(keymap.actionFor('space', 'table')).toBe('mark');
  expect(keymap.actionFor('space', 'details')).toBeUndefined();
  expect(keymap.actionFor('v', 'raw')).toBe('revealSecrets');
});

test.each([
  [{'service.scale': 'j'}, /the key j would mean both/],
  [{'service.scale': 'r'}, /the key r would mean both/],
  [{'service.scale': 'e'}, /the key e would mean both "Scale" and "events"/],
  [{quit: 's'}, /the key s would mean both/],
  [{'service.scale': 'a b'}, /must have one key/],
  [{'service.scale': ''}, /must have one key/],
  [{quit: 'hyper+x'}, /"hyper\+x" is no key/],
  [{quti: 'Q'}, /neither an action nor a command/],
])('%j is refused', (remaps, message) => {
  expect(() => createKeymap(remaps)).toThrow(message);
});

test('two remaps may exchange their keys', () => {
  const keymap = createKeymap({'service.scale': 'r', 'service.redeploy': 's'});
  expect(keymap.commandKey(scaleService)).toBe('r');
});
