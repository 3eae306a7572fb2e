// The demo region's only source of chance: a small seeded generator, so that a world can be played again exactly.

/** A reproducible stream of random values. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number;
  /** One of `items`, which must not be empty. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string;
  /** A whole number of exactly `length` decimal digits, as text: ECS numbers deployments so. */
  digits(length: number): string;
}

/** A generator that gives the same stream for the same seed (sfc32, seeded through FNV-1a). */
export function createRandom(seed: number | string): Random {
  const word = sfc32(hash(String(seed)));
  const next = () => word() / 4_294_967_296;
  const integer = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    integer,
    pick: items => items[integer(0, items.length - 1)] ?? items[0],
    hex(length) {
      let digits = '';
      while (digits.length < length) digits += hexWord(word());
      return digits.slice(0, length);
    },
    digits(length) {
      let digits = String(integer(1, 9));
      while (digits.length < length) digits += String(integer(0, 99_999_999)).padStart(8, '0');
      return digits.slice(0, length);
    },
  };
}

const bytes = Array.from({length: 256}, (_, value) => value.toString(16).padStart(2, '0'));

// Three times as fast as toString(16) with padding: a large world draws a million digits.
function hexWord(word: number): string {
  return `${bytes[word >>> 24]}${bytes[(word >>> 16) & 255]}${bytes[(word >>> 8) & 255]}${bytes[word & 255]}`;
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

function sfc32(seed: number): () => number {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed;
  let counter = 1;
  const word = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    return result >>> 0;
  };
  // The first words of a poorly mixed seed are alike; they are thrown away.
  for (let round = 0; round < 12; round++) word();
  return word;
}
