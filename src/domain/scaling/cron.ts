// Cron expressions of six fields, as AWS writes them: minutes, hours, day of month, month, day of week (1 is Sunday), year.

/** A cron expression that was understood. */
export interface Cron {
  /** Ascending. */
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly isDay: (day: DayFields) => boolean;
}

/** A day as its parts. */
export interface DayFields {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31 */
  readonly day: number;
  /** 1 (Sunday) to 7 */
  readonly weekday: number;
  /** The last day of its month. */
  readonly lastDay: number;
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

type DayTest = (day: DayFields) => boolean;

/** Reads the six fields; undefined where one is not understood (`W` is not). */
export function parseCron(fields: string): Cron | undefined {
  const [minutes, hours, daysOfMonth, monthField, daysOfWeek, years, extra] = fields.trim().split(/\s+/);
  if (years === undefined || extra !== undefined) return undefined;
  const minuteNumbers = numbersIn(minutes, 0, 59);
  const hourNumbers = numbersIn(hours, 0, 23);
  const monthNumbers = numbersIn(monthField, 1, 12, months);
  const yearNumbers = numbersIn(years, 1970, 2199);
  const isDayOfMonth = dayOfMonthTest(daysOfMonth ?? '');
  const isDayOfWeek = dayOfWeekTest(daysOfWeek ?? '');
  if (!minuteNumbers || !hourNumbers || !monthNumbers || !yearNumbers || !isDayOfMonth || !isDayOfWeek) return undefined;
  return {
    minutes: [...minuteNumbers].toSorted((one, other) => one - other),
    hours: [...hourNumbers].toSorted((one, other) => one - other),
    isDay: day => monthNumbers.has(day.month) && yearNumbers.has(day.year) && isDayOfMonth(day) && isDayOfWeek(day),
  };
}

/** True for a day on which it runs. */
export function matchesDay(cron: Cron, day: DayFields): boolean {
  return cron.isDay(day);
}

function dayOfMonthTest(field: string): DayTest | undefined {
  if (field === '?' || field === '*') return () => true;
  if (field === 'L') return ({day, lastDay}) => day === lastDay;
  const days = numbersIn(field, 1, 31);
  return days && (({day}) => days.has(day));
}

function dayOfWeekTest(field: string): DayTest | undefined {
  if (field === '?' || field === '*') return () => true;
  const [, name = '', last, nth] = /^(\w+?)(?:(L)|#([1-5]))$/.exec(field) ?? [];
  const special = numbersIn(name, 1, 7, weekdays);
  if (last !== undefined) return special && (({weekday, day, lastDay}) => special.has(weekday) && day > lastDay - 7);
  if (nth !== undefined) return special && (({weekday, day}) => special.has(weekday) && Math.ceil(day / 7) === Number(nth));
  const days = numbersIn(field, 1, 7, weekdays);
  return days && (({weekday}) => days.has(weekday));
}

/** The numbers of a list of values, ranges and steps: `0,30`, `8-18`, `0/15`, `MON-FRI`, `*`. */
function numbersIn(field: string | undefined, least: number, most: number, names: readonly string[] = []): ReadonlySet<number> | undefined {
  const numbers = new Set<number>();
  for (const part of (field ?? '').split(',')) {
    const [range = '', step, extra] = part.split('/');
    const every = step === undefined ? 1 : Number(step);
    const bounds = rangeIn(range, step !== undefined, [least, most], names);
    if (extra !== undefined || bounds === undefined || !Number.isInteger(every) || every < 1) return undefined;
    for (let number = bounds[0]; number <= bounds[1]; number += every) numbers.add(number);
  }
  return numbers;
}

function rangeIn(
  range: string,
  isOpen: boolean,
  [least, most]: readonly [number, number],
  names: readonly string[],
): readonly [number, number] | undefined {
  if (range === '*' || range === '?') return [least, most];
  const [first = '', last, extra] = range.split('-');
  const from = numberNamed(first, names);
  const to = last === undefined ? (isOpen ? most : from) : numberNamed(last, names);
  if (extra !== undefined || from === undefined || to === undefined || from < least || to > most || from > to) return undefined;
  return [from, to];
}

function numberNamed(written: string, names: readonly string[]): number | undefined {
  const named = names.indexOf(written.toUpperCase());
  if (named !== -1) return named + 1;
  return /^\d{1,4}$/.test(written) ? Number(written) : undefined;
}
