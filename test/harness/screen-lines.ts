// What an emulated terminal shows, as text.

interface EmulatorLine {
  translateToString(trimRight: boolean): string;
}

interface Emulator {
  readonly rows: number;
  readonly buffer: {readonly active: {readonly baseY: number; getLine(row: number): EmulatorLine | undefined}};
}

/** The rows of the screen, one string each, trailing blanks cut. */
export function screenLines({rows, buffer: {active}}: Emulator): string[] {
  const line = (row: number) => active.getLine(active.baseY + row)?.translateToString(true) ?? '';
  return Array.from({length: rows}, (_, row) => line(row).trimEnd());
}
