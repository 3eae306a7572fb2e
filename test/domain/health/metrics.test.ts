import {describe, expect, test} from 'vitest';
import {inAscii} from '../../../src/domain/format/ascii.ts';
import {sparkline} from '../../../src/domain/format/sparkline.ts';
import {failedTone, trafficOf} from '../../../src/domain/health/traffic.ts';
import {utilizationTone, utilizationWords} from '../../../src/domain/health/utilization.ts';
import {summaryOf} from '../../../src/domain/metric.ts';
import {minute, now} from '../fixtures.ts';

/** The values of the last minutes, one each, the newest last; undefined is a minute without a datapoint. */
function lately(...values: readonly (number | undefined)[]) {
  return values.flatMap((value, index) => (value === undefined ? [] : [{at: now - (values.length - index) * minute, value}]));
}

describe('a share of what is reserved', () => {
  test.each([
    [0, '0%', 'plain'],
    [79.9, '80%', 'plain'],
    [80, '80%', 'warn'],
    [95, '95%', 'bad'],
    [230.4, '230%', 'bad'],
  ])('%d', (value, words, tone) => {
    const point = {at: now - minute, value};
    expect([utilizationWords(point, now), utilizationTone(point, now)]).toEqual([words, tone]);
  });

  test('no datapoint is nothing, and not 0 %', () => {
    expect(utilizationWords(undefined, now)).toBe('');
  });

  test('an old one is doubtful, and then nothing', () => {
    const point = {at: now, value: 99};
    expect(utilizationWords(point, now + 5 * minute - 1)).toBe('99%');
    expect([utilizationWords(point, now + 5 * minute), utilizationTone(point, now + 5 * minute)]).toEqual(['99?', 'quiet']);
    expect(utilizationWords(point, now + 15 * minute)).toBe('');
  });
});

test('the newest, the least, the mean and the greatest; nothing of nothing', () => {
  expect(summaryOf(lately(4, 8, 6))).toEqual({newest: {at: now - minute, value: 6}, least: 4, mean: 6, greatest: 8});
  expect(summaryOf([])).toBeUndefined();
});

describe('a line of blocks', () => {
  const frame = {end: now, minutes: 8, cells: 8, top: 100};

  test('rises with the values, and is empty where there is no datapoint', () => {
    expect(sparkline(lately(0, 10, 30, undefined, 60, 85, 100, 180), frame)).toBe('▁▂▄ ▆▇██');
  });

  test('a cell of several minutes shows the greatest of them', () => {
    expect(sparkline(lately(0, 100, 0, 0, 50, undefined, undefined, undefined), {...frame, cells: 4})).toBe('█▁▅ ');
  });

  test('what is before or after is left out, and nothing at all has the lowest block', () => {
    expect(
      sparkline(
        [
          {at: now, value: 9},
          {at: now - 9 * minute, value: 9},
        ],
        frame,
      ),
    ).toBe(' '.repeat(8));
    expect(sparkline(lately(0, 0), {...frame, minutes: 2, cells: 2, top: 0})).toBe('▁▁');
  });

  test('in ASCII each height has a sign of its own', () => {
    const signs = [...inAscii(sparkline(lately(0, 1, 20, 40, 50, 60, 80, 100), frame))];
    expect(signs).not.toContain('?');
    expect(new Set(signs).size).toBe(8);
  });
});

describe('requests to a target group', () => {
  test('no 5xx datapoint means none where there were requests', () => {
    const traffic = trafficOf(lately(100, 140), [], lately(0.2, 0.9));
    expect(traffic).toEqual({perMinute: 120, failed: 0, failedShare: 0, slowest: 0.9});
    expect(failedTone(traffic)).toBe('plain');
  });

  test('without a datapoint of requests nothing is known of them', () => {
    const traffic = trafficOf([], [], []);
    expect(traffic).toEqual({perMinute: undefined, failed: undefined, failedShare: 0, slowest: undefined});
    expect(failedTone(traffic)).toBe('quiet');
  });

  test.each([
    [0.9, 'plain'],
    [1, 'warn'],
    [5, 'bad'],
  ])('%d in a hundred failed', (failed, tone) => {
    expect(failedTone(trafficOf(lately(100), lately(failed), []))).toBe(tone);
  });
});
