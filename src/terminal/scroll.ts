// Finds lines that have only moved, so that the terminal can move them itself.

import {blankRow, type Row} from './row.ts';
import {differingCells} from './row-change.ts';

/** The lines from `top` to before `bottom` move up by so many, down when negative. */
export interface Scroll {
  readonly top: number;
  readonly bottom: number;
  readonly by: number;
}

/** Cells that must be saved: what a scroll itself takes. */
const leastSaving = 30;

/** Distances that are looked at closely; the rest had fewer lines for them. */
const mostDistances = 2;

/** The scroll that saves most, or undefined when none is worth it. */
export function findScroll(before: readonly Row[], after: readonly Row[]): Scroll | undefined {
  const best = likelyDistances(before, after)
    .map(by => bestRegion(before, after, by))
    .reduce<Candidate | undefined>((most, one) => (one && (!most || one.saving > most.saving) ? one : most), undefined);
  return best && best.saving >= leastSaving ? best.scroll : undefined;
}

/** The screen's lines after a scroll. */
export function scrolled(rows: readonly Row[], {top, bottom, by}: Scroll): Row[] {
  return rows.map((row, at) => {
    if (at < top || at >= bottom) return row;
    const from = at + by;
    return from >= top && from < bottom ? (rows[from] ?? blankRow) : blankRow;
  });
}

interface Candidate {
  readonly scroll: Scroll;
  readonly saving: number;
}

/** The distances by which most text seems to have moved, from lines that are found elsewhere. */
function likelyDistances(before: readonly Row[], after: readonly Row[]): readonly number[] {
  const places = new Map<string, number[]>();
  for (const [at, {line}] of before.entries()) {
    if (line === '') continue;
    const known = places.get(line);
    if (known) known.push(at);
    else places.set(line, [at]);
  }
  if (places.size === 0) return [];
  const votes = new Map<number, number>();
  for (const [at, row] of after.entries()) {
    if (row.line === before[at]?.line) continue;
    const found = places.get(row.line) ?? [];
    // Lines that are there many times tell nothing of where they came from.
    if (found.length > 4) continue;
    for (const from of found) votes.set(from - at, (votes.get(from - at) ?? 0) + row.units.length);
  }
  return [...votes]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, mostDistances)
    .map(([by]) => by);
}

/** The lines that gain most together by coming from so far below. */
function bestRegion(before: readonly Row[], after: readonly Row[], by: number): Candidate | undefined {
  const stays = after.map((row, at) => differingCells(before[at] ?? blankRow, row));
  let best: {from: number; to: number; gain: number} | undefined;
  let from = 0;
  let gain = 0;
  for (const [at, row] of after.entries()) {
    const source = before[at + by];
    gain += source ? (stays[at] ?? 0) - differingCells(source, row) : Number.NEGATIVE_INFINITY;
    if (gain <= 0) {
      from = at + 1;
      gain = 0;
    } else if (!best || gain > best.gain) best = {from, to: at + 1, gain};
  }
  if (!best) return undefined;
  const scroll = {top: Math.min(best.from, best.from + by), bottom: Math.max(best.to, best.to + by), by};
  // The lines that scroll out of the region leave blank ones behind, which must be drawn whole.
  const moved = scrolled(before, scroll);
  let saving = 0;
  for (let at = scroll.top; at < scroll.bottom; at += 1) {
    saving += (stays[at] ?? 0) - differingCells(moved[at] ?? blankRow, after[at] ?? blankRow);
  }
  return {scroll, saving};
}
