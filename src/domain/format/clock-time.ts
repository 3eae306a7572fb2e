// Times of day and dates, in the zone of the person who reads them.

const formats = new Map<string, Intl.DateTimeFormat>();

/** `14:02` in the given IANA zone; in the zone of this process when none is given. */
export function clockTime(milliseconds: number, zone?: string): string {
  return formatted(milliseconds, zone, 'minutes');
}

/** `2026-03-01 14:02:09` in the given IANA zone; in the zone of this process when none is given. */
export function dateTime(milliseconds: number, zone?: string): string {
  return formatted(milliseconds, zone, 'seconds');
}

/** `14:02:09` in the given IANA zone; in the zone of this process when none is given. */
export function clockSeconds(milliseconds: number, zone?: string): string {
  return formatted(milliseconds, zone, 'seconds').slice(-8);
}

function formatted(milliseconds: number, zone: string | undefined, precision: 'minutes' | 'seconds'): string {
  const key = `${precision} ${zone ?? ''}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(precision === 'seconds' && {second: '2-digit', year: 'numeric', month: '2-digit', day: '2-digit'}),
      ...(zone !== undefined && {timeZone: zone}),
    });
    formats.set(key, format);
  }
  return format.format(milliseconds);
}
