// How far a clock is off, in words.

/** Beyond this a clock is said to drift, seconds. What the instance metadata tells is good for whole seconds only. */
export function driftLimit(toldBy: string | undefined): number {
  return toldBy === 'metadata' ? 2 : 0.1;
}

/** `+41.2 s`, `-3.4 ms`, `+12 µs`; the metadata's with its doubt: `+41 s ±1`. A clock that is ahead has a plus. */
export function offsetText(seconds: number, toldBy: string | undefined): string {
  const size = Math.abs(seconds);
  const sign = seconds < 0 ? '-' : '+';
  if (toldBy === 'metadata') return `${sign}${Math.round(size)} s ±1`;
  if (size >= 1) return `${sign}${size.toFixed(1)} s`;
  if (size >= 0.001) return `${sign}${(size * 1000).toFixed(1)} ms`;
  return `${sign}${Math.round(size * 1_000_000)} µs`;
}

/** How long chrony takes to slew an offset away, in words: it goes at most a twelfth faster or slower. */
export function slewTime(seconds: number): string {
  const needed = Math.abs(seconds) * 12;
  if (needed < 90) return `${Math.ceil(needed)} s`;
  return needed < 5400 ? `${Math.ceil(needed / 60)} min` : `${Math.ceil(needed / 3600)} h`;
}
