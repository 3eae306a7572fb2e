import fc from 'fast-check';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {safeText, text} from '../../src/domain/safe-text.ts';
import {leastSize} from '../../store/layout.ts';
import type {Dialog, Screen, State} from '../../store/state.ts';
import {bodyLines} from '../../views/body.ts';
import {detailsItems} from '../../views/details/items.ts';
import {bodyHeight, linesAbove, linesBelow} from '../../views/frame/frame.ts';
import {createTheme} from '../../views/theme.ts';
import {contextWith, entryOf, idOf, now, services, stateWith} from './fixture.ts';

const problem = {message: text`the network cannot be reached`, advice: text`check the VPN and the proxy, then press ^r`};

const dialogs: readonly (Dialog | undefined)[] = [
  undefined,
  {type: 'filter', before: ''},
  {
    type: 'palette',
    input: 'svc',
    suggestions: [{completion: 'svc erp', title: text`Services`, hint: text`in erp`}],
    selected: 0,
    problem: undefined,
  },
  {type: 'ask', commandId: 'x', title: text`Scale`, targets: [text`a`, text`日本語`], label: text`Desired`, input: '5', problem: text`no`},
  {
    type: 'ask',
    commandId: 'x',
    title: text`Fix`,
    targets: [],
    label: text`A question that is longer than most terminals of forty columns`,
    input: '日本語'.repeat(40),
    problem: undefined,
    hint: text`for example ntp1.example.com,10.0.0.5`,
    next: text`looks at the hosts first, and changes nothing`,
  },
  {
    type: 'choose',
    title: text`Run`,
    targets: [text`3 hosts of 日本語`],
    input: 'r',
    all: [],
    choices: Array.from({length: 20}, (_, index) => ({id: `playbook-${index}`, title: text`日本語`, hint: text`a sentence about it`})),
    selected: 17,
    problem: undefined,
  },
  {
    type: 'confirm',
    commandId: 'x',
    title: text`Stop`,
    effect: 'destroy',
    phase: 'ready',
    items: [{id: '1', summary: text`stop 日本語サービス`, consequences: [{tone: 'bad', text: text`it is the last one that runs`}]}],
    confirmation: {type: 'phrase', phrase: 'erp'},
    typed: 'e',
    problem,
  },
];

const screens: readonly Screen[] = [
  services,
  {...services, filter: 'a very long filter that nobody would type', showsProblemsOnly: true},
  {type: 'help', scroll: 3},
  {
    type: 'raw',
    kind: 'service',
    scope: {},
    id: idOf('a'),
    lines: [safeText('{'), safeText(`  "key": "${'日'.repeat(200)}"`), safeText('}')],
    readAt: now,
    problem,
    scroll: 1,
    revealsSecrets: false,
  },
];

const entries = Array.from({length: 30}, (_, index) =>
  entryOf({name: `日本${index}e\u0301\u202e`, note: 'a note that is longer than many columns'}),
);
const contexts = [true, false].map(isUnicode => contextWith(createTheme({hasColour: isUnicode, isUnicode})));

test('at any size that is drawn on, nothing is wider than the terminal and nothing higher than the body', () => {
  fc.assert(
    fc.property(
      fc.integer({min: leastSize.columns, max: 260}),
      fc.integer({min: leastSize.rows, max: 80}),
      fc.constantFrom(...screens),
      fc.constantFrom(...dialogs),
      fc.constantFrom(...contexts),
      fc.boolean(),
      (columns, rows, screen, dialog, context, isTroubled) => {
        const connection = {
          ...stateWith().connection,
          isProduction: isTroubled,
          isThrottled: isTroubled,
          problem: isTroubled ? problem : undefined,
        };
        const state: State = {...stateWith({size: {columns, rows}, dialog, connection}, entries), screens: [services, screen]};
        const height = bodyHeight(context, state);
        const body = bodyLines(context, state, height);
        expect(body.length).toBeLessThanOrEqual(height);
        if (dialog?.type === 'confirm') expect(body.join('')).toContain('confirm: ');
        for (const line of [...linesAbove(context, state), ...body, ...linesBelow(context, state)]) {
          expect(stringWidth(line)).toBeLessThanOrEqual(columns);
        }
      },
    ),
    {numRuns: 400},
  );
});

test('details fit any width', () => {
  const cell = {text: text`日本語 with words and averylongwordthatmustbebrokenanywhere`};
  const sections = [
    {type: 'fields', title: text`Overview`, fields: [{label: text`A rather long label for a field`, value: cell}]},
    {type: 'lines', title: text`Lines`, lines: [cell]},
    {type: 'table', title: text`Table`, columns: [text`A`, text`B`, text`C`], rows: [[cell, cell, cell]]},
  ] as const;
  for (const width of [1, 10, 40, 80, 200]) {
    const style = {theme: contextWith().theme, width, revealsSecrets: false, revealKey: text`v`};
    for (const item of detailsItems(sections, style)) {
      if (item.type === 'line') expect(stringWidth(item.line)).toBeLessThanOrEqual(width);
      else if (width >= 40) expect(item.table.widths.reduce((sum, cells) => sum + cells, 0) + 4).toBeLessThanOrEqual(width - 4);
    }
  }
});
