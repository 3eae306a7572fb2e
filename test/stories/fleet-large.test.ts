// A fleet of 300 hosts, by keys, from the check to the report. Waves of a quarter: the rule of a tenth is told by other stories.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';
import {answer, confirm, patience, sends, until} from './fleet-steps.ts';

test(
  '300 hosts are checked, mended and reported',
  async () => {
    const app = await launch({
      columns: 160,
      rows: 45,
      world: 'services=10,tasks=400,instances=300,clusters=1',
      config: {playbooks: {wavePercent: 25}},
    });
    await app.pass(1);
    await app.goto('time generated-1');
    await answer(app, 'Asia/Shanghai');
    await until(app, '! finished');
    const [, seen = '', troubled = '', excluded = ''] =
      /(\d+) of \1 hosts: (\d+) in trouble, (\d+) left out/.exec(app.screen()) ?? expect.fail(app.screen());
    expect(Number(seen) + Number(excluded)).toBe(300);
    expect(sends(app).every(({hosts}) => hosts.length <= 50)).toBe(true);
    expect(sends(app)).toHaveLength(Math.ceil(Number(seen) / 50));

    await app.press('!');
    app.sees(/hosts \d+ of 300/);
    await app.press('!', 't');
    await answer(app, '', 'amazon', 'step');
    await until(app, 'type generated-1 to confirm');
    const [, planned = ''] = /(\d+) hosts of generated-1/.exec(app.screen()) ?? [];
    expect(Number(planned)).toBeGreaterThanOrEqual(Number(troubled));
    await confirm(app, 'generated-1');
    await until(app, '✓ finished', 900);
    app.sees(`${planned} of ${planned} hosts: ${planned} done`);

    const applied = sends(app).filter(({stage}) => stage === 'apply');
    expect(applied[0]?.hosts).toHaveLength(1);
    expect(Math.max(...applied.map(({hosts}) => hosts.length))).toBeLessThanOrEqual(Number(planned) / 4);
    expect(new Set(applied.flatMap(({hosts}) => hosts)).size).toBe(Number(planned));
    expect(applied.flatMap(({hosts}) => hosts)).toHaveLength(Number(planned));
    await app.press('s');
    const [markdown = ''] = app.saved.values();
    expect(markdown.match(/i-[0-9a-f]{17}/g)?.length).toBeGreaterThanOrEqual(300);
  },
  patience,
);
