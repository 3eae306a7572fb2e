// Between a moment and what a clock in a time zone shows. Local times are milliseconds since 1970 as that clock would count them.

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock in the zone shows at a moment. Throws RangeError for a zone that is not known. */
export function localNow(at: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return Date.parse(`${format.format(at).replace(' ', 'T')}Z`);
}

/** The moment at which a clock in the zone shows a local time; where it is put forward past it, the moment after the step. */
export function toMoment(local: number, zone: string): number {
  const guess = local - (localNow(local, zone) - local);
  return local - (localNow(guess, zone) - guess);
}
