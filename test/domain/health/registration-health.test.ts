import {describe, expect, test} from 'vitest';
import {
  countRegistrations,
  isRegistrationSteady,
  placeWords,
  registrationCountsInWords,
  registrationCountsTone,
  registrationsVerdict,
  registrationVerdict,
} from '../../../src/domain/health/registration-health.ts';
import {serviceVerdict} from '../../../src/domain/health/service-health.ts';
import type {Registration} from '../../../src/domain/registration.ts';
import {anEntry, aRegistration, aService, minute, now} from '../fixtures.ts';

type Task = NonNullable<Registration['task']>;

function withTask(parts: Partial<Task>, more: Partial<Registration> = {}): Registration {
  const row = aRegistration();
  return {...row, ...(row.task && {task: {...row.task, ...parts}}), ...more};
}

function withoutTask(more: Partial<Registration>): Registration {
  const {task: _, ...row} = aRegistration();
  return {...row, ...more};
}

function missing(parts: Partial<Task> = {}, more: Partial<Registration> = {}): Registration {
  const {entry: _, ...row} = withTask({startedAt: now - 12 * minute, ...parts}, {match: 'missing', ...more});
  return row;
}

function told(row: Registration): readonly [string, string, string] {
  const {state, tone, note} = registrationVerdict(row, now);
  return [state, tone, note];
}

const unhealthy = {entry: anEntry({health: 'UNHEALTHY'})};

describe('an entry', () => {
  test('of a task that runs is registered; of another service it says whose', () => {
    expect(told(aRegistration())).toEqual(['registered', 'ok', '']);
    expect(told(withTask({group: 'service:orders-green'}, {match: 'elsewhere'}))).toEqual(['registered', 'ok', 'a task of orders-green']);
    expect(told(withTask({}, {entry: anEntry({health: 'UNCHECKED'})}))).toEqual(['registered', 'ok', '']);
    expect(told(withTask({}, {entry: anEntry({health: 'UNKNOWN'})}))).toEqual(['registered', 'plain', '']);
    const warns = {entry: anEntry({health: 'WARNING', healthReason: 'disk at 91 %'})};
    expect(told(withTask({}, warns))).toEqual(['registered', 'warn', 'its check warns: disk at 91 %']);
  });

  test('without a task is stale: bad where callers are sent there, a leftover where they are not', () => {
    expect(told(withoutTask({match: 'gone'}))).toEqual(['stale', 'bad', 'no running task here: callers go to nothing']);
    expect(told(withoutTask({match: 'gone', ...unhealthy}))[1]).toBe('warn');
    expect(told(withTask({}, {match: 'reused'}))).toEqual(['stale', 'warn', 'left by a task that is gone: another has its address']);
  });

  test('of a task that stops or has just stopped has a minute to go', () => {
    expect(told(withTask({desiredStatus: 'STOPPED', lastStatus: 'DEACTIVATING'}))[0]).toBe('stopping');
    const stopped = (ago: number) => withTask({lastStatus: 'STOPPED', desiredStatus: 'STOPPED', stoppedAt: now - ago}, {match: 'gone'});
    expect(told(stopped(59_000))).toEqual(['stopping', 'busy', 'its task stopped 59s ago: the entry should go now']);
    expect(told(stopped(60_000))[0]).toBe('stale');
  });

  test('that is unhealthy says why; a task that just started has not passed yet', () => {
    expect(told(withTask({health: 'UNHEALTHY', startedAt: now - 5 * minute}, unhealthy))).toEqual([
      'unhealthy',
      'bad',
      'nobody is sent there',
    ]);
    const refused = {entry: anEntry({health: 'UNHEALTHY', healthReason: 'connection refused'})};
    expect(told(withTask({startedAt: now - 5 * minute}, refused))).toEqual([
      'unhealthy',
      'bad',
      'nobody is sent there: connection refused',
    ]);
    expect(told(withTask({startedAt: now - 30_000}, unhealthy))).toEqual(['starting', 'busy', 'has not passed its health check yet']);
    expect(told(withTask({startedAt: now - 2 * minute}, unhealthy))).toEqual([
      'unhealthy',
      'warn',
      'nobody is sent there: no check has passed for 2m',
    ]);
  });

  test('of another hand is told so, and what could not be looked up is not judged', () => {
    expect(told(withoutTask({match: 'foreign'}))).toEqual([
      'foreign',
      'warn',
      'no task of this cluster: registered by hand, or from elsewhere',
    ]);
    expect(told(withoutTask({match: 'foreign', ...unhealthy}))[2]).toBe('of no host of this cluster, and unhealthy: of one that is gone?');
    const {address: _, ...alias} = anEntry({alias: 'a.elb.amazonaws.com'});
    expect(told(withoutTask({match: 'foreign', entry: alias}))).toEqual(['foreign', 'plain', 'leads on to another name, not to a task']);
    expect(told(withoutTask({match: 'unknown'}))[1]).toBe('quiet');
  });
});

describe('a task without an entry', () => {
  test('has a minute; then nobody finds it', () => {
    expect(told(missing({lastStatus: 'PENDING'}))[0]).toBe('starting');
    expect(told(missing({startedAt: now - 12_000}))).toEqual(['starting', 'busy', 'runs for 12s: not registered yet']);
    expect(told(missing())).toEqual(['missing', 'bad', 'runs for 12m, not registered: nobody finds it']);
  });

  test('may be among those that the token may not see', () => {
    expect(told(missing({}, {isPartial: true}))).toEqual(['missing', 'warn', 'runs, and is not among the entries that the token may see']);
  });
});

test('steady is what runs and is well; the rest is looked at again soon', () => {
  expect(isRegistrationSteady(aRegistration())).toBe(true);
  expect(isRegistrationSteady(withoutTask({match: 'foreign'}))).toBe(true);
  for (const row of [missing(), withTask({}, unhealthy), withoutTask({match: 'gone'}), withTask({desiredStatus: 'STOPPED'})]) {
    expect(isRegistrationSteady(row)).toBe(false);
  }
});

test('counts by registry, and what of them belongs into the note of a service', () => {
  const rows = [
    aRegistration(),
    withoutTask({match: 'gone', address: '10.0.17.5', port: 32_770}),
    missing(),
    withTask({health: 'UNHEALTHY', startedAt: 0}, unhealthy),
  ];
  const [counts, ...others] = countRegistrations(rows, now);
  expect(others).toEqual([]);
  expect(counts).toMatchObject({
    entries: 3,
    registered: 1,
    stale: 1,
    missing: 1,
    unhealthy: 1,
    changing: 0,
    stalePlaces: ['10.0.17.5:32770'],
  });
  const all = counts ? [counts] : [];
  expect(registrationsVerdict(all)).toEqual({
    tone: 'warn',
    note: '1 stale entry under orders.local-1: no task at 10.0.17.5:32770; 1 task not registered under orders.local-1',
  });
  expect(all.map(registrationCountsInWords)).toEqual(['1 stale, 1 missing, 1 unhealthy, 1 registered']);
  expect(all.map(registrationCountsTone)).toEqual(['warn']);
  expect(serviceVerdict(aService(), {failures: [], registrations: all}, now).note).toContain('1 stale entry under orders.local-1');
});

test('while all is well a service has no word on it', () => {
  expect(registrationsVerdict(countRegistrations([aRegistration()], now))).toBeUndefined();
  expect(countRegistrations([aRegistration()], now).map(registrationCountsTone)).toEqual(['ok']);
  expect(countRegistrations([withoutTask({match: 'gone'})], now).map(registrationCountsTone)).toEqual(['bad']);
  expect(countRegistrations([missing({lastStatus: 'PENDING'})], now).map(registrationCountsTone)).toEqual(['busy']);
});

test('places, also of the sixth version', () => {
  expect(placeWords({address: 'fd00::7', port: 8080})).toBe('[fd00::7]:8080');
  expect(placeWords({address: '10.0.3.7'})).toBe('10.0.3.7');
  expect(placeWords({})).toBe('');
});
