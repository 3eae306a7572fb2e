// Any playbook on any hosts: chosen by name, asked for what it needs, shown in full before it runs.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';
import {answer, confirm, patience, sends, until} from './fleet-steps.ts';

const wide = {columns: 160, rows: 40};

test(
  'R offers the playbooks that are on, found by a part of their name, for the host under the cursor',
  async () => {
    const app = await launch(wide);
    await app.goto('instances simple-ecs-cluster');
    await app.pass(2);
    await app.press('R');
    app.sees('Run a playbook', '1 host of simple-ecs-cluster', 'time-check', 'docker-prune', 'reboot');
    app.doesNotSee(/^ *│.* shell /m);
    await app.type('disk');
    app.doesNotSee('docker-prune');
    await app.enter();
    await until(app, '✓ finished');
    app.sees('disk-report › hosts 1', '1 of 1 hosts');
    expect(sends(app)).toHaveLength(1);
  },
  patience,
);

test(
  'a reboot drains first, one host at a time, and gives the tasks back',
  async () => {
    const app = await launch(wide);
    await app.goto('instances simple-ecs-cluster');
    await app.pass(2);
    await app.press('R');
    await app.type('reboot');
    await app.enter();
    await until(app, 'type simple-ecs-cluster to confirm');
    app.sees('each is drained first, one at a time, and made ACTIVE again after');
    await confirm(app, 'simple-ecs-cluster');
    await until(app, '~ draining');
    await until(app, '~ restarting', 900);
    await until(app, '✓ finished', 1200);
    app.sees('1 of 1 hosts: 1 done');
    expect(app.calls('ecs:UpdateContainerInstancesState')).toBe(2);
  },
  patience,
);

test(
  'shell is off until the configuration turns it on',
  async () => {
    const app = await launch(wide);
    await app.goto('run shell erp');
    app.sees('the playbook shell is off', '[playbooks]');
  },
  patience,
);

test(
  'a script is shown in full before it runs as root, and its whole output is one key away',
  async () => {
    const app = await launch({...wide, config: {playbooks: {shell: true}}, files: {'look.sh': '#!/bin/sh\nuptime\ndf -h /\n'}});
    await app.goto('run shell erp');
    await answer(app, 'none.sh');
    app.sees('none.sh cannot be read: no such file');
    await answer(app, 'look.sh');
    await until(app, 'type erp to confirm');
    app.sees('uptime', 'df -h /', '3 hosts of erp');
    expect(sends(app)).toEqual([]);
    await confirm(app, 'erp');
    await until(app, '✓ finished');
    await app.select('i-0328a5797aa28db13');
    await app.enter();
    await app.pass(1);
    app.sees('details');
    await app.press('G');
    app.sees('it runs no shell, so nothing was done');
  },
  patience,
);

test(
  'what a host prints acts on nothing',
  async () => {
    const hostile = 'x\u001b]52;c;aGFja2Vk\u0007\u001b]0;owned\u0007\u001b[2J\u001b[1;1H\u202egone';
    const app = await launch({
      ...wide,
      config: {playbooks: {shell: true}},
      files: {'look.sh': 'uptime\n'},
      alias: {name: 'so nothing was done', shownAs: hostile},
    });
    await app.goto('run shell erp');
    await answer(app, 'look.sh');
    await until(app, 'type erp to confirm');
    await confirm(app, 'erp');
    await until(app, /finished|stopped/);
    await app.select('i-0328a5797aa28db13');
    await app.enter();
    await app.pass(1);
    await app.press('G');
    app.sees('␛]52;c;aGFja2Vk␇', '<U+202E>gone', 'ecsdeck');
    expect(app.terminal.clipboard()).toEqual([]);
    expect(app.terminal.titles()).toEqual([]);
  },
  patience,
);
