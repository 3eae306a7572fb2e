// The clock of a host: how far it is from the true time, and how that goes on. Pure.

/** A clock since the moment at which its keeping last changed. */
export interface HostClock {
  /** Seconds ahead (− behind) at `at`. */
  readonly offset: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `free`: nobody keeps it, so it drifts. `chrony`, `ntpd`: brought to the true time, at the rate of each. */
  readonly kept: 'free' | 'chrony' | 'ntpd';
  /** Seconds a second, while nobody keeps it. Crystals are off by some 10 to 100 millionths. */
  readonly drift: number;
}

/** How fast a clock is slewed, seconds a second: chrony's maxslewrate, and the kernel's limit that ntpd is bound by. */
const slewRates = {chrony: 0.083_333, ntpd: 0.0005} as const;

/** What is left of the offset when a clock is kept, seconds. */
const residual = 0.000_4;

/** Seconds by which the clock is ahead at `now` (milliseconds since 1970). */
export function offsetAt(clock: HostClock, now: number): number {
  const seconds = (now - clock.at) / 1000;
  if (clock.kept === 'free') return clock.offset + clock.drift * seconds;
  const left = Math.abs(clock.offset) - slewRates[clock.kept] * seconds;
  // A kept clock wanders a little around the true time.
  if (left <= residual) return residual * Math.sin(clock.at / 7_000 + seconds / 97);
  return Math.sign(clock.offset) * left;
}

/** The same clock, kept otherwise from `now` on. */
export function keep(clock: HostClock, kept: HostClock['kept'], now: number): HostClock {
  return {...clock, offset: offsetAt(clock, now), at: now, kept};
}

/** The same clock, set to the true time at `now`. */
export function stepped(clock: HostClock, now: number): HostClock {
  return {...clock, offset: 0, at: now};
}
