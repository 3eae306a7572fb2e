// Amounts as a person reads them.

const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** A number of bytes: `512 B`, `1.5 KiB`, `3 GiB`. */
export function bytes(count: number): string {
  let amount = Math.max(0, count);
  let unit = 0;
  while (amount >= 1024 && unit < binaryUnits.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${shortNumber(amount)} ${binaryUnits[unit]}`;
}

/** A number of MiB: `512 MiB`, `1.5 GiB`, `0 MiB`. */
export function mebibytes(count: number): string {
  return count < 1024 ? `${shortNumber(Math.max(0, count))} MiB` : bytes(count * 1024 * 1024);
}

/** A number of MiB in at most five cells, for tables: `512M`, `1.5G`. */
export function shortMebibytes(count: number): string {
  const amount = Math.max(0, count);
  return amount < 1024 ? `${Math.round(amount)}M` : `${shortNumber(amount / 1024)}G`;
}

/** A part of a whole: `41%`; `n/a` where there is no whole. Neither 0% nor 100% unless it is exactly so. */
export function percent(part: number, whole: number): string {
  if (whole <= 0) return 'n/a';
  const exact = (part / whole) * 100;
  const rounded = Math.round(exact);
  if (rounded === 0 && exact > 0) return '1%';
  if (rounded === 100 && exact < 100) return '99%';
  return `${rounded}%`;
}

/** `1 task`, `3 tasks`; the plural is the singular with an s unless it is given. */
export function plural(count: number, singular: string, several = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : several}`;
}

/** A time that something takes: `38 ms`, `1.25 s`. */
export function duration(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${Math.round(seconds * 100) / 100} s`;
}

/** A number with so much of it as a person reads: `88.2`, `0.0031`, `1240`. */
export function roughly(value: number): string {
  return String(Number(value.toPrecision(value >= 1000 ? 4 : 3)));
}

function shortNumber(amount: number): string {
  return amount < 100 ? String(Math.round(amount * 10) / 10) : String(Math.round(amount));
}
