// Clock and zone of a cluster's hosts: found wrong, mended in waves, and reported. The hosts of the demo really have clocks.

import {expect, test} from 'vitest';
import {launch, type Story} from '../harness/launch.ts';
import {answer, confirm, patience, sends, until} from './fleet-steps.ts';

/** Two hosts of erp are 40 s off, and one has lost its agent. */
async function checkErp(zone = ''): Promise<Story> {
  const app = await launch({columns: 160, rows: 30});
  await app.goto('time erp');
  await answer(app, zone);
  await until(app, 'finished');
  return app;
}

test(
  'the check of erp finds the two hosts that are 40 s off, and says why the fourth is left out',
  async () => {
    const app = await checkErp();
    app.sees('3 of 3 hosts: 2 in trouble, 1 left out');
    app.sees(/i-0328a5797aa28db13 +✗ DRIFT +\+40 s/, /i-0ff77dea7657ee257 +✗ DRIFT +-40 s/, /i-0d8da151eff1c92a1 +✓ OK/);
    app.sees(/i-0a1755c38dad863c8 +! left out/);
    await app.select('i-0a1755c38dad863c8');
    app.sees(/ConnectionLost|SSM agent/);
    expect(sends(app).map(({stage, hosts}) => [stage, hosts.length])).toEqual([['check', 3]]);
  },
  patience,
);

test(
  'from the check to the fix: plan, typed name, canary, waves, and what it was like before and is after',
  async () => {
    const app = await checkErp();
    await app.press('t');
    app.sees('Fix clock and zone', '4 hosts of erp', 'Zone');
    await answer(app, 'Asia/Shanghai', 'amazon', 'step');
    await until(app, 'type erp to confirm');
    app.sees('3 hosts of erp', 'zone Asia/Shanghai, source amazon, mode step', '1 host first as a canary', 'lets the clock jump by -40 s');
    expect(sends(app).map(({stage}) => stage)).toEqual(['check', 'check']);

    await confirm(app, 'erp');
    app.sees('↻ time-fix 0/3', 'X aborts, Esc leaves it running');
    await until(app, 'wave 2 of 3');
    await until(app, '✓ finished');
    app.sees('3 of 3 hosts: 3 done, 1 left out');
    app.sees(/i-0328a5797aa28db13 +✓ OK +\+40 s ±1 → [+-]?\d+(\.\d+)? [mµ]s +UTC → Asia\/Shanghai/);
    app.sees(/i-0ff77dea7657ee257 +✓ OK +-40 s ±1 → /);
    app.doesNotSee('↻');
    // One host at a time: 10 % of three is one, and each was checked again before the next.
    const applied = sends(app).slice(2);
    expect(applied.map(({stage, hosts}) => `${stage} ${hosts.length}`)).toEqual([
      'apply 1',
      'verify 1',
      'apply 1',
      'verify 1',
      'apply 1',
      'verify 1',
    ]);

    app.sees('erp › time-check › hosts › time-fix › hosts');
    await app.goto('time erp');
    await answer(app, 'Asia/Shanghai');
    await until(app, 'clusters › erp › time-check › hosts 4');
    await until(app, '✓ finished');
    app.sees('3 of 3 hosts: 1 left out');
  },
  patience,
);

test(
  'every send is in the audit log before it goes out, with who sent it',
  async () => {
    const app = await checkErp();
    await app.press('t');
    await answer(app, 'Asia/Shanghai', 'amazon', 'step');
    await until(app, 'type erp to confirm');
    await confirm(app, 'erp');
    await until(app, '✓ finished');
    const applies = app.audit.filter(({command}) => command === 'fleet.time-fix');
    const intents = applies.filter(({phase}) => phase === 'intent');
    expect(applies[0]).toBe(intents[0]);
    expect(intents.map(({change}) => applies.find(({change: other, phase}) => other === change && phase === 'outcome')?.result)).toEqual([
      'accepted',
      'accepted',
      'accepted',
    ]);
    expect(applies[0]?.actor).toMatchObject({account: '111122223333', isDemo: true});
  },
  patience,
);

test(
  'hosts of simple-ecs-cluster are in two zones: those that are not in the wanted one are named',
  async () => {
    const app = await launch({columns: 160, rows: 30});
    await app.goto('time simple-ecs-cluster');
    await answer(app, 'Asia/Shanghai');
    await until(app, 'finished');
    app.sees(/! WRONG_ZONE .*UTC/, /✓ OK .*Asia\/Shanghai/);
  },
  patience,
);

test(
  'a cluster whose tasks run on Fargate has no hosts to look at, and says so',
  async () => {
    const app = await launch({columns: 160, rows: 30});
    await app.goto('time discovery');
    await answer(app, '');
    await app.pass(1);
    app.sees('no host of discovery can take part', 'its tasks run on Fargate');
    expect(sends(app)).toEqual([]);
  },
  patience,
);

test(
  'a zone that is none is refused in the question, before anything is sent',
  async () => {
    const app = await launch();
    await app.goto('time erp');
    await answer(app, '$(reboot)');
    app.sees('✗', 'Zone that all should be in');
    expect(sends(app)).toEqual([]);
    await app.escape();
    app.doesNotSee('Check clock and zone');
  },
  patience,
);

test(
  't on marked instances checks these alone',
  async () => {
    const app = await launch({columns: 160, rows: 30});
    await app.goto('instances erp');
    await app.pass(2);
    await app.select('i-0328a5797aa28db13');
    await app.press('space');
    await app.select('i-0d8da151eff1c92a1');
    await app.press('space', 't');
    app.sees('2 hosts of erp');
    await answer(app, '');
    await until(app, 'finished');
    app.sees('2 of 2 hosts');
    expect(sends(app)[0]?.hosts.toSorted()).toEqual(['i-0328a5797aa28db13', 'i-0d8da151eff1c92a1']);
  },
  patience,
);

test(
  "the check leads to the zones of the containers, which do not see their hosts'",
  async () => {
    const app = await launch({columns: 160, rows: 30});
    await app.goto('time simple-ecs-cluster');
    await answer(app, 'Asia/Shanghai');
    await until(app, 'finished');
    await app.press('z');
    await app.pass(2);
    app.sees('timezones', 'SET BY', /simple-eureka .*! –.*not set/);
    await app.escape();
    app.sees('time-check › hosts');
  },
  patience,
);

test(
  '⏎ on a host shows all of its output as AWS keeps it',
  async () => {
    const app = await checkErp();
    await app.select('i-0328a5797aa28db13');
    await app.enter();
    await app.pass(1);
    app.sees('i-0328a5797aa28db13 › details', 'Found before', 'Verdict', 'DRIFT');
    await app.press('G');
    app.sees('Output', '{"ecsdeck":"time-check"');
  },
  patience,
);

test(
  'the report is saved in two files, and their paths are told',
  async () => {
    const app = await checkErp();
    await app.press('s');
    const names = [...app.saved.keys()];
    expect(names.map(name => name.replace(/^.*\./, ''))).toEqual(['md', 'json']);
    for (const name of names) app.sees(name);
    expect(app.saved.get(names[0] ?? '')).toContain('i-0328a5797aa28db13');
    expect(JSON.parse(app.saved.get(names[1] ?? '') ?? '')).toMatchObject({playbook: 'time-check'});
  },
  patience,
);
