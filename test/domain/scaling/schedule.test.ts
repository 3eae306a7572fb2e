// When a scheduled action runs next, by AWS's expressions and in its own time zone.

import {describe, expect, test} from 'vitest';
import {nextRun} from '../../../src/domain/scaling/schedule.ts';

/** A Friday. */
const now = Date.UTC(2026, 10, 20, 12, 30);

function next(schedule: string, more: Partial<Parameters<typeof nextRun>[0]> = {}, from = now): string | undefined {
  const found = nextRun({schedule, createdAt: Date.UTC(2026, 10, 1), ...more}, from);
  return typeof found === 'number' ? new Date(found).toISOString().slice(0, 16) : found;
}

describe('cron', () => {
  test.each([
    ['0 8 * * ? *', '2026-11-21T08:00'],
    ['45 12 * * ? *', '2026-11-20T12:45'],
    ['30 12 * * ? *', '2026-11-21T12:30'],
    ['0 8 ? * MON-FRI *', '2026-11-23T08:00'],
    ['0 8 ? * 2-6 *', '2026-11-23T08:00'],
    ['0/20 * * * ? *', '2026-11-20T12:40'],
    ['0 18 1 * ? *', '2026-12-01T18:00'],
    ['0 18 L * ? *', '2026-11-30T18:00'],
    ['0 18 ? * 6L *', '2026-11-27T18:00'],
    ['0 18 ? * MON#2 *', '2026-12-14T18:00'],
    ['0 0 29 FEB ? *', '2028-02-29T00:00'],
    ['15,45 9,17 * JAN,JUL ? *', '2027-01-01T09:15'],
    ['0 8 1 1 ? 2027-2030', '2027-01-01T08:00'],
    ['0 8 1 1 ? 2025', 'never'],
    ['0 8 31 2 ? *', 'never'],
  ])('%s', (fields, expected) => expect(next(`cron(${fields})`)).toBe(expected));

  test.each([
    'cron(0 8 * * ?)',
    'cron(61 8 * * ? *)',
    'cron(0 8 15W * ? *)',
    'cron(0 8 * * ? * *)',
    'cron(a b c d e f)',
    'cron(0/0 8 * * ? *)',
    'every day',
  ])('%s is not understood', schedule => expect(next(schedule)).toBeUndefined());

  test('is meant in its own zone, also over a change of the clocks', () => {
    expect(next('cron(0 8 * * ? *)', {timezone: 'Asia/Shanghai'})).toBe('2026-11-21T00:00');
    const before = Date.UTC(2026, 2, 28, 12);
    expect(next('cron(0 8 * * ? *)', {timezone: 'Europe/Berlin'}, before)).toBe('2026-03-29T06:00');
    expect(next('cron(0 8 * * ? *)', {timezone: 'Europe/Berlin'}, before - 86_400_000)).toBe('2026-03-28T07:00');
    // 02:30 is skipped that night.
    expect(next('cron(30 2 29 3 ? *)', {timezone: 'Europe/Berlin'}, before)).toBe('2026-03-29T01:30');
    expect(next('cron(0 8 * * ? *)', {timezone: 'Mars/Olympus'})).toBeUndefined();
  });
});

test('at is once', () => {
  expect(next('at(2026-12-24T18:00:00)')).toBe('2026-12-24T18:00');
  expect(next('at(2026-12-24T18:00:00)', {timezone: 'America/New_York'})).toBe('2026-12-24T23:00');
  expect(next('at(2026-11-20T12:30:00)')).toBe('never');
  expect(next('at(tomorrow)')).toBeUndefined();
});

test('rate counts from its beginning', () => {
  expect(next('rate(1 hour)')).toBe('2026-11-20T13:00');
  expect(next('rate(2 days)', {startsAt: Date.UTC(2026, 10, 19, 6)})).toBe('2026-11-21T06:00');
  expect(next('rate(5 minutes)', {startsAt: Date.UTC(2026, 10, 22)})).toBe('2026-11-22T00:00');
  expect(next('rate(0 minutes)')).toBeUndefined();
});

test('nothing runs before its beginning or after its end', () => {
  expect(next('cron(0 8 * * ? *)', {startsAt: Date.UTC(2026, 10, 25, 8)})).toBe('2026-11-25T08:00');
  expect(next('cron(0 8 * * ? *)', {endsAt: Date.UTC(2026, 10, 21, 7)})).toBe('never');
});
