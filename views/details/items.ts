// The details view as a list of items of one line each, so that it can be scrolled by lines without drawing what is not seen.

import {noText, type SafeText, text} from '../../src/domain/safe-text.ts';
import type {DetailCell, Section} from '../../src/resources/resource.ts';
import {emptyLine, gap, type PaintedLine, paint, type Span} from '../paint.ts';
import {shown, type Theme} from '../theme.ts';
import {displayWidth, pad, spaces, wrapped} from '../width.ts';
import {cellSpan, type InnerTable, innerTable} from './inner-table.ts';

/** One line of the details: a painted one, or a line of a small table (its titles when `row` is undefined). */
export type DetailsItem =
  | {readonly type: 'line'; readonly line: PaintedLine}
  | {readonly type: 'table'; readonly table: InnerTable; readonly row: number | undefined};

/** How the sections are drawn. */
export interface DetailsStyle {
  readonly theme: Theme;
  readonly width: number;
  readonly revealsSecrets: boolean;
  /** The key that shows secrets, as it is named on the screen. */
  readonly revealKey: SafeText;
}

/** Cells before all but the titles. */
export const detailsIndent = 3;

const mostLabel = 28;

/** All sections, one under the other, with an empty line between. */
export function detailsItems(sections: readonly Section[], style: DetailsStyle): readonly DetailsItem[] {
  return sections.flatMap((section, index) => {
    const between: readonly DetailsItem[] = index === 0 ? [] : [lineItem(emptyLine)];
    return [...between, lineItem(titleLine(section, style)), ...contentItems(section, style)];
  });
}

function contentItems(section: Section, style: DetailsStyle): readonly DetailsItem[] {
  switch (section.type) {
    case 'fields':
      return fieldLines(section, style).map(lineItem);
    case 'lines':
      return section.lines.flatMap(cell => wrappedCell(cell, style, gap(detailsIndent), detailsIndent)).map(lineItem);
    case 'table': {
      const table = innerTable(style.theme, section, style.width - detailsIndent - 1, style.revealsSecrets);
      return [undefined, ...table.rows.keys()].map(row => ({type: 'table', table, row}));
    }
  }
}

function lineItem(line: PaintedLine): DetailsItem {
  return {type: 'line', line};
}

function titleLine(section: Section, {theme, width, revealsSecrets, revealKey}: DetailsStyle): PaintedLine {
  const hint = revealsSecrets ? text`${revealKey} mask secrets` : text`${revealKey} show secrets`;
  const hints: readonly Span[] = hasSecrets(section) ? [gap(2), {text: hint, tone: 'quiet'}] : [];
  return paint(theme, width, [gap(1), {text: section.title, tone: 'busy', isBold: true}, ...hints]);
}

function hasSecrets(section: Section): boolean {
  const isSecret = (cell: DetailCell) => cell.isSecret === true;
  switch (section.type) {
    case 'fields':
      return section.fields.some(({value}) => isSecret(value));
    case 'lines':
      return section.lines.some(isSecret);
    case 'table':
      return section.rows.some(row => row.some(isSecret));
  }
}

function fieldLines({fields}: Section & {readonly type: 'fields'}, style: DetailsStyle): readonly PaintedLine[] {
  const {theme} = style;
  const labelWidth = Math.min(mostLabel, Math.max(...fields.map(({label}) => displayWidth(shown(theme, label)))));
  return fields.flatMap(({label, value}) => {
    const name = {text: text`${spaces(detailsIndent)}${pad(shown(theme, label), labelWidth)}  `, tone: 'quiet'} as const;
    return wrappedCell(value, style, name, displayWidth(name.text));
  });
}

/** Whole values, never cut: the first line follows `before`, the others stand under the value. */
function wrappedCell(cell: DetailCell, {theme, width, revealsSecrets}: DetailsStyle, before: Span, indent: number): readonly PaintedLine[] {
  const span = cellSpan(theme, cell, revealsSecrets);
  const lines = span.text === '' ? [noText] : wrapped(span.text, Math.max(8, width - indent - 1));
  return lines.map((line, index) => paint(theme, width, [index === 0 ? before : gap(indent), {...span, text: line}]));
}
