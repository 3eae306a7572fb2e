// When a scheduled action runs next: Application Auto Scaling's at, rate and cron expressions, in the action's own time zone.

import {type DayFields, matchesDay, parseCron} from './cron.ts';
import type {ScheduledScaling} from './scaling.ts';
import {localNow, toMoment} from './zone-time.ts';

const unitMilliseconds: Readonly<Record<string, number>> = {minute: 60_000, hour: 3_600_000, day: 86_400_000};
const oneDay = 86_400_000;

/** A cron expression that names a day which comes less often than this is not looked for. */
const mostDays = 366 * 5;

/**
 * The first time after `now` at which it runs, milliseconds since 1970; `never` when it runs no more, undefined where its
 * expression or zone is one that cannot be read here.
 */
export function nextRun(action: Omit<ScheduledScaling, 'name' | 'minimum' | 'maximum'>, now: number): number | 'never' | undefined {
  const after = Math.max(now, (action.startsAt ?? 0) - 1);
  const next = runAfter(action, after);
  return typeof next === 'number' && action.endsAt !== undefined && next > action.endsAt ? 'never' : next;
}

function runAfter({schedule, timezone = 'UTC', startsAt, createdAt}: Parameters<typeof nextRun>[0], after: number) {
  const [, kind = '', content = ''] = /^(at|rate|cron)\((.*)\)$/.exec(schedule.trim()) ?? [];
  try {
    if (kind === 'at') return runAt(content, timezone, after);
    if (kind === 'rate') return runAtRate(content, startsAt ?? createdAt, after);
    if (kind === 'cron') return runByCron(content, timezone, after);
    return undefined;
  } catch (error) {
    // What Intl throws for a zone that it does not know.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function runAt(content: string, timezone: string, after: number): number | 'never' | undefined {
  const local = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(content) ? Date.parse(`${content}Z`) : Number.NaN;
  if (Number.isNaN(local)) return undefined;
  const at = toMoment(local, timezone);
  return at > after ? at : 'never';
}

function runAtRate(content: string, from: number, after: number): number | undefined {
  const [, count = '', unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(content.trim()) ?? [];
  const period = Number(count) * (unitMilliseconds[unit] ?? 0);
  if (!(period > 0)) return undefined;
  return after < from ? from : from + (Math.floor((after - from) / period) + 1) * period;
}

function runByCron(content: string, timezone: string, after: number): number | 'never' | undefined {
  const cron = parseCron(content);
  if (cron === undefined) return undefined;
  const local = localNow(after, timezone);
  const firstDay = local - (local % oneDay);
  for (let count = 0; count < mostDays; count += 1) {
    const day = firstDay + count * oneDay;
    if (!matchesDay(cron, dayFields(day))) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const at = toMoment(day + hour * 3_600_000 + minute * 60_000, timezone);
        if (at > after) return at;
      }
    }
  }
  return 'never';
}

function dayFields(day: number): DayFields {
  const date = new Date(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  return {
    year,
    month,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() + 1,
    lastDay: new Date(Date.UTC(year, month, 0)).getUTCDate(),
  };
}
