// Every table that moto can fill shows what was registered, and what moto lacks costs one notice in one table.

import {afterEach, beforeEach, describe, expect, inject, test} from 'vitest';
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
    await deck.goto(`services ${system.cluster}`, services[0]?.serviceName ?? '');
    for (const service of services) await deck.sees(service.serviceName ?? '');
  });

  test('a service says how many of its tasks run', async () => {
    await deck.goto('services erp', 'srvapp2');
    await deck.until('2 of 6 tasks of srvapp2', screen => /srvapp2.*2\/6/.test(screen));
  });

  test('tasks of a cluster that runs jobs only', async () => {
    await deck.goto('tasks batch', 'running');
    await deck.sees('nightly-report');
    await deck.sees('price-import');
  });

  test('instances of a cluster', async () => {
    await deck.goto('instances erp', 'active');
    const rows = () => deck.lines().filter(line => /\bi-[0-9a-f]{8,}/.test(line));
    await deck.until('four instances', () => rows().length === 4);
  });

  test('task definitions, and the newest revision first', async () => {
    await deck.goto('families', 'taskweb');
    await deck.sees('simple-application');
    await deck.narrowTo('taskweb', 'simple-application');
    deck.type('\r');
    await deck.sees('taskweb:8');
  });

  test('what moto lacks is said in its table, and the others live on', async () => {
    await deck.goto('services erp', 'srvweb');
    await deck.narrowTo('srvweb', 'srvapp2');
    deck.type('b');
    await deck.until('the notice', screen => /does not (have|know|support|implement)|not supported|unsupported/i.test(screen));
    await deck.goto('services discovery', 'checkout');
    await deck.goto('instances erp', 'active');
  });

  test('a change is refused: read-only is the default', async () => {
    await deck.goto('services erp', 'srvweb');
    await deck.narrowTo('srvweb', 'srvapp2');
    deck.type('s');
    await deck.until('the refusal', screen => /read-only/i.test(screen.split('\n').slice(1).join('\n')));
  });
});
