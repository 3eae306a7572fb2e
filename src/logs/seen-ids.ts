// Which events were already handed out. Many millions may pass within the late sweep's reach, so an id is kept as a number.

/** Two event ids of the same millisecond that share 53 bits do not happen: the millisecond is part of the key. */
const slotsAtFirst = 64;

/** Ids are kept by the span of time that their events are stamped with, and forgotten span by span. */
const span = 10_000;

/** A set of event ids, forgotten from the oldest on. Times are milliseconds since 1970. */
export class SeenIds {
  readonly #spans = new Map<number, NumberSet>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Notes the event; false when it had been noted. */
  add(id: string, at: number): boolean {
    const index = Math.floor(at / span);
    let numbers = this.#spans.get(index);
    if (numbers === undefined) {
      numbers = new NumberSet();
      this.#spans.set(index, numbers);
    }
    const isNew = numbers.add(hash53(id, at));
    if (isNew) this.#size += 1;
    return isNew;
  }

  /** Forgets events that are all older than `time`. */
  forgetBefore(time: number): void {
    for (const [index, numbers] of this.#spans) {
      if ((index + 1) * span > time) continue;
      this.#size -= numbers.size;
      this.#spans.delete(index);
    }
  }
}

/** A set of positive numbers in eight bytes a slot: open addressing, at most half full. */
class NumberSet {
  #slots = new Float64Array(slotsAtFirst);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(number: number): boolean {
    if (!insert(this.#slots, number)) return false;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return true;
  }

  #grow(): void {
    const larger = new Float64Array(this.#slots.length * 2);
    for (const number of this.#slots) if (number !== 0) insert(larger, number);
    this.#slots = larger;
  }
}

function insert(slots: Float64Array, number: number): boolean {
  const mask = slots.length - 1;
  for (let slot = (number % 0x1_0000_0000) & mask; ; slot = (slot + 1) & mask) {
    const found = slots[slot];
    if (found === number) return false;
    if (found === 0) {
      slots[slot] = number;
      return true;
    }
  }
}

/** A hash of 53 bits (two rounds of FNV-1a with different seeds), never 0. */
export function hash53(text: string, salt = 0): number {
  let low = 0x811c9dc5 ^ (salt % 0x1_0000_0000);
  let high = 0xcbf29ce4 ^ Math.floor(salt / 0x1_0000_0000);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
    high ^= high >>> 13;
  }
  low ^= low >>> 16;
  return (high & 0x1f_ffff) * 0x1_0000_0000 + (low >>> 0) + 1;
}
