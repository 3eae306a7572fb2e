// Keys and names of runs over hosts: which hosts or which run they take.

import {describe, expect, test} from 'vitest';
import {headOf, hostRows} from '../../../src/domain/fleet/run-summary.ts';
import {text} from '../../../src/domain/safe-text.ts';
import {resourceOf} from '../../../src/resources/registry.ts';
import {choiceOpened} from '../../../store/dialogs.ts';
import {freshTableScreen, screenOpened} from '../../../store/screens.ts';
import {anInstance} from '../../domain/fixtures.ts';
import {aHost, aRun} from '../fleet/runs.ts';
import {clusterId, stage} from './dispatch-stage.ts';

const cluster = clusterId('erp');
const instanceId = (name: string) => `arn:aws:ecs:ap-southeast-1:111122223333:container-instance/erp/${name}`;
const run = aRun([aHost(1, {state: 'done'}), aHost(2, {state: 'failed'})], {cluster, phase: 'stopped'});

function openInstances(deck: ReturnType<typeof stage>) {
  const ids = ['a', 'b', 'c'].map(instanceId);
  deck.list('cluster', {}, [clusterId('erp'), clusterId('shop')]);
  deck.list(
    'container-instance',
    {cluster},
    ids,
    ids.map((id, index) => ({id, row: anInstance({arn: id, ec2InstanceId: `i-${index}`})})),
  );
  deck.store.apply(screenOpened, {
    screen: freshTableScreen('container-instance', {cluster}, resourceOf('container-instance').initialSort),
  });
  deck.press('g');
}

function openHosts(deck: ReturnType<typeof stage>) {
  const scope = {cluster, run: run.id, playbook: run.playbookId};
  const rows = hostRows(run).map(row => ({id: row.host.target.arn, row}));
  deck.list(
    'fleet-host',
    scope,
    rows.map(({id}) => id),
    rows,
  );
  deck.store.apply(screenOpened, {screen: freshTableScreen('fleet-host', scope, resourceOf('fleet-host').initialSort)});
  deck.press('g');
}

describe('on instances', () => {
  test('t checks and R runs on the one under the cursor, or on the marked ones', () => {
    const deck = stage();
    openInstances(deck);
    deck.press('t', 'j', ' ', 'j', ' ', 'R');
    expect(deck.calls).toEqual([
      `run time-check {"cluster":"${cluster}","instances":["${instanceId('a')}"]}`,
      `choose {"cluster":"${cluster}","instances":["${instanceId('b')}","${instanceId('c')}"]}`,
    ]);
  });

  test('what was typed together with them does not go into what they ask', () => {
    const deck = stage();
    openInstances(deck);
    deck.press('tq');
    expect(deck.calls).toHaveLength(1);
  });

  test('nothing is meant where no row is', () => {
    const deck = stage();
    openInstances(deck);
    deck.list('container-instance', {cluster}, []);
    deck.press('t');
    expect(deck.calls).toEqual([]);
    expect(deck.notices()).toEqual(['no row is selected: move to one first']);
  });

  test('they mean nothing elsewhere', () => {
    const deck = stage();
    deck.openServices();
    deck.press('t', 'R', 'X', 'a');
    expect(deck.calls).toEqual([]);
  });
});

describe('on the hosts of a run', () => {
  test('keys act on the run, and on the marked hosts where that is meant', () => {
    const deck = stage();
    openHosts(deck);
    deck.press('a', 'X', 's', 't', 'R', ' ', 't', 'R');
    const marked = JSON.stringify([aHost(1).target.arn]);
    expect(deck.calls).toEqual([
      `proceed ${run.id}`,
      `abort ${run.id}`,
      `save ${run.id}`,
      `follow ${run.id} time-fix []`,
      `retry ${run.id} []`,
      `follow ${run.id} time-fix ${marked}`,
      `retry ${run.id} ${marked}`,
    ]);
  });

  test('T leads to the tasks of a host, z to the zones of the containers beside the zone of the run', () => {
    const deck = stage();
    openHosts(deck);
    deck.press('T');
    expect(deck.table()).toMatchObject({kind: 'task', scope: {cluster, instance: aHost(1).target.arn}});
    deck.press('escape', 'z');
    expect(deck.table()).toMatchObject({kind: 'container-timezone', scope: {cluster, zone: 'Asia/Shanghai'}});
  });

  test('< and > choose among the columns of its playbook too', () => {
    const deck = stage({shownColumns: ['HOST', 'STATE', 'OFFSET', 'ZONE']});
    openHosts(deck);
    deck.press('>', '>', 'o');
    expect(deck.table().sort).toEqual({column: 'OFFSET', isDescending: false});
  });
});

describe('on the table of runs', () => {
  test('⏎ leads to the hosts; the other keys act on the run under the cursor, never on several', () => {
    const deck = stage();
    const other = {...run, id: 'other', startedAt: run.startedAt - 1};
    deck.list(
      'fleet-run',
      {},
      [run.id, other.id],
      [run, other].map(one => ({id: one.id, row: headOf(one)})),
    );
    deck.store.apply(screenOpened, {screen: freshTableScreen('fleet-run', {}, resourceOf('fleet-run').initialSort)});
    deck.press('g', 'X', 'R', '*', 'X');
    expect(deck.calls).toEqual([`abort ${run.id}`, `retry ${run.id} []`]);
    expect(deck.notices()).toEqual(['2 runs are marked: this works on one at a time']);
    deck.press('enter');
    expect(deck.table()).toMatchObject({kind: 'fleet-host', scope: {cluster, run: run.id, playbook: 'time-fix'}});
  });
});

describe('by name', () => {
  function go(deck: ReturnType<typeof stage>, words: string) {
    deck.press(':');
    for (const character of words) deck.press(character);
    deck.press('enter');
  }

  test(':time and :run mean all hosts of the cluster that one is in, or that was named', () => {
    const deck = stage();
    deck.openServices();
    go(deck, 'time');
    go(deck, 'run disk-report shop');
    expect(deck.calls).toEqual([`run time-check {"cluster":"${cluster}"}`, `run disk-report {"cluster":"${clusterId('shop')}"}`]);
  });

  test('what is missing or unknown is told, with what there is', () => {
    const deck = stage();
    deck.openServices();
    deck.press('escape');
    go(deck, 'time');
    expect(deck.problem()).toBe('which cluster? type :time NAME');
    deck.press('escape');
    go(deck, 'time nowhere');
    expect(deck.problem()).toContain('there is no cluster nowhere; there are');
    deck.press('escape');
    go(deck, 'run');
    expect(deck.problem()).toContain('which playbook? type :run NAME');
    deck.press('escape');
    go(deck, 'run nothing');
    expect(deck.problem()).toContain('there is no playbook nothing; there are time-check, time-fix');
    expect(deck.calls).toEqual([]);
  });

  test('playbooks and clusters are completed', () => {
    const deck = stage();
    deck.openServices();
    const offered = () => {
      const dialog = deck.dialog();
      return dialog?.type === 'palette' ? dialog.suggestions.map(({completion}) => completion) : [];
    };
    deck.press(':');
    for (const character of 'run dock') deck.press(character);
    expect(offered()).toEqual(['run docker-prune', 'run docker-restart']);
    deck.press('tab');
    for (const character of ' sh') deck.press(character);
    expect(offered()).toEqual(['run docker-prune shop']);
    deck.press('tab', 'enter');
    expect(deck.calls).toEqual([`run docker-prune {"cluster":"${clusterId('shop')}"}`]);
    deck.press(':');
    for (const character of 'time er') deck.press(character);
    expect(offered()).toEqual(['time erp']);
  });
});

describe('the choice of one of several', () => {
  const all = ['time-check', 'time-fix', 'reboot'].map(id => ({id, title: text`${id}`, hint: text``}));
  const opened = () => {
    const deck = stage();
    deck.store.apply(choiceOpened, {title: text`Run`, targets: [], all});
    return deck;
  };

  test('by moving, or by a part of its name; the choice goes round', () => {
    const deck = opened();
    deck.press('up', 'enter');
    deck.press('t', 'i', 'down', 'enter');
    expect(deck.calls).toEqual(['chosen reboot', 'chosen time-fix']);
  });

  test('Enter on nothing chooses nothing, Esc leaves it', () => {
    const deck = opened();
    deck.press('z', 'enter', 'escape');
    expect(deck.calls).toEqual(['leave choice']);
  });
});
