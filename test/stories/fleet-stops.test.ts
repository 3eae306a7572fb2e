// How a run over hosts is left, stopped and tried again: by the person, by its canary, by leaving the program.

import {expect, test} from 'vitest';
import {type LaunchOptions, launch, type Story} from '../harness/launch.ts';
import {answer, confirm, patience, sends, until} from './fleet-steps.ts';

const wide: LaunchOptions = {columns: 160, rows: 30};

/** A fix of erp that has begun with its canary. */
async function fixErp(options: LaunchOptions = wide): Promise<Story> {
  const app = await launch(options);
  await app.goto('run time-fix erp');
  await answer(app, 'Asia/Shanghai', 'amazon', 'step');
  await until(app, 'type erp to confirm');
  await confirm(app, 'erp');
  await until(app, 'wave 1 of 3');
  return app;
}

test(
  'Esc leaves it running: the frame shows how far it is, :runs leads back, and the end is told wherever one is',
  async () => {
    const app = await fixErp();
    await app.escape();
    await app.goto('services consul-demo');
    app.sees('consul-demo › services', /↻ time-fix \d\/3/);
    await app.goto('runs');
    await app.pass(1);
    app.sees(/time-fix +~ applying +erp/);
    await app.enter();
    app.sees('time-fix › hosts 4', /wave \d of 3/);
    await app.goto('services consul-demo');
    await until(app, 'time-fix over erp finished: 3 of 3 hosts: 3 done');
    app.doesNotSee('↻');
  },
  patience,
);

test(
  'X asks, then sends nothing more',
  async () => {
    const app = await fixErp();
    await until(app, '~ running');
    await app.press('X');
    app.sees('Abort time-fix over erp', 'nothing more is sent from now on', '1 host under way: cancelled at AWS');
    await app.enter();
    app.sees('press y to go on');
    await app.look();
    const before = sends(app).length;
    await app.press('y');
    await until(app, '! aborted');
    app.sees('2 not reached', 'aborted by hand');
    await app.pass(60);
    expect(sends(app)).toHaveLength(before);
    expect(app.calls('ssm:CancelCommand')).toBe(1);
  },
  patience,
);

test(
  'Enter, pasted text and another name begin nothing',
  async () => {
    const app = await launch(wide);
    await app.goto('run time-fix erp');
    await answer(app, 'Asia/Shanghai', 'amazon', 'slew');
    await until(app, 'type erp to confirm');
    await app.look();
    await app.enter();
    await app.paste('erp\r');
    app.sees('pasted text does not count');
    await app.look();
    await app.enter();
    await app.press('ctrl+u');
    await app.type('shop');
    await app.look();
    await app.enter();
    await app.pass(5);
    expect(sends(app).map(({stage}) => stage)).toEqual(['check']);
    await app.escape();
    app.sees('! planned', 'a shows the plan and asks');
  },
  patience,
);

test(
  'a canary that fails ends the run; R tries the hosts that failed again, and those that had no turn after',
  async () => {
    const app = await launch(wide);
    await app.goto('run time-fix erp');
    await answer(app, 'Asia/Shanghai', 'amazon', 'step');
    await until(app, 'type erp to confirm');
    await app.faults('ssm-fail=1');
    await confirm(app, 'erp');
    await until(app, '✗ stopped');
    app.sees('the canary failed: the other hosts were left alone', '1 failed', '2 not reached');
    expect(sends(app).filter(({stage}) => stage === 'apply')).toHaveLength(1);

    await app.faults('');
    await app.press('R');
    await until(app, 'type erp to confirm');
    app.sees('1 host of erp');
    await confirm(app, 'erp');
    await until(app, '✓ finished');
    app.sees('1 of 1 hosts: 1 done');
    expect(
      sends(app)
        .filter(({stage}) => stage === 'apply')
        .map(({hosts}) => hosts.length),
    ).toEqual([1, 1]);
  },
  patience,
);

test(
  'hosts that no command reaches are told apart from those that failed',
  async () => {
    const app = await launch({...wide, faults: 'ssm-lost=1'});
    await app.goto('time erp');
    await answer(app, '');
    await until(app, 'finished', 600);
    app.sees('✗ UNREACHABLE', '3 failed');
  },
  patience,
);

test(
  'q says once that a run is under way, and what picks it up again',
  async () => {
    const app = await fixErp({...wide, source: 'aws', options: {mode: 'write'}});
    await app.press('q');
    app.sees('time-fix over erp is under way: once more leaves it, and :runs picks it up again later');
    app.terminal.type('q');
    await app.dashboard.closed;
    expect(app.dashboard.farewell()).toEqual([expect.stringMatching(/^time-fix over erp is not over: .*ecsdeck resume \S+/)]);
  },
  patience,
);

test(
  'another Region is not opened while a run is under way',
  async () => {
    const app = await fixErp();
    await app.goto('region eu-west-1');
    app.sees('time-fix over erp is under way here', 'ap-southeast-1');
  },
  patience,
);

test(
  'hosts that one run is changing are not given to another; looking at them is allowed',
  async () => {
    const app = await fixErp();
    await app.goto('run agent-restart erp');
    await app.pass(1);
    app.sees('time-fix over erp is not over on 3 of these hosts');
    await app.goto('run disk-report erp');
    await until(app, 'disk-report › hosts');
    app.sees('+1');
  },
  patience,
);
