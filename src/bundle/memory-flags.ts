// The flags of V8 by which the program keeps its memory small, and what they are left alone. Here, because code that V8 compiled
// fits no V8 with other flags, and what keeps such code must set them back.

/** A flag as the program sets it, and as V8 has it. */
export interface MemoryFlag {
  readonly small: string;
  readonly usual: string;
}

/** Young garbage; and by how much, in percent, what lives may grow before it is looked through again. Both are read by V8 at each step. */
export const memoryFlags: readonly MemoryFlag[] = [
  {small: '--semi-space-growth-factor=1', usual: '--semi-space-growth-factor=2'},
  {small: '--heap-growing-percent=40', usual: '--heap-growing-percent=0'},
];
