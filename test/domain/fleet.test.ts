// A run in figures and words.

import {describe, expect, test} from 'vitest';
import {headOf, summaryOf} from '../../src/domain/fleet/run-summary.ts';
import {summaryWords} from '../../src/domain/fleet/run-words.ts';
import {fleetHostVerdict, stateWord} from '../../src/domain/health/fleet-host-health.ts';
import {fleetRunVerdict} from '../../src/domain/health/fleet-run-health.ts';
import {aFinding, aHost, aRun} from '../engine/fleet/runs.ts';

describe('how far a run has come', () => {
  test('while it looks: of all hosts that take part', () => {
    const run = aRun([aHost(1, {state: 'checked'}), aHost(2), aHost(3, {state: 'checking'}), aHost(4, {state: 'excluded'})], {
      phase: 'checking',
    });
    expect(summaryWords({phase: run.phase, summary: summaryOf(run)})).toBe('1 of 3 hosts: 1 under way, 1 to come, 1 left out');
  });

  test('while it changes: of those on which there is something to do; what is checked has not had its turn', () => {
    const hosts = [
      aHost(1, {state: 'done', wave: 1}),
      aHost(2, {state: 'verifying', wave: 2}),
      aHost(3, {state: 'waiting', wave: 3}),
      aHost(4, {state: 'unchanged'}),
    ];
    const run = aRun(hosts, {phase: 'applying'});
    expect(summaryOf(run)).toMatchObject({total: 3, ended: 1, underWay: 1, wave: 2, waves: 3});
    expect(summaryWords({phase: run.phase, summary: summaryOf(run)})).toBe(
      '1 of 3 hosts: 1 done, 1 under way, 1 to come, 1 as wanted already',
    );
  });

  test('when it is planned: nothing of it is done', () => {
    expect(summaryOf(aRun([aHost(1, {state: 'checked', plan: ['x']})]))).toMatchObject({total: 1, ended: 0});
  });

  test('when a check is over: all of it', () => {
    expect(summaryOf(aRun([aHost(1, {state: 'checked'})], {phase: 'finished'}))).toMatchObject({total: 1, ended: 1});
  });
});

describe('the verdict on a host', () => {
  test.each([
    ['what was found', aHost(1, {state: 'checked', before: aFinding('DRIFT')}), '✗', 'DRIFT', 'found DRIFT'],
    [
      'what is planned',
      aHost(1, {state: 'checked', before: aFinding('DRIFT'), plan: ['starts chrony', 'sets the zone']}),
      '✗',
      'DRIFT',
      'starts chrony; sets the zone',
    ],
    ['that it is well now', aHost(1, {state: 'done', before: aFinding('DRIFT'), after: aFinding('OK')}), '✓', 'OK', 'found OK'],
    [
      'that it could not be reached',
      aHost(1, {state: 'failed', reason: 'DeliveryTimedOut: the host did not fetch it'}),
      '✗',
      'UNREACHABLE',
      'DeliveryTimedOut: the host did not fetch it',
    ],
    [
      'that it failed',
      aHost(1, {state: 'failed', reason: 'Failed (exit code 1)', before: aFinding('DRIFT')}),
      '✗',
      'failed',
      'Failed (exit code 1)',
    ],
    ['that nobody knows', aHost(1, {state: 'unknown'}), '!', 'unknown', 'no answer tells what became of it: look at the host'],
    ['why it is left out', aHost(1, {state: 'excluded', reason: 'Windows'}), '!', 'left out', 'Windows'],
  ])('tells %s', (_, host, sign, word, note) => {
    const tones = {ok: '✓', bad: '✗', warn: '!'} as const;
    const verdict = fleetHostVerdict(host);
    expect([tones[verdict.tone as 'ok'], stateWord(host), verdict.note]).toEqual([sign, word, note]);
  });

  test('shows what a host says of itself without acting on it', () => {
    const host = aHost(1, {state: 'failed', reason: 'x \u001b]52;c;aGk=\u0007 y'});
    expect(fleetHostVerdict(host).note).toBe('x ␛]52;c;aGk=␇ y');
  });
});

test('a run is as bad as what became of its hosts, and says what is unusual', () => {
  const verdict = (...[hosts, parts]: Parameters<typeof aRun>) => fleetRunVerdict(headOf(aRun(hosts, parts)));
  expect(verdict([aHost(1, {state: 'done'})], {phase: 'finished'})).toEqual({tone: 'ok', note: ''});
  expect(verdict([aHost(1, {state: 'failed'}), aHost(2, {state: 'excluded'})], {phase: 'finished'})).toEqual({
    tone: 'warn',
    note: '1 failed, 1 left out',
  });
  expect(verdict([aHost(1, {state: 'failed'}), aHost(2, {state: 'unsent'})], {phase: 'stopped', reason: 'the canary failed'})).toEqual({
    tone: 'bad',
    note: 'the canary failed; 1 failed, 1 host not reached',
  });
});
