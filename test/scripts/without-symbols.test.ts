// An ELF executable keeps what is loaded, and loses the rest.

import {expect, test} from 'vitest';
import {withoutSymbols} from '../../scripts/binary/without-symbols.ts';

/** A header, one program header, `loaded` bytes of program and some of symbols. */
function elf(loaded: number): Buffer {
  const file = Buffer.alloc(64 + 56 + loaded + 100, 7);
  file.fill(0, 0, 120);
  file.write('\u007fELF\u0002\u0001', 'latin1');
  file.writeBigUInt64LE(64n, 32);
  file.writeBigUInt64LE(BigInt(120 + loaded), 40);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(1, 56);
  for (const field of [58, 60, 62]) file.writeUInt16LE(64, field);
  file.writeBigUInt64LE(120n, 64 + 8);
  file.writeBigUInt64LE(BigInt(loaded), 64 + 32);
  return file;
}

test('what is loaded stays as it was', () => {
  const file = elf(1_000);
  const short = withoutSymbols(file);
  expect(short).toHaveLength(1_120);
  expect(short.subarray(120)).toEqual(file.subarray(120, 1_120));
  expect(short.readUInt16LE(56)).toBe(1);
});

test('no section is promised that is no longer there', () => {
  const short = withoutSymbols(elf(10));
  expect(short.readBigUInt64LE(40)).toBe(0n);
  expect([58, 60, 62].map(field => short.readUInt16LE(field))).toEqual([0, 0, 0]);
});

test('another format is refused', () => {
  expect(() => withoutSymbols(Buffer.from('#!/bin/sh\n'))).toThrow(/no 64-bit/);
});
