// From raw lines to the rows of a log screen's window: everything in them is safe text, cut before any work.

import type {LogRow, LogView} from '../../../store/log-screen.ts';
import type {LogLine} from '../../domain/log-line.ts';
import {safeLines, safeText, text} from '../../domain/safe-text.ts';
import {type JsonLine, levelOf, openJsonLine, toneOfLevel} from '../../logs/json-line.ts';
import type {LineFilter} from '../../logs/line-filter.ts';
import {maskLine} from '../../logs/mask-line.ts';
import type {PlacedWindow} from './position.ts';

/** What decides how lines look. */
export interface RowOptions {
  readonly view: LogView;
  readonly filter: LineFilter;
  readonly isMarked: (line: LogLine) => boolean;
  readonly sourceOf: (line: LogLine) => number;
}

/** Of a message so much is drawn at most, and so many lines of it. */
const mostCharacters = 8_000;
const mostLines = 60;
const mostFields = 60;
const taskCharacters = 8;

/** The rows of a window. */
export function logRows({lines, cursor}: PlacedWindow, options: RowOptions): readonly LogRow[] {
  return lines.map(({line, isContinued}, index) => ({...rowOf(line, options), isContinued, isUnderCursor: index === cursor}));
}

const timeField = /^@?(?:timestamp|time|ts|date|version)$/i;

/** What the column of the time says already comes last. */
function fieldsOf(json: JsonLine | undefined): JsonLine['fields'] {
  const fields = (json?.fields ?? []).slice(0, mostFields);
  return [...fields.filter(([name]) => !timeField.test(name)), ...fields.filter(([name]) => timeField.test(name))];
}

function rowOf(line: LogLine, {view, filter, isMarked, sourceOf}: RowOptions): Extract<LogRow, {type: 'line'}> {
  const cutOff = line.message.slice(0, mostCharacters);
  const message = view.masksSecrets ? maskLine(cutOff) : cutOff;
  const json = view.opensJson && line.message.length <= mostCharacters ? openJsonLine(message) : undefined;
  const level = levelOf(line.message.slice(0, mostCharacters));
  const said = json === undefined ? message : (json.text ?? '');
  const shown = safeLines(said).slice(0, mostLines);
  if (line.message.length > mostCharacters) {
    shown[shown.length - 1] = text`${shown.at(-1) ?? ''}… truncated, ${Buffer.byteLength(line.message)} bytes`;
  }
  return {
    type: 'line',
    at: line.at,
    task: safeText((line.task ?? '').slice(0, taskCharacters)),
    container: safeText(line.container ?? ''),
    source: sourceOf(line),
    texts: shown.map(one => ({text: one, found: filter.ranges(one)})),
    fields: fieldsOf(json).map(([name, value]) => ({name: safeText(name), value: safeText(value, {limit: 500})})),
    tone: level === undefined ? 'plain' : toneOfLevel(level),
    isUnderCursor: false,
    isMarked: isMarked(line),
    isLate: line.isLate,
    isContinued: false,
  };
}
