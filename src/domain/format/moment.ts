// A moment as a person types it: `14:05`, `14:05:30`, `2026-11-25 14:05`, `-20m`. Read in the zone of this process, as times are shown.

const units: Readonly<Record<string, number>> = {s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000};
const oneDay = 86_400_000;

/** The moment, milliseconds since 1970; undefined for what is none. A time of day is the last one that was, today or yesterday. */
export function parseMoment(typed: string, now: number): number | undefined {
  const [, amount, unit = ''] = /^-(\d{1,6})([smhd])$/.exec(typed) ?? [];
  if (amount !== undefined) return now - Number(amount) * (units[unit] ?? 0);
  const found = /^(?:(\d{4}-\d\d-\d\d)[ T])?(\d{1,2}):(\d\d)(?::(\d\d))?(Z?)$/.exec(typed);
  if (found === null) return undefined;
  const [, day, hours = '', minutes = '', seconds = '00', zone = ''] = found;
  const time = `${hours.padStart(2, '0')}:${minutes}:${seconds}`;
  if (day !== undefined) return momentOf(`${day}T${time}${zone}`);
  const today = momentOf(`${dayOf(now, zone)}T${time}${zone}`);
  return today !== undefined && today > now ? momentOf(`${dayOf(now - oneDay, zone)}T${time}${zone}`) : today;
}

/** The date in the zone of this process, or in UTC. */
function dayOf(at: number, zone: string): string {
  const date = new Date(at);
  if (zone === 'Z') return date.toISOString().slice(0, 10);
  const part = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/** Undefined for a time that is not on any clock: `25:00`, `2026-02-30`. */
function momentOf(iso: string): number | undefined {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return undefined;
  const day = iso.slice(0, 10);
  return dayOf(at, iso.endsWith('Z') ? 'Z' : '') === day ? at : undefined;
}
