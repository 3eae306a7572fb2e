import {expect, test} from 'vitest';
import {type HostClock, keep, offsetAt, stepped} from '../../../src/demo/hosts/clock.ts';
import {isZone} from '../../../src/demo/hosts/zones.ts';

const at = Date.UTC(2026, 10, 20, 12);
const free: HostClock = {offset: 40, at, kept: 'free', drift: 50e-6};
const after = (seconds: number) => at + seconds * 1000;

test('a clock that nobody keeps drifts by its crystal', () => {
  expect(offsetAt(free, at)).toBe(40);
  expect(offsetAt(free, after(86_400))).toBeCloseTo(44.32, 6);
});

test('chrony slews it back within minutes, ntpd within a day, and both stay', () => {
  const byChrony = keep(free, 'chrony', at);
  expect(offsetAt(byChrony, after(60))).toBeCloseTo(35, 3);
  expect(Math.abs(offsetAt(byChrony, after(481)))).toBeLessThan(0.001);
  expect(Math.abs(offsetAt(byChrony, after(1e6)))).toBeLessThan(0.001);
  const byNtpd = keep(free, 'ntpd', at);
  expect(offsetAt(byNtpd, after(3600))).toBeCloseTo(38.2, 3);
  expect(Math.abs(offsetAt(byNtpd, after(80_001)))).toBeLessThan(0.001);
});

test('a clock that is behind comes forward', () => {
  expect(offsetAt(keep({...free, offset: -10}, 'chrony', at), after(60))).toBeCloseTo(-5, 3);
});

test('one that is let go drifts from where it was, and one that is stepped is right', () => {
  const slewing = keep(free, 'chrony', at);
  const left = keep(slewing, 'free', after(60));
  expect(offsetAt(left, after(60))).toBeCloseTo(35, 3);
  expect(offsetAt(left, after(60 + 100_000))).toBeCloseTo(40, 3);
  expect(Math.abs(offsetAt(stepped(slewing, after(60)), after(60)))).toBeLessThan(0.001);
});

test('zones are files: told apart by case, and aliases are zones', () => {
  expect(
    ['UTC', 'Asia/Shanghai', 'PRC', 'Asia/Calcutta', 'America/Argentina/Buenos_Aires', 'Etc/GMT+8'].filter(name => !isZone(name)),
  ).toEqual([]);
  expect(['', 'asia/shanghai', 'Asia/Atlantis', '+08:00', '../etc/passwd', '/Asia/Shanghai', 'Asia//Shanghai'].filter(isZone)).toEqual([]);
});
