// The files of the bundle in one file. It stays open: a version that is installed over this one while it runs is another file, and
// what is loaded later still comes from its own.

import {openSync, readSync} from 'node:fs';

/** Digits before the index: how many bytes it has. */
const lengthDigits = 8;

/** Where a file lies: bytes after the index, and how many. */
type Place = readonly [offset: number, length: number];

/** The one file with these in it, by their names. */
export function packed(files: ReadonlyMap<string, string>): Buffer {
  const index: Record<string, Place> = {};
  const contents: Buffer[] = [];
  let offset = 0;
  for (const [name, source] of files) {
    const content = Buffer.from(source);
    index[name] = [offset, content.length];
    contents.push(content);
    offset += content.length;
  }
  const head = Buffer.from(JSON.stringify(index));
  return Buffer.concat([Buffer.from(String(head.length).padStart(lengthDigits, '0')), head, ...contents]);
}

/** Reads single files out of it. */
export class PackedBundle {
  readonly #file: number;
  readonly #index: ReadonlyMap<string, Place>;
  readonly #start: number;

  /** Throws when there is no such file, or none of these. */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
    const length = Number(this.#bytes(0, lengthDigits));
    const index: Readonly<Record<string, Place>> = JSON.parse(this.#bytes(lengthDigits, length).toString());
    this.#index = new Map(Object.entries(index));
    this.#start = lengthDigits + length;
  }

  has(name: string): boolean {
    return this.#index.has(name);
  }

  /** The source of a file; undefined when it is not among them. */
  read(name: string): string | undefined {
    const place = this.#index.get(name);
    return place && this.#bytes(this.#start + place[0], place[1]).toString('utf8');
  }

  #bytes(position: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    for (let read = 0; read < length; ) {
      const more = readSync(this.#file, bytes, read, length - read, position + read);
      if (more === 0) throw new Error('the bundle is cut short: install or build it again');
      read += more;
    }
    return bytes;
  }
}
