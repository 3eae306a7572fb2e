import {describe, expect, test} from 'vitest';
import type {TimeFixCheckAnswer} from '../../../src/domain/fleet/answers.ts';
import {offsetText, slewTime} from '../../../src/fleet/playbooks/clock-offset.ts';
import {timeCheck} from '../../../src/fleet/playbooks/time-check.ts';
import {timeFix} from '../../../src/fleet/playbooks/time-fix.ts';

const right: TimeFixCheckAnswer = {
  ecsdeck: 'time-fix',
  result: 'looked',
  system: 'Amazon Linux 2',
  family: 'amazon-linux-2',
  zone: 'Asia/Shanghai',
  service: 'chronyd',
  isActive: true,
  isEnabled: true,
  isSynchronized: true,
  source: '169.254.169.123',
  following: '169.254.169.123',
  offset: 0.000012,
  offsetBy: 'chrony',
  steps: [],
  wantedSource: '169.254.169.123',
};
const values = {zone: 'Asia/Shanghai', source: 'amazon', mode: 'slew'};
const finding = (change: Partial<TimeFixCheckAnswer>, given = values) => timeFix.read(JSON.stringify({...right, ...change}), given);
const dead: Partial<TimeFixCheckAnswer> = {service: 'ntpd', isActive: false, isSynchronized: false, offset: 40, offsetBy: 'metadata'};

describe('a verdict', () => {
  test.each<[string, Partial<TimeFixCheckAnswer>, string]>([
    ['OK', {}, 'chronyd follows 169.254.169.123, zone Asia/Shanghai'],
    ['DRIFT', dead, 'clock +40 s ±1 ahead; ntpd does not run'],
    ['DRIFT', {...dead, offset: -41}, 'clock -41 s ±1 behind; ntpd does not run'],
    ['UNSYNCED', {...dead, offset: 2}, 'ntpd does not run'],
    ['SLEWING', {offset: -0.5}, 'clock -500.0 ms behind, on its way back'],
    ['UNSYNCED', {isSynchronized: false}, 'chronyd runs, but follows no source'],
    ['UNSYNCED', {service: 'none', isActive: false, isEnabled: false}, 'no time service is installed'],
    ['WRONG_ZONE', {zone: 'UTC'}, 'zone UTC, not Asia/Shanghai'],
    ['WRONG_SOURCE', {steps: ['source', 'restart'], source: 'pool.ntp.org'}, 'source pool.ntp.org, not 169.254.169.123'],
    ['AT_RISK', {isEnabled: false}, 'chronyd does not start at boot'],
    ['AT_RISK', {rivals: 'ntpd'}, 'ntpd too keeps the clock'],
    ['AT_RISK', {zoneFile: 'UTC'}, '/etc/sysconfig/clock says UTC'],
  ])('%s', (verdict, change, summary) => expect(finding(change)).toMatchObject({verdict, summary}));

  test('of time-check judges a zone only where one is given, and knows the names of UTC', () => {
    const output = JSON.stringify({...right, ecsdeck: 'time-check', zone: 'Etc/UTC'});
    expect(timeCheck.read(output, {zone: ''}).verdict).toBe('OK');
    expect(timeCheck.read(output, {zone: 'UTC'}).verdict).toBe('OK');
    expect(timeCheck.read(output, {zone: 'Asia/Shanghai'}).verdict).toBe('WRONG_ZONE');
  });
});

describe('a plan', () => {
  test('is empty where nothing differs', () => expect(timeFix.plan(finding({}), values)).toEqual([]));

  test('says each step in the order in which the host takes it', () => {
    const all: Partial<TimeFixCheckAnswer> = {
      ...dead,
      zone: 'UTC',
      rivals: 'ntpd',
      steps: ['install', 'source', 'start', 'enable', 'rivals', 'zone', 'zone-users'],
    };
    expect(timeFix.plan(finding(all), values)).toEqual([
      'installs chrony with yum',
      'adds the source 169.254.169.123 to /etc/chrony.conf, keeping a copy; other sources stay',
      'starts chrony, which makes the clock slower until it is right, in about 8 min',
      'lets chrony start at boot',
      'stops ntpd, and keeps it from starting at boot; it stays installed where chrony can stand beside it',
      'sets the zone: UTC → Asia/Shanghai; containers keep their own',
      'restarts cron and rsyslog, which remember the old zone',
    ]);
  });

  test('to step says by how much the clock jumps', () => {
    const step = {...values, mode: 'step'};
    expect(timeFix.plan(finding({offset: 41.2, steps: ['step']}, step), step)).toEqual([
      'lets the clock jump by -41.2 s at once: leases, TTLs and cron see it',
    ]);
  });

  test('is none where the host has an obstacle, which is the reason', () => {
    const found = finding({obstacle: 'There is no PTP clock.'});
    expect(timeFix.plan(found, values)).toEqual([]);
    expect(timeFix.cannot?.(found)).toBe('There is no PTP clock.');
    expect(timeFix.cannot?.(finding({}))).toBeUndefined();
  });
});

describe('what was wanted', () => {
  test('is there when all is right, and while a clock is slewed as asked', () => {
    expect(timeFix.isAsWanted(finding({}), values, undefined)).toBe(true);
    expect(timeFix.isAsWanted(finding({offset: 39}), values, undefined)).toBe(true);
    expect(timeFix.isAsWanted(finding({offset: 39}), {...values, mode: 'step'}, undefined)).toBe(false);
    expect(timeFix.isAsWanted(finding(dead), values, undefined)).toBe(false);
    expect(timeFix.isAsWanted(finding({zone: 'UTC'}), values, undefined)).toBe(false);
  });
});

test('offsets have a sign and a unit that fits', () => {
  expect([41.23, -0.0034, 0.000012, 0].map(offset => offsetText(offset, 'chrony'))).toEqual(['+41.2 s', '-3.4 ms', '+12 µs', '+0 µs']);
  expect(offsetText(-40, 'metadata')).toBe('-40 s ±1');
  expect([5, 40, 1000].map(slewTime)).toEqual(['60 s', '8 min', '4 h']);
});
