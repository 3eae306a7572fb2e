// A failure is told for as long as it lasts, and not a moment longer, whichever way it ends.

import {expect, test} from 'vitest';
import {noText, safeText} from '../../../src/domain/safe-text.ts';
import {createLedger} from '../../../src/engine/polling/ledger.ts';
import {pauseToggled} from '../../../store/connection.ts';
import {freshTableScreen, screenOpened, wentBack} from '../../../store/screens.ts';
import type {TableUpdate} from '../../../store/tables.ts';
import {denied, nameAt, pollerStage} from './poller-stage.ts';

const tasks = freshTableScreen('task', {cluster: 'erp'}, {column: 'ID', isDescending: false});

/** A stage in which the named calls are denied as long as they are in the set. */
function stageWith(refused: Set<string>, resource: Parameters<typeof pollerStage>[0]['resource'] = {}) {
  return pollerStage({
    services: 2,
    resource,
    onCall: call => {
      if (refused.has(call.name)) throw denied(call.name);
    },
  });
}

test('a failure in the moment after the list came is over with the next reading', async () => {
  const refused = new Set<string>();
  const stage = stageWith(refused, {isSteady: () => false});
  await stage.pass(12_000);
  // A list that succeeds between two readings that fail.
  refused.add('describe');
  await stage.pass(9_000);
  expect(stage.table()?.problem?.message).toContain('describe');
  refused.delete('describe');
  await stage.pass(60_000);
  expect(stage.table()?.problem).toBeUndefined();
});

test('a failure that was left behind is over when the table is seen again and read', async () => {
  const refused = new Set<string>();
  const stage = stageWith(refused);
  await stage.pass(2_000);
  refused.add('list');
  refused.add('describe');
  await stage.pass(25_000);
  expect(stage.table()?.problem).toBeDefined();
  stage.store.apply(screenOpened, {screen: tasks});
  await stage.pass(1_000);
  refused.clear();
  stage.store.apply(wentBack);
  await stage.pass(25_000);
  expect(stage.table()?.problem).toBeUndefined();
});

test('a look that failed is not told of for ever when its row asks for none any more', async () => {
  const refused = new Set(['investigate']);
  let isTroubled = true;
  const stage = stageWith(refused, {wantsInvestigation: () => isTroubled, isSteady: () => false});
  await stage.pass(3_000);
  expect(stage.table()?.problem?.message).toContain('investigate');
  isTroubled = false;
  await stage.pass(8_000);
  expect(stage.table()?.problem).toBeUndefined();
});

test('a part that is read again does not hide that another is not', () => {
  const problem = (message: string) => ({message: safeText(message), advice: noText});
  const updates: TableUpdate[] = [];
  const ledger = createLedger({add: update => updates.push(update), flush: () => undefined}, undefined);
  ledger.tell('looks', problem('looks'));
  ledger.tell('rows', problem('rows'));
  ledger.tell('list', problem('list'));
  ledger.over('list');
  expect(updates.at(-1)).toEqual({type: 'fetchFailed', problem: problem('rows')});
  ledger.over('rows');
  expect(updates.at(-1)).toEqual({type: 'fetchFailed', problem: problem('looks')});
  ledger.over('looks');
  expect(updates.at(-1)).toEqual({type: 'fetchRecovered'});
  expect(ledger.isEmpty()).toBe(true);
  ledger.over('looks');
  expect(updates).toHaveLength(6);
});

test('a pause changes nothing about what is told', async () => {
  const refused = new Set<string>();
  const stage = stageWith(refused, {isSteady: () => false});
  await stage.pass(2_000);
  refused.add('describe');
  await stage.pass(10_500);
  stage.store.apply(pauseToggled);
  refused.clear();
  await stage.pass(10_000);
  expect(stage.table()?.problem).toBeDefined();
  stage.store.apply(pauseToggled);
  await stage.pass(60_000);
  expect(stage.table()?.problem).toBeUndefined();
  expect(stage.entry(nameAt(0))?.presence).toBe('described');
});
