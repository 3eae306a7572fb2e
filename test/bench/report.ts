// Prints figures: a table for people, JSON lines for programs.

import type {Figure} from './bench.ts';

function rounded(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);
}

function verdict({value, target, least}: Figure): string {
  if (target === undefined && least === undefined) return '';
  return value <= (target ?? value) && value >= (least ?? value) ? 'reached' : 'NOT reached';
}

function wanted({unit, target, least}: Figure): string {
  if (target !== undefined) return `≤ ${target} ${unit}`;
  return least === undefined ? '' : `≥ ${least} ${unit}`;
}

function cells(bench: string, figure: Figure): readonly string[] {
  const spread = figure.spread ? `${rounded(figure.spread[0])} … ${rounded(figure.spread[1])}` : '';
  return [
    bench,
    figure.name,
    `${rounded(figure.value)} ${figure.unit}`,
    spread,
    figure.runs ? `n=${figure.runs}` : '',
    wanted(figure),
    verdict(figure),
  ];
}

/** One bench's figures as aligned columns. */
export function figureTable(bench: string, figures: readonly Figure[]): string {
  const rows = figures.map(figure => cells(bench, figure));
  const widths = rows.reduce<readonly number[]>((widest, row) => row.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)), []);
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The same as JSON lines, with the bench's name and the ratio to the target. */
export function figureLines(bench: string, figures: readonly Figure[]): string {
  return figures
    .map(figure => JSON.stringify({bench, ...figure, ...(figure.target && {ofTarget: Number((figure.value / figure.target).toFixed(3))})}))
    .join('\n');
}
