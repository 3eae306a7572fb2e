// What a person reads before a run goes on: all that will be sent, on which hosts, and how it can be ended.

import {describe, expect, test} from 'vitest';
import type {FleetRun} from '../../../src/domain/fleet/run.ts';
import {text} from '../../../src/domain/safe-text.ts';
import {abortDialog, parameterDialog, planDialog} from '../../../src/engine/fleet/fleet-dialogs.ts';
import type {Playbook} from '../../../src/fleet/playbook.ts';
import {findPlaybook} from '../../../src/fleet/playbooks/registry.ts';
import type {ConfirmDialog} from '../../../store/state.ts';
import {now} from '../../domain/fixtures.ts';
import {aFinding, aHost, aRun} from './runs.ts';

function playbook(id: string): Playbook {
  const found = findPlaybook(id);
  if (found === undefined) throw new Error(`no playbook ${id}`);
  return found;
}

function lines({items}: ConfirmDialog): readonly string[] {
  return items.flatMap(({summary, consequences}) => [summary, ...consequences.map(({tone, text: words}) => `  ${tone}: ${words}`)]);
}

const plan = ['starts chrony', 'lets chrony start at boot'];
const run = (parts: Partial<FleetRun> = {}) =>
  aRun(
    [
      aHost(1, {state: 'checked', plan}),
      aHost(2, {state: 'checked', plan}),
      aHost(3, {state: 'checked', plan: ['sets the zone']}),
      aHost(4, {state: 'unchanged', before: aFinding('OK')}),
      aHost(5, {state: 'excluded', reason: 'its SSM agent is not connected'}),
      aHost(6, {state: 'failed', reason: 'DeliveryTimedOut: the host did not fetch the command in time'}),
    ],
    parts,
  );

describe('the plan', () => {
  test('wants the name of the cluster typed, and tells of every host', () => {
    const dialog = planDialog(run(), playbook('time-fix'), now);
    expect(dialog.confirmation).toEqual({type: 'phrase', phrase: 'erp'});
    expect(dialog.effect).toBe('change');
    expect(lines(dialog)).toEqual([
      '3 hosts of erp',
      '  plain: zone Asia/Shanghai, source amazon, mode slew',
      '  plain: 1 host first as a canary, checked again; then at most 1 at a time (10 %)',
      '  plain: a canary that fails ends the run, and so do more than 1 failed host',
      'i-0001, i-0002',
      '  plain: starts chrony',
      '  plain: lets chrony start at boot',
      'i-0003',
      '  plain: sets the zone',
      'i-0004: as wanted already',
      'i-0005: left out',
      '  warn: its SSM agent is not connected',
      'i-0006: failed',
      '  warn: DeliveryTimedOut: the host did not fetch the command in time',
    ]);
  });

  test('names six of many hosts, and counts the others', () => {
    const hosts = Array.from({length: 300}, (_, index) => aHost(index, {state: 'checked', plan}));
    const told = lines(planDialog(aRun(hosts), playbook('time-fix'), now));
    expect(told).toContain('300 hosts: i-0000, i-0001, i-0002, i-0003, i-0004, i-0005 and 294 more');
    expect(told).toContain('  plain: 1 host first as a canary, checked again; then at most 30 at a time (10 %)');
  });

  test('says when it is old', () => {
    expect(lines(planDialog(run(), playbook('time-fix'), now + 25 * 60_000)).join()).toContain('looked at 25m ago');
  });

  test('of what destroys says which tasks it interrupts, and that each host is drained', () => {
    const dialog = planDialog(run({playbookId: 'reboot', values: {}}), playbook('reboot'), now);
    expect(dialog.effect).toBe('destroy');
    expect(lines(dialog)).toContain('  warn: each is drained first, one at a time, and made ACTIVE again after');
    expect(lines(dialog)).toContain('  warn: 6 tasks run on these hosts at this moment');
    expect(lines(dialog).join()).not.toContain('canary,');
  });

  test('of a script shows all of it, with whatever a terminal would act on made visible', () => {
    const shell = playbook('shell');
    const [script] = shell.parameters.filter(({isFile}) => isFile === true);
    const values = {[script?.name ?? '']: 'uptime\necho \u001b[2J"$(id)"\n'};
    const dialog = planDialog(aRun([aHost(1, {state: 'checked', plan: []})], {playbookId: 'shell', values}), shell, now);
    expect(lines(dialog)).toContain('  plain: uptime');
    expect(lines(dialog)).toContain('  plain: echo ␛[2J"$(id)"');
  });

  test('of a run that was picked up while it looked needs no name: a check changes nothing', () => {
    const dialog = planDialog(aRun([aHost(1), aHost(2, {state: 'checked'})], {phase: 'paused'}), playbook('time-fix'), now);
    expect(dialog.confirmation).toEqual({type: 'key'});
    expect(dialog.title).toBe('Pick up time-fix over erp');
  });

  test('of a run that was picked up between its waves needs it', () => {
    const hosts = [aHost(1, {state: 'done', wave: 1}), aHost(2, {wave: 2, state: 'verifying'}), aHost(3, {wave: 3, plan})];
    const dialog = planDialog(aRun(hosts, {phase: 'paused'}), playbook('time-fix'), now);
    expect(dialog.confirmation).toEqual({type: 'phrase', phrase: 'erp'});
    expect(lines(dialog)).toContain('i-0001: done');
    expect(lines(dialog)).toContain('i-0002: under way, and verified first');
  });

  test('keeps what was typed, and says why that did not confirm', () => {
    const dialog = planDialog(run(), playbook('time-fix'), now, 'er', text`type erp to go on`);
    expect(dialog).toMatchObject({typed: 'er', problem: {message: 'type erp to go on'}});
  });
});

test('aborting says what goes on all the same', () => {
  const hosts = [aHost(1, {state: 'done', wave: 1}), aHost(2, {state: 'running', wave: 2}), aHost(3, {wave: 3})];
  const dialog = abortDialog(aRun(hosts, {phase: 'applying'}));
  expect(dialog.confirmation).toEqual({type: 'key'});
  expect(lines(dialog)).toEqual([
    '1 of 3 hosts: 1 done, 1 under way, 1 to come',
    '  plain: nothing more is sent from now on',
    '  warn: 1 host under way: cancelled at AWS, but what a script has begun may go on',
    '  plain: what was done stays done; R tries the rest again',
  ]);
});

test('a question says what comes after it', () => {
  const {parameters} = playbook('time-fix');
  const next = parameters.map(parameter => parameterDialog(playbook('time-fix'), parameter, [], '').next);
  expect(next).toEqual(['goes on', 'goes on', 'looks at the hosts first, and changes nothing']);
});
