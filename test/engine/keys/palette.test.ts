// Going anywhere by name: which cluster is meant, the trail that one comes to stand on, and names that are none.

import {expect, test} from 'vitest';
import {clusterId, serviceId, stage} from './dispatch-stage.ts';

function go(deck: ReturnType<typeof stage>, words: string) {
  deck.press(':');
  for (const character of words) deck.press(character);
  deck.press('enter');
}

test('a cluster by its name, with a trail that Esc goes back along', () => {
  const deck = stage();
  deck.openServices();
  go(deck, 'instances shop');
  expect(deck.table()).toMatchObject({kind: 'container-instance', scope: {cluster: clusterId('shop')}});
  expect(deck.trail()).toEqual(['table cluster', 'table service', 'table container-instance']);
  deck.press('escape');
  expect(deck.table()).toMatchObject({kind: 'service', scope: {cluster: clusterId('shop')}});
  deck.press('escape');
  expect(deck.cursor()).toBe('shop');
});

test('a cluster by its ARN, and a service in it', () => {
  const deck = stage();
  deck.openServices();
  go(deck, `svc ${clusterId('shop')}`);
  expect(deck.table().scope).toEqual({cluster: clusterId('shop')});
  go(deck, 'tasks erp web');
  expect(deck.table()).toMatchObject({kind: 'task', scope: {cluster: clusterId('erp'), service: serviceId('web')}});
  deck.press('-');
  expect(deck.table().kind).toBe('service');
});

test('without a name the cluster of the trail is meant, and a table that needs a service takes the one under the cursor', () => {
  const deck = stage();
  deck.openServices();
  go(deck, 'tasks');
  expect(deck.table().scope).toEqual({cluster: clusterId('erp')});
  deck.press('escape', 'g', 'j');
  go(deck, 'events');
  expect(deck.table()).toMatchObject({kind: 'service-event', scope: {cluster: clusterId('erp'), service: serviceId('batch')}});
});

test('a service of another cluster than the one that was named is never meant', () => {
  const deck = stage();
  deck.openServices();
  go(deck, 'events shop');
  expect(deck.problem()).toBe('which service? choose its row first, or type :events CLUSTER NAME');
  expect(deck.trail()).toHaveLength(2);
});

test('the table on the way is as it was left', () => {
  const deck = stage();
  deck.openServices();
  deck.press('/', 'a', 'enter');
  go(deck, 'instances');
  deck.press('escape');
  expect(deck.table().filter).toBe('a');
});

test('a name that is no cluster is told when all are known, and taken as it is when they are not', () => {
  const deck = stage();
  go(deck, 'svc foo');
  expect(deck.table().scope).toEqual({cluster: 'foo'});
  const known = stage();
  known.list('cluster', {}, [clusterId('a1'), clusterId('b2')]);
  go(known, 'svc foo');
  expect(known.problem()).toBe('there is no cluster foo; there are a1, b2');
  expect(known.trail()).toEqual(['table cluster']);
});

test('no cluster anywhere is a question', () => {
  const deck = stage();
  go(deck, 'svc');
  expect(deck.problem()).toBe('which cluster? type :services NAME');
  const known = stage();
  known.list('cluster', {}, [clusterId('a1'), clusterId('b2')]);
  go(known, 'svc ');
  expect(known.problem()).toBe('which cluster? type :services NAME');
});

test('Tab completes tables and clusters; arrows choose', () => {
  const deck = stage();
  deck.openServices();
  deck.press(':', 'serv', 'tab');
  expect(deck.dialog()).toMatchObject({input: 'services'});
  deck.press(' ', 's', 'tab');
  expect(deck.dialog()).toMatchObject({input: 'services shop'});
  deck.press('ctrl+w', 'down', 'enter');
  expect(deck.table().scope).toEqual({cluster: clusterId('shop')});
});

test('a command by its verb takes the marked rows; elsewhere it says where it works', () => {
  const deck = stage();
  deck.openServices();
  deck.press(' ', 'j', ' ');
  go(deck, 'redeploy');
  expect(deck.calls).toEqual(['start service.redeploy api,batch']);
  deck.press('escape');
  go(deck, 'redeploy');
  expect(deck.problem()).toContain('works on rows of services');
});

test('pasted text is no Enter', () => {
  const deck = stage();
  deck.press(':', 'quit\r\n');
  expect(deck.calls).toEqual([]);
  expect(deck.dialog()).toMatchObject({input: 'quit'});
});

test('Region, profile, quit; a Region that cannot be keeps the palette open with the reason', () => {
  const deck = stage();
  go(deck, 'region eu-west-1');
  go(deck, 'profile Audit');
  go(deck, 'q');
  expect(deck.calls).toEqual(['switch {"region":"eu-west-1"}', 'switch {"profile":"Audit"}', 'quit']);
  go(deck, 'region nowhere');
  expect(deck.problem()).toContain('nowhere is no Region');
});

test('faults exist in the demo alone', () => {
  const demo = stage({isDemo: true});
  go(demo, 'fault throttle=0.3');
  expect(demo.calls).toEqual(['faults throttle=0.3']);
  const real = stage();
  go(real, 'fault throttle=0.3');
  expect(real.calls).toEqual([]);
  expect(real.problem()).toContain('nothing is called');
});
