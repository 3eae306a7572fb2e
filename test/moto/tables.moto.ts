// Every table that moto can fill shows what was registered, and what moto lacks costs one notice in one table.

import {afterEach, beforeEach, describe, expect, inject, test} from 'vitest';
import {goTo, narrowTo} from '../pty/steps.ts';
import {type MotoDashboard, openDashboard} from './dashboard.ts';
import {systems} from './systems.ts';

const endpoint = inject('motoEndpoint');

describe.skipIf(endpoint === undefined)('tables on moto', () => {
  let deck: MotoDashboard;

  beforeEach(async () => {
    deck = openDashboard(endpoint ?? '', []);
    await deck.sees('erp');
  });

  afterEach(() => deck.end());

  test('clusters, under the account that STS told and read-only', async () => {
    for (const system of systems) await deck.sees(system.cluster);
    await deck.sees('123456789012');
    await deck.sees('ap-southeast-1');
    await deck.sees('READ-ONLY');
    expect(deck.text()).not.toContain('DEMO');
  });

  test.each(
    systems
      .map(system => ({system, services: system.services({subnets: [], securityGroups: []})}))
      .filter(({services}) => services.length > 0),
  )('services of $system.cluster', async ({system, services}) => {
    await goTo(deck, `services ${system.cluster}`, services[0]?.serviceName ?? '');
    for (const service of services) await deck.sees(service.serviceName ?? '');
  });

  test('a service says how many of its tasks run', async () => {
    await goTo(deck, 'services erp', 'srvapp2');
    await deck.until('2 of 6 tasks of srvapp2', screen => /srvapp2.*2\/6/.test(screen));
  });

  test('tasks of a cluster that runs jobs only', async () => {
    await goTo(deck, 'tasks batch', 'running');
    await deck.until(
      'two tasks of one job and one of the other',
      screen => count(screen, 'family:nightly') === 2 && count(screen, 'price-import:1') === 1,
    );
    // moto tells no time of a task.
    expect(deck.text()).not.toMatch(/\d\dy/);
  });

  test('instances of a cluster', async () => {
    await goTo(deck, 'instances erp', 'active');
    const rows = () => deck.lines().filter(line => /\bi-[0-9a-f]{8,}/.test(line));
    await deck.until('four instances', () => rows().length === 4);
  });

  test('task definitions, and the newest revision first', async () => {
    await goTo(deck, 'families', 'taskweb');
    await deck.sees('simple-application');
    await narrowTo(deck, 'taskweb', 'simple-application');
    deck.type('\r');
    await deck.sees('taskweb:8');
  });

  test('what moto lacks is said in its table, and the others live on', async () => {
    await goTo(deck, 'services erp', 'srvweb');
    await narrowTo(deck, 'srvweb', 'srvapp2');
    deck.type('b');
    await deck.until('the notice', screen => /does not (have|know|support|implement)|not supported|unsupported/i.test(screen));
    await goTo(deck, 'services discovery', 'checkout');
    await goTo(deck, 'instances erp', 'active');
  });

  test('a change is refused: read-only is the default', async () => {
    await goTo(deck, 'services erp', 'srvweb');
    await narrowTo(deck, 'srvweb', 'srvapp2');
    deck.type('s');
    await deck.until('the refusal', screen => /read-only/i.test(screen.split('\n').slice(1).join('\n')));
  });
});

function count(screen: string, text: string): number {
  return screen.split(text).length - 1;
}
