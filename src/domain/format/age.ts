// How long ago, in five cells at most.

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** A span of milliseconds in at most two units: `42s`, `5m12s`, `42m`, `5h12m`, `30h`, `3d`, `2y`. Negative spans are `0s`. */
export function age(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (span < minute) return `${Math.floor(span / second)}s`;
  if (span < 10 * minute) return twoUnits(span, minute, 'm', second, 's');
  if (span < hour) return `${Math.floor(span / minute)}m`;
  if (span < 10 * hour) return twoUnits(span, hour, 'h', minute, 'm');
  if (span < 2 * day) return `${Math.floor(span / hour)}h`;
  if (span < 2 * year) return `${Math.floor(span / day)}d`;
  return `${Math.floor(span / year)}y`;
}

/** The age at `now` of what began at `since`, both milliseconds since 1970; nothing where `since` is 0, which is no time told. */
export function ageSince(since: number, now: number): string {
  return since === 0 ? '' : age(now - since);
}

function twoUnits(span: number, large: number, largeName: string, small: number, smallName: string): string {
  const whole = Math.floor(span / large);
  const rest = Math.floor((span % large) / small);
  return rest === 0 ? `${whole}${largeName}` : `${whole}${largeName}${rest}${smallName}`;
}
