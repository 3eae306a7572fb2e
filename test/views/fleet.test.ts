// The head of a run's table and its sign in the frame, at the sizes and with the signs that terminals have.

import {stripVTControlCharacters} from 'node:util';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import type {FleetRun} from '../../src/domain/fleet/run.ts';
import {headOf, hostRows} from '../../src/domain/fleet/run-summary.ts';
import {createProjector} from '../../src/resources/projection.ts';
import {resourceOf} from '../../src/resources/registry.ts';
import {bodyRows, runRows} from '../../store/layout.ts';
import {freshTableScreen} from '../../store/screens.ts';
import {type State, tableKey} from '../../store/state.ts';
import {tableUpdated} from '../../store/tables.ts';
import {bodyLines} from '../../views/body.ts';
import type {ViewContext} from '../../views/context.ts';
import {bodyHeight, linesAbove, linesBelow} from '../../views/frame/frame.ts';
import {createTheme} from '../../views/theme.ts';
import {aHost, aRun} from '../engine/fleet/runs.ts';
import {contextWith, stateWith} from './fixture.ts';

const contextOf = (isUnicode = true): ViewContext => ({
  ...contextWith(createTheme({hasColour: false, isUnicode})),
  resourceOf,
  projector: createProjector({resourceOf, keyOf: tableKey}),
});

const hosts = Array.from({length: 40}, (_, index) =>
  aHost(index, {state: index < 21 ? 'done' : index < 22 ? 'failed' : index < 26 ? 'running' : 'waiting', wave: Math.ceil(index / 4) + 1}),
);

function shown(run: FleetRun, size: State['size'], runs: State['runs'] = []): State {
  const scope = {cluster: run.cluster, run: run.id, playbook: run.playbookId};
  const screen = {...freshTableScreen('fleet-host', scope, resourceOf('fleet-host').initialSort), cursor: hosts[0]?.target.arn};
  const rows = hostRows(run).map(row => ({id: row.host.target.arn, row}));
  const updates = [{type: 'pageListed', ids: rows.map(({id}) => id), rows, at: run.startedAt} as const];
  const state = stateWith({size, runs, screens: [screen], now: run.startedAt + 192_000});
  return tableUpdated(state, {address: {kind: 'fleet-host', scope}, updates});
}

function body(state: State, context = contextOf()): readonly string[] {
  return bodyLines(context, state, bodyHeight(context, state)).map(line => stripVTControlCharacters(line));
}

describe('the head of a run', () => {
  const applying = aRun(hosts, {phase: 'applying'});

  test('says where it stands, how far it is, and what can be done now', () => {
    const [stand, progress, titles] = body(shown(applying, {columns: 120, rows: 40}));
    expect(stand).toMatch(/^ ~ applying, wave 8 of 11 · zone Asia\/Shanghai, source amazon, mode slew +X aborts, Esc leaves it running$/);
    expect(progress).toMatch(/^ █+░+ 22 of 40 hosts: 21 done, 1 failed, 4 under way, 14 to come +3m12s$/);
    expect(titles).toContain('HOST');
  });

  test.each([
    ['planned', {}, 'a shows the plan and asks'],
    ['paused', {reason: 'the program ended while it ran'}, 'a goes on, X aborts'],
    ['aborting', {}, 'waits for what is under way'],
    ['aborted', {}, 'R retries, s saves'],
    ['stopped', {reason: 'the canary failed'}, 'R retries, s saves'],
    ['finished', {}, 's saves the report'],
  ] as const)('when it is %s', (phase, parts, next) => {
    const [stand = ''] = body(shown(aRun(hosts, {phase, ...parts}), {columns: 120, rows: 40}));
    expect(stand).toContain(phase);
    expect(stand.endsWith(next)).toBe(true);
    if ('reason' in parts) expect(stand).toContain(parts.reason);
  });

  test('says what cannot be read or sent at the moment', () => {
    const [stand] = body(shown(aRun(hosts, {phase: 'applying', trouble: 'throttled: it is tried again'}), {columns: 120, rows: 40}));
    expect(stand).toContain('applying, wave 8 of 11: throttled: it is tried again');
  });

  test('takes one line on a low terminal, and no more than there are on any', () => {
    for (const [columns, rows] of [
      [40, 10],
      [80, 15],
      [80, 24],
      [260, 80],
    ] as const) {
      for (const isUnicode of [true, false]) {
        const context = contextOf(isUnicode);
        const state = shown(applying, {columns, rows}, [headOf(applying)]);
        const lines = body(state, context);
        expect(lines.length).toBeLessThanOrEqual(bodyHeight(context, state));
        const [screen] = state.screens;
        expect(runRows(state.size, screen)).toBe(rows < 16 ? 1 : 2);
        // One line of titles; what the poller takes for visible is what is drawn.
        expect(lines.length - runRows(state.size, screen) - 1).toBe(Math.min(40, bodyRows(state.size, screen)));
        for (const line of [...linesAbove(context, state), ...lines, ...linesBelow(context, state)]) {
          expect(stringWidth(line)).toBeLessThanOrEqual(columns);
        }
        if (!isUnicode) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
      }
    }
  });
});

describe('the sign in the frame', () => {
  const frame = (...runs: readonly FleetRun[]) => {
    const state = stateWith({size: {columns: 120, rows: 40}, runs: runs.map(headOf)});
    return stripVTControlCharacters(linesAbove(contextWith(), state)[0] ?? '');
  };

  test('tells how far a run is, what failed of it, and how many there are', () => {
    expect(frame(aRun(hosts, {phase: 'applying'}))).toContain('↻ time-fix 22/40 ✗1');
    expect(frame(aRun(hosts.slice(0, 2), {phase: 'applying'}), aRun(hosts, {phase: 'checking'}))).toContain('↻ time-fix 2/2 +1');
    expect(frame()).not.toContain('↻');
  });

  test('tells that one waits for the person, where none is at work', () => {
    const planned = aRun(hosts, {phase: 'planned'});
    expect(frame(planned)).toContain('! time-fix waits');
    expect(frame(planned, aRun(hosts, {phase: 'applying'}))).toContain('↻ time-fix 22/40 ✗1 +1');
  });
});
