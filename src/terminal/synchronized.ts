// Synchronized output (mode 2026): what a terminal shows as a whole, and how much of it may wait to be seen.

/** Characters from which an update is worth the 16 that make it appear as a whole. */
const leastSynchronized = 256;

/** An update in parts, each of which appears as a whole: on a slow line the first is seen long before the last has come. */
export function synchronized(parts: readonly string[]): string {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  if (length < leastSynchronized) return parts.join('');
  return parts.map(part => `\u001b[?2026h${part}\u001b[?2026l`).join('');
}
