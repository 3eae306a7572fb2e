// Takes the debugging symbols off an ELF executable, a fifth of Node's size. Done here and not by `strip`, which is another one
// on each machine and knows only the machine's own architecture.

const header = {
  size: 64,
  programs: 32,
  sections: 40,
  programSize: 54,
  programCount: 56,
  sectionSize: 58,
  sectionCount: 60,
  sectionNames: 62,
};
const program = {offset: 8, size: 32};

/** The executable without its section table and whatever lies behind the last byte that is loaded. Throws an Error for another format. */
export function withoutSymbols(elf: Buffer): Buffer {
  if (elf.subarray(0, 6).toString('latin1') !== '\u007fELF\u0002\u0001') throw new Error('this is no 64-bit little-endian ELF executable');
  const table = Number(elf.readBigUInt64LE(header.programs));
  const entry = elf.readUInt16LE(header.programSize);
  const count = elf.readUInt16LE(header.programCount);
  let end = table + entry * count;
  for (let index = 0; index < count; index += 1) {
    const at = table + entry * index;
    end = Math.max(end, Number(elf.readBigUInt64LE(at + program.offset) + elf.readBigUInt64LE(at + program.size)));
  }
  const short = Buffer.from(elf.subarray(0, end));
  short.writeBigUInt64LE(0n, header.sections);
  for (const field of [header.sectionSize, header.sectionCount, header.sectionNames]) short.writeUInt16LE(0, field);
  return short;
}
