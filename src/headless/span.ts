// Spans of time as a person types them: `30s`, `10m`, `6h`, `2d`.

import {UsageError} from '../domain/errors.ts';

const units: Readonly<Record<string, number>> = {s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000};

/** The span in milliseconds. Throws UsageError for what is none. */
export function readSpan(typed: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(typed) ?? [];
  const milliseconds = Number(amount) * (units[unit] ?? 0);
  if (milliseconds > 0) return milliseconds;
  throw new UsageError(`--since cannot be "${typed}"`, 'Write a number and a unit, such as 30s, 10m, 6h or 2d.');
}
