// A run outlives the program: another one finds it, and goes on where it was once a person says so.

import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';
import {answer, confirm, patience, sends, until} from './fleet-steps.ts';

async function fixErp(): Promise<Story> {
  const app = await launch({columns: 160, rows: 30});
  await app.goto('run time-fix erp');
  await answer(app, 'Asia/Shanghai', 'amazon', 'step');
  await until(app, 'type erp to confirm');
  await confirm(app, 'erp');
  return app;
}

test(
  'a run that was left between its waves is picked up: nothing is sent before the name is typed, and no host is changed twice',
  async () => {
    const first = await fixErp();
    await until(first, 'wave 2 of 3');
    await first.close();

    const second = await launch({columns: 160, rows: 30, beside: first});
    await second.goto('runs');
    await second.pass(1);
    second.sees(/time-fix +~ applying +erp +1\/3/);
    await second.press('a');
    await until(second, 'Pick up time-fix over erp');
    expect(sends(second)).toEqual([]);
    await confirm(second, 'erp');
    await until(second, '✓ finished');
    second.sees('3 of 3 hosts: 3 done');
    const applied = [...sends(first), ...sends(second)].filter(({stage}) => stage === 'apply').flatMap(({hosts}) => hosts);
    expect(new Set(applied).size).toBe(applied.length);
    expect(applied).toHaveLength(3);
  },
  patience,
);

test(
  'a run that another program has in hand cannot be taken from it',
  async () => {
    const first = await fixErp();
    await until(first, 'wave 1 of 3');
    const second = await launch({columns: 160, rows: 30, beside: first});
    await second.goto('runs');
    await second.pass(1);
    await second.press('a');
    second.sees('is supervised by another program');
    await second.press('X');
    second.sees('this run is not supervised here');
  },
  patience,
);

test(
  'runs that are over stay in the list, with what became of each host',
  async () => {
    const first = await launch({columns: 160, rows: 30});
    await first.goto('time erp');
    await answer(first, '');
    await until(first, 'finished');
    await first.close();

    const second = await launch({columns: 160, rows: 30, beside: first});
    await second.goto('runs');
    await second.pass(1);
    second.sees(/time-check +! finished +erp +3\/3/, '2 found in trouble, 1 left out');
    await second.enter();
    await second.pass(1);
    second.sees(/i-0328a5797aa28db13 +✗ DRIFT/);
    await second.press('t');
    second.sees('Fix clock and zone', '4 hosts of erp');
  },
  patience,
);
