// What is due and when: a binary heap, so that playing a large region costs only what really happens in it.

/** Things that fall due at a time; those of the same time fall due in the order in which they were added. */
export interface Agenda<Item> {
  /** `at` in milliseconds since 1970. */
  add(at: number, item: Item): void;
  /** Takes the earliest item that is due at or before `now`; undefined when there is none. */
  takeDue(now: number): {readonly at: number; readonly item: Item} | undefined;
  readonly size: number;
}

interface Entry<Item> {
  readonly at: number;
  readonly order: number;
  readonly item: Item;
}

/** An empty agenda. */
export function createAgenda<Item>(): Agenda<Item> {
  const heap: Entry<Item>[] = [];
  let added = 0;
  return {
    add(at, item) {
      heap.push({at, order: added++, item});
      rise(heap, heap.length - 1);
    },
    takeDue(now) {
      const first = heap[0];
      if (first === undefined || first.at > now) return undefined;
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) {
        heap[0] = last;
        sink(heap);
      }
      return first;
    },
    get size() {
      return heap.length;
    },
  };
}

function isBefore(one: {at: number; order: number}, other: {at: number; order: number}): boolean {
  return one.at === other.at ? one.order < other.order : one.at < other.at;
}

function rise<Item>(heap: Entry<Item>[], from: number): void {
  const entry = heap[from];
  if (entry === undefined) return;
  let index = from;
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(entry, parent)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = entry;
}

function sink<Item>(heap: Entry<Item>[]): void {
  const entry = heap[0];
  if (entry === undefined) return;
  let index = 0;
  for (;;) {
    let below = 2 * index + 1;
    const [left, right] = [heap[below], heap[below + 1]];
    if (left === undefined) break;
    const child = right !== undefined && isBefore(right, left) ? right : left;
    if (child === right) below += 1;
    if (!isBefore(child, entry)) break;
    heap[index] = child;
    index = below;
  }
  heap[index] = entry;
}
