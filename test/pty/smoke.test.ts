// The built program on the demo region in a real terminal: opens, shows, moves, changes.

import {describe, expect, test} from 'vitest';
import {createStarter} from './start.ts';
import {answer, confirm, goTo, narrowTo} from './steps.ts';

const {start, auditLog} = createStarter();

describe('the dashboard on the demo region', () => {
  test.each([
    [80, 24],
    [160, 45],
    [200, 50],
  ])('opens at %i×%i, shows every cluster and quits', async (columns, rows) => {
    const deck = start(['--demo'], {columns, rows});
    for (const cluster of ['simple-ecs-cluster', 'erp', 'consul-demo', 'discovery', 'batch']) await deck.sees(cluster);
    await deck.sees('DEMO');
    await deck.sees('? help');
    expect(deck.isAlternate()).toBe(true);
    expect(deck.lines().at(-1)).toContain('? help');
    deck.type('q');
    expect(await deck.exit).toMatchObject({exitCode: 0});
    expect(deck.isAlternate()).toBe(false);
    expect(deck.text().trim()).toBe('');
  });

  test('goes from cluster to service to task to container, and back', async () => {
    const deck = start(['--demo'], {columns: 120, rows: 30});
    await deck.sees('erp');
    await goTo(deck, 'services erp', 'srvapp2');
    await narrowTo(deck, 'srvweb', 'srvapp2');
    deck.type('\r');
    await deck.sees('srvweb › tasks 2');
    await deck.until('running tasks', screen => /✓ running .*srvweb/.test(screen));
    deck.type('\r');
    await deck.until('the container', screen => /› containers 1\b/.test(screen) && /web +✓ running/.test(screen));
    deck.type('\u001b');
    await deck.until('the tasks again', screen => /srvweb › tasks 2 /.test(screen));
    deck.type('\u001b');
    await deck.until('the narrowed services again', screen => /services 1 of 4 +\/srvweb/.test(screen));
  });

  test('scales a service after a preview, and the audit log tells of it before and after', async () => {
    const deck = start(['--demo'], {columns: 100, rows: 30});
    await deck.sees('erp');
    await goTo(deck, 'services erp', 'srvweb');
    await narrowTo(deck, 'srvweb', 'srvapp2');
    deck.type('s');
    await answer(deck, 'Desired count (5, +2, -1)', '3');
    await confirm(deck, 'srvweb: 2 → 3 tasks');
    await deck.until('three tasks wanted', screen => /srvweb .*\b\d\/3\b/.test(screen));
    await deck.sees('srvweb: 2 → 3 tasks: accepted');
    deck.type('q');
    await deck.exit;
    const phases = auditLog().map(line => JSON.parse(line));
    expect(phases).toHaveLength(2);
    for (const phase of phases) expect(JSON.stringify(phase)).toContain('srvweb');
  });

  test('y right after the preview is too soon, and nothing is sent', async () => {
    const deck = start(['--demo'], {columns: 100, rows: 30});
    await deck.sees('erp');
    await goTo(deck, 'services erp', 'srvweb');
    deck.type('r');
    await deck.sees(' y  goes ahead');
    deck.type('y');
    await deck.sees('too soon');
    deck.type('\u001b');
    await deck.until('the table', screen => !screen.includes('goes ahead'));
    deck.type('q');
    await deck.exit;
    expect(auditLog).toThrow(/ENOENT/);
  });

  test('survives any size and says when it is too small', async () => {
    const deck = start(['--demo'], {columns: 80, rows: 24});
    await deck.sees('erp');
    deck.resize(30, 8);
    await deck.sees('too small');
    expect(deck.text()).not.toContain('erp');
    deck.resize(200, 50);
    await deck.until('200×50', screen => screen.includes('simple-ecs-cluster') && screen.split('\n')[49]?.includes('? help') === true);
    deck.resize(80, 24);
    await deck.until('80×24', screen => screen.includes('simple-ecs-cluster') && screen.split('\n')[23]?.includes('? help') === true);
    expect(deck.text()).not.toContain('too small');
  });
});
