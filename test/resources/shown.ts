// What of a declaration would stand on the screen.

import {mask} from '../../src/domain/secret.ts';
import type {DetailCell, Section} from '../../src/resources/resource.ts';
import {now} from '../domain/fixtures.ts';

/** The text of one column of a row. */
export function cellOf<Row, Finding>(
  resource: {readonly columns: readonly {readonly title: string; text(row: Row, finding: Finding | undefined, at: number): string}[]},
  title: string,
  row: Row,
  finding?: Finding,
): string | undefined {
  return resource.columns.find(column => column.title === title)?.text(row, finding, now);
}

/** All that stands in sections, as text. */
export function wordsOf(sections: readonly Section[] | undefined): string {
  return (sections ?? []).flatMap(section => [section.title, ...linesOf(section)]).join('\n');
}

function linesOf(section: Section): readonly string[] {
  const shown = (cell: DetailCell) => (cell.isSecret ? mask : cell.text);
  switch (section.type) {
    case 'fields':
      return section.fields.map(({label, value}) => `${label}: ${shown(value)}`);
    case 'table':
      return section.rows.map(row => row.map(shown).join(' | '));
    case 'lines':
      return section.lines.map(shown);
  }
}
