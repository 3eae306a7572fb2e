// Reads Ink's writes: which of them are frames, and what lines they have. Ink is asked to send whole frames and not its own
// differences, so each frame is some erasing of the last one, and then all the lines.

/** A sequence that is no SGR: these belong to the characters. */
const control = /\u001b\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x6c\x6e-\x7e]/y;

/**
 * The lines of a write; undefined when there are none in it. Erasing without a new frame, the cursor, synchronized output: none
 * of it is Ink's to decide.
 */
export function frameOf(chunk: string): readonly string[] | undefined {
  let start = 0;
  for (control.lastIndex = 0; control.test(chunk); ) start = control.lastIndex;
  return start < chunk.length ? chunk.slice(start).split('\n') : undefined;
}
