// Draws a part of a small table with ink-table: one line a row, no borders. The data handed to it are references (which row),
// because it measures in characters and knows neither tones nor wide text: its cells look up what to draw.

import Table from 'ink-table';
import {createContext, type PropsWithChildren, type ReactNode, use} from 'react';
import {noText, text} from '../../src/domain/safe-text.ts';
import {paint, type Span} from '../paint.ts';
import {Line} from '../safe.tsx';
import {shown, type Theme} from '../theme.ts';
import {cut, pad, spaces} from '../width.ts';
import {type InnerTable, innerGap} from './inner-table.ts';

/** What the cells of a drawn table look up. */
interface Drawn {
  readonly theme: Theme;
  readonly table: InnerTable;
  readonly hasTitles: boolean;
}

// ink-table keeps the components of its first drawing, so they are constant and read what changes from here.
const DrawnTable = createContext<Drawn | undefined>(undefined);

/** The titles (when `hasTitles`) and the rows from `first` up to `end`. */
export function InnerTableView({theme, table, hasTitles, first, end}: Drawn & {readonly first: number; readonly end: number}): ReactNode {
  const columns = table.titles.map((_, column) => String(column));
  const data = Array.from({length: end - first}, (_, index) => Object.fromEntries(columns.map(column => [column, first + index])));
  return (
    <DrawnTable value={{theme, table, hasTitles}}>
      <Table data={data} columns={columns} header={Title} cell={Cell} skeleton={Nothing} />
    </DrawnTable>
  );
}

function Nothing(): ReactNode {
  return null;
}

function Title({children}: PropsWithChildren): ReactNode {
  const drawn = use(DrawnTable);
  if (!drawn?.hasTitles) return null;
  const column = Number(children);
  return <CellLine drawn={drawn} column={column} span={{text: drawn.table.titles[column] ?? noText, tone: 'quiet'}} />;
}

function Cell({column, children}: PropsWithChildren<{readonly column: number}>): ReactNode {
  const drawn = use(DrawnTable);
  if (!drawn) return null;
  return <CellLine drawn={drawn} column={column} span={drawn.table.rows[Number(children)]?.[column] ?? {text: noText}} />;
}

function CellLine({drawn, column, span}: {readonly drawn: Drawn; readonly column: number; readonly span: Span}): ReactNode {
  const {theme, table} = drawn;
  const width = table.widths[column] ?? 0;
  const isLast = column === table.widths.length - 1;
  const fitted = pad(cut(shown(theme, span.text), width, theme.glyphs.ellipsis), width);
  const cells = isLast ? fitted : text`${fitted}${spaces(innerGap)}`;
  return <Line line={paint(theme, width + innerGap, [{...span, text: cells}])} />;
}
