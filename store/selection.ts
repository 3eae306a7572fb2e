// Keeps the cursor on its row, and its row on its line, whatever a refresh brings. Selection is by id: only when the row
// itself is gone does the cursor go to the neighbour that stood nearest to it.

/** What the selection is before and after the rows have changed. Ids are in the order of the screen. */
export interface SelectionChange {
  readonly cursor: string | undefined;
  readonly top: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The rows that fit. */
  readonly body: number;
  /** Nobody has moved yet and the list is still coming: the cursor stays at the head of the table. */
  readonly staysFirst: boolean;
}

/** Where the cursor and the first drawn row are. */
export interface Selection {
  readonly cursor: string | undefined;
  readonly top: number;
}

/** The selection on the rows as they are now. */
export function keptSelection({cursor, top, before, after, body, staysFirst}: SelectionChange): Selection {
  if (after.length === 0) return {cursor: undefined, top: 0};
  if (cursor === undefined || staysFirst) return {cursor: after[0], top: 0};
  const oldIndex = before.indexOf(cursor);
  const sameIndex = after.indexOf(cursor);
  const newIndex = sameIndex === -1 ? nearestIndex(before, oldIndex, after) : sameIndex;
  const line = oldIndex === -1 ? 0 : oldIndex - top;
  // At the head of the table new rows above push the others down, as long as the cursor stays in sight.
  const wanted = top === 0 && newIndex < body ? 0 : newIndex - line;
  return {cursor: after[newIndex], top: topShowing(newIndex, wanted, after.length, body)};
}

/** The first drawn row, as near to the wanted one as shows the cursor and leaves no empty lines below. */
export function topShowing(index: number, wanted: number, count: number, body: number): number {
  const last = Math.max(0, count - body);
  const least = Math.max(0, index - body + 1);
  return Math.min(Math.max(wanted, least), index, Math.max(last, least));
}

function nearestIndex(before: readonly string[], oldIndex: number, after: readonly string[]): number {
  if (oldIndex === -1) return 0;
  const places = new Map(after.map((id, index) => [id, index]));
  for (let distance = 1; distance < before.length; distance++) {
    for (const index of [oldIndex + distance, oldIndex - distance]) {
      const id = before[index];
      const place = id === undefined ? undefined : places.get(id);
      if (place !== undefined) return place;
    }
  }
  return Math.min(oldIndex, after.length - 1);
}
