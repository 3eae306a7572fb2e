import {stripVTControlCharacters} from 'node:util';
import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {text} from '../../src/domain/safe-text.ts';
import type {ConfirmDialog, Dialog, PaletteDialog} from '../../store/state.ts';
import {bodyLines} from '../../views/body.ts';
import {createTheme} from '../../views/theme.ts';
import {contextWith, stateWith} from './fixture.ts';

const consequences = [
  {tone: 'ok', text: text`auto scaling keeps it within 1–10`},
  {tone: 'warn', text: text`a deployment is in progress: 1 of 2 tasks replaced, the others come from the new task definition`},
] as const;

const confirm: ConfirmDialog = {
  type: 'confirm',
  commandId: 'service.scale',
  title: text`Scale service`,
  effect: 'change',
  phase: 'ready',
  items: [{id: 'a', summary: text`srvweb: 2 → 5 tasks`, consequences}],
  confirmation: {type: 'key'},
  typed: '',
  problem: undefined,
};

const palette: PaletteDialog = {
  type: 'palette',
  input: 'ser',
  suggestions: Array.from({length: 30}, (_, index) => ({completion: `services ${index}`, title: text`Services`, hint: text`of erp`})),
  selected: 20,
  problem: undefined,
};

function drawn(dialog: Dialog, columns = 80, rows = 21): readonly string[] {
  return bodyLines(contextWith(), stateWith({dialog, size: {columns, rows: rows + 3}}), rows).map(line => stripVTControlCharacters(line));
}

function words(dialog: Dialog): string {
  return drawn(dialog).join('\n');
}

test('a box is at most 76 cells wide and never higher than the body, and its right side is straight', () => {
  for (const dialog of [confirm, palette, {...confirm, items: Array.from({length: 30}, () => confirm.items).flat()}]) {
    for (const [columns, rows] of [
      [80, 21],
      [200, 47],
      [40, 7],
    ] as const) {
      const lines = drawn(dialog, columns, rows);
      const box = lines.filter(line => line !== '').map(line => line.trimStart());
      expect(lines.length).toBeLessThanOrEqual(rows);
      expect(new Set(box.map(line => stringWidth(line)))).toEqual(new Set([Math.min(76, columns - 2)]));
    }
  }
});

test('the preview tells each consequence with a sign, and the key that goes ahead', () => {
  expect(words(confirm)).toContain('srvweb: 2 → 5 tasks');
  expect(words(confirm)).toContain('✓ auto scaling keeps it within 1–10');
  expect(words(confirm)).toMatch(/! a deployment is in progress/);
  expect(words(confirm)).toMatch(/y {2}goes ahead {4}Esc leaves it/);
});

test('what destroys asks for the phrase, and shows what was typed of it', () => {
  const dialog: ConfirmDialog = {...confirm, effect: 'destroy', confirmation: {type: 'phrase', phrase: 'erp'}, typed: 'er'};
  expect(words(dialog)).toContain('type erp to confirm: er▁');
  expect(words(dialog)).not.toContain('goes ahead');
  expect(words({...dialog, typed: 'erp'})).toContain('Enter does it');
  const context = contextWith(createTheme({hasColour: true, isUnicode: true}));
  expect(bodyLines(context, stateWith({dialog}), 21).join('')).toContain('\u001b[31m│');
});

test('nothing can be confirmed while the state is being read, after a refusal, or while it is sent', () => {
  for (const phase of ['reading', 'refused', 'sending'] as const) expect(words({...confirm, phase})).not.toContain('goes ahead');
  const refused = words({...confirm, phase: 'refused', problem: {message: text`it is 3 now`, advice: text`press s again`}});
  expect(refused).toMatch(/✗ it is 3 now[\s\S]*press s again[\s\S]*Esc closes/);
});

test('what does not fit is counted, with its warnings, and the prompt stays', () => {
  const items = Array.from({length: 30}, (_, index) => ({id: String(index), summary: text`stop task ${index}`, consequences}));
  const lines = words({...confirm, items});
  expect(lines).toMatch(/… \d+ more lines, \d+ of them warnings/);
  expect(lines).toContain('goes ahead');
});

test('a question shows the answer as it is typed, and what is wrong with it', () => {
  const dialog: Dialog = {
    type: 'ask',
    commandId: 'service.scale',
    title: text`Scale`,
    targets: [text`srvweb`],
    label: text`Desired count`,
    input: 'x\u001b[2J',
    problem: text`not a number`,
  };
  expect(words(dialog)).toContain('Desired count: x␛[2J▁');
  expect(words(dialog)).toContain('✗ not a number');
});

test('the selected suggestion is always seen, and the others are counted', () => {
  expect(words(palette)).toMatch(/▸ services 20/);
  expect(words(palette)).toContain('20 more');
  expect(words({...palette, suggestions: [], selected: 0})).toContain('nothing has that name');
});

test('an ASCII terminal gets no other character', () => {
  const context = contextWith(createTheme({hasColour: false, isUnicode: false}));
  for (const dialog of [confirm, palette]) {
    for (const line of bodyLines(context, stateWith({dialog}), 21)) expect(stripVTControlCharacters(line)).toMatch(/^[\x20-\x7e]*$/);
  }
});
