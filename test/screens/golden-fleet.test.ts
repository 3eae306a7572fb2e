// The screens of a run over hosts as pictures, reviewed when they change: `vitest run test/screens -u` writes them anew.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';
import {answer, confirm, patience, until} from '../stories/fleet-steps.ts';

test.each([
  {columns: 80, rows: 24},
  {columns: 160, rows: 45},
])(
  'check, plan, waves, end and runs at $columns×$rows',
  async size => {
    const app = await launch(size);
    const isGolden = (name: string) =>
      expect(`${app.screen()}\n`).toMatchFileSnapshot(`golden/fleet-${name}-${size.columns}x${size.rows}.txt`);
    await app.goto('time erp');
    await isGolden('question');
    await answer(app, 'Asia/Shanghai');
    await until(app, '! finished');
    await isGolden('check');
    await app.press('t');
    await answer(app, '', 'amazon', 'step');
    await until(app, 'type erp to confirm');
    await isGolden('plan');
    await confirm(app, 'erp');
    await until(app, 'wave 2 of 3');
    await isGolden('waves');
    await until(app, '✓ finished');
    await isGolden('end');
    await app.goto('runs');
    await app.pass(1);
    await isGolden('runs');
    await app.goto('instances erp');
    await app.pass(1);
    await app.press('R');
    await isGolden('choice');
  },
  patience,
);
