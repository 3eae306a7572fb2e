import {expect, test} from 'vitest';
import {type HeapSample, heapSlope, slopeWords} from './heap-slope.ts';

/** A heap that is measured every 25 seconds for so many minutes. */
function measured(minutes: number, heapAt: (seconds: number) => number): readonly HeapSample[] {
  return Array.from({length: Math.floor((minutes * 60) / 25)}, (_, index) => ({at: index * 25, heap: heapAt(index * 25)}));
}

test('a start that fills the heap is no growth', () => {
  const {slope = Number.NaN} = heapSlope(measured(20, seconds => 24 + Math.min(10, seconds / 20))) ?? {};
  expect(slope).toBeCloseTo(0);
});

test('what grows steadily is found, with hardly a doubt', () => {
  const {slope = Number.NaN, doubt = Number.NaN} = heapSlope(measured(20, seconds => 24 + seconds / 360)) ?? {};
  expect(slope).toBeCloseTo(10);
  expect(doubt).toBeLessThan(0.001);
});

test('a cache that fills and is emptied is doubt and not growth', () => {
  const {slope = Number.NaN, doubt = Number.NaN} = heapSlope(measured(20, seconds => 24 + ((seconds * 7) % 90) / 20)) ?? {};
  expect(Math.abs(slope)).toBeLessThan(doubt);
  expect(doubt).toBeGreaterThan(1);
});

test('of a time too short for it nothing is said', () => {
  const found = heapSlope(measured(5, () => 24));
  expect(found).toBeUndefined();
  expect(slopeWords(found)).toBe('slope not known: less than 8 measurements after the warm-up');
});
