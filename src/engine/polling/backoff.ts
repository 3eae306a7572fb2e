// How long to leave AWS alone after failures: twice as long each time, with jitter, a minute at most.

const first = 2_000;
const longest = 60_000;

/** Milliseconds to wait after so many failures in a row (1 or more); `random` is from 0 up to 1. */
export function backoff(failures: number, random: number): number {
  const whole = Math.min(longest, first * 2 ** (failures - 1));
  return whole * (0.5 + random / 2);
}
