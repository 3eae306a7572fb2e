import {expect, test} from 'vitest';
import {createGovernor} from '../../src/aws/governor.ts';
import {patient} from './fake-endpoint.ts';
import {manualClock, settle} from './manual-clock.ts';

function governed() {
  const clock = manualClock();
  const governor = createGovernor(clock);
  const admitted: string[] = [];
  const ask = (name: string, priority: 'foreground' | 'background' | 'change' = 'foreground', signal = patient) =>
    governor.acquire('cluster-resource read', priority, signal).then(() => {
      admitted.push(name);
    });
  return {clock, governor, admitted, ask};
}

test('30 % of the published burst goes out at once, then 30 % of the published rate', async () => {
  const {clock, admitted, ask} = governed();
  for (let call = 0; call < 60; call += 1) void ask(`call ${call}`);
  await settle();
  expect(admitted).toHaveLength(30);
  await clock.advance(1_000);
  expect(admitted.length).toBeGreaterThanOrEqual(35);
  expect(admitted.length).toBeLessThanOrEqual(36);
  await clock.advance(4_010);
  expect(admitted).toHaveLength(60);
  expect(admitted).toEqual(Array.from({length: 60}, (_, call) => `call ${call}`));
});

test('what the person waits for goes before the background', async () => {
  const {clock, admitted, ask} = governed();
  for (let call = 0; call < 40; call += 1) void ask('background', 'background');
  await settle();
  const before = admitted.length;
  expect(before).toBeLessThan(30);
  void ask('person');
  await settle();
  expect(admitted[before]).toBe('person');
  for (let call = 0; call < 10; call += 1) void ask('person');
  await clock.advance(1_000);
  expect(admitted.filter(name => name === 'person')).toHaveLength(11);
});

test('a throttle halves the flow, which comes back within a minute', async () => {
  const {clock, governor, admitted, ask} = governed();
  governor.throttled('cluster-resource read');
  governor.throttled('cluster-resource read');
  expect(governor.isThrottled()).toBe(true);
  for (let call = 0; call < 1_000; call += 1) void ask('call');
  await clock.advance(2_000);
  expect(admitted.length).toBeGreaterThanOrEqual(5);
  expect(admitted.length).toBeLessThanOrEqual(7);
  await clock.advance(58_000);
  expect(governor.isThrottled()).toBe(false);
  const afterOneMinute = admitted.length;
  await clock.advance(10_000);
  expect(admitted.length - afterOneMinute).toBeGreaterThanOrEqual(58);
});

test('a throttle of one bucket leaves the others alone', async () => {
  const {governor} = governed();
  governor.throttled('cluster-resource read');
  await governor.acquire('service read', 'foreground', patient);
});

test('a change waits a second at most', async () => {
  const {clock, governor, admitted, ask} = governed();
  for (let storm = 0; storm < 8; storm += 1) {
    governor.throttled('cluster-resource read');
    await clock.advance(1_000);
  }
  for (let call = 0; call < 5; call += 1) void ask('read');
  void ask('change', 'change');
  await clock.advance(1_000);
  expect(admitted).toContain('change');
});

test('who leaves the queue takes no token', async () => {
  const {clock, admitted, ask} = governed();
  for (let call = 0; call < 30; call += 1) void ask('first');
  const leaving = new AbortController();
  const left = ask('left', 'foreground', leaving.signal);
  void ask('stays');
  await settle();
  leaving.abort(new Error('scope changed'));
  await expect(left).rejects.toThrow('scope changed');
  await clock.advance(200);
  expect(admitted.at(-1)).toBe('stays');
});

test('calls a minute are those of the last minute', async () => {
  const {clock, governor, ask} = governed();
  for (let call = 0; call < 5; call += 1) await ask('call');
  await clock.advance(30_000);
  await ask('call');
  governor.spent('cluster-resource read');
  expect(governor.callsPerMinute()).toBe(7);
  await clock.advance(31_000);
  expect(governor.callsPerMinute()).toBe(2);
  await clock.advance(60_000);
  expect(governor.callsPerMinute()).toBe(0);
});
