import {expect, test} from 'vitest';
import {parseMoment} from '../../src/domain/format/moment.ts';

const now = new Date(2026, 10, 25, 14, 30, 5).getTime();
const at = (day: number, hours: number, minutes: number, seconds = 0) => new Date(2026, 10, day, hours, minutes, seconds).getTime();

test.each([
  ['14:05', at(25, 14, 5)],
  ['9:05:07', at(25, 9, 5, 7)],
  ['14:45', at(24, 14, 45)],
  ['2026-11-20 23:59', at(20, 23, 59)],
  ['2026-11-20T23:59:58', at(20, 23, 59, 58)],
  ['2026-11-20T23:59Z', Date.UTC(2026, 10, 20, 23, 59)],
  ['-20m', now - 1_200_000],
  ['-90s', now - 90_000],
  ['-2d', now - 172_800_000],
])('%s', (typed, moment) => {
  expect(parseMoment(typed, now)).toBe(moment);
});

test.each(['', '14', '25:00', '14:60', '2026-02-30 10:00', '20m', '-20', 'noon', '2026-11-25'])('%j is no moment', typed => {
  expect(parseMoment(typed, now)).toBeUndefined();
});
