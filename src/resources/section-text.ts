// The details as lines of plain text, whole and of any length, for a reader that is not our screen.

import {cellsOf, classOf} from '../domain/character-class.ts';
import {noText, type SafeText, safeText, text} from '../domain/safe-text.ts';
import {mask} from '../domain/secret.ts';
import type {DetailCell, Section} from './resource.ts';

const indent = '  ';
const between = '  ';

/** All sections, one under the other, with an empty line between; secrets masked unless they are revealed. */
export function sectionLines(sections: readonly Section[], revealsSecrets: boolean): readonly SafeText[] {
  const shown = ({text: words, isSecret}: DetailCell) => (isSecret && !revealsSecrets ? safeText(mask) : words);
  return sections.flatMap((section, index) => [
    ...(index === 0 ? [] : [noText]),
    section.title,
    ...content(section, shown).map(line => text`${indent}${line}`),
  ]);
}

function content(section: Section, shown: (cell: DetailCell) => SafeText): readonly SafeText[] {
  switch (section.type) {
    case 'fields':
      return aligned(section.fields.map(({label, value}) => [label, shown(value)]));
    case 'table':
      return aligned([section.columns, ...section.rows.map(cells => section.columns.map((_, at) => shownCell(cells[at], shown)))]);
    case 'lines':
      return section.lines.map(shown);
  }
}

function shownCell(cell: DetailCell | undefined, shown: (cell: DetailCell) => SafeText): SafeText {
  return cell === undefined ? noText : shown(cell);
}

/** Rows whose cells stand under each other. */
function aligned(rows: readonly (readonly SafeText[])[]): readonly SafeText[] {
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cells(cell));
  return rows.map(row =>
    safeText(
      row
        .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - cells(cell)))
        .join(between)
        .trimEnd(),
    ),
  );
}

function cells(safe: SafeText): number {
  let width = 0;
  for (const character of safe) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (classOf(character, codePoint) !== 'mark') width += cellsOf(character, codePoint);
  }
  return width;
}
