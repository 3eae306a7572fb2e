import {expect, test} from 'vitest';
import {DeadlineExceeded, withDeadline} from '../../src/domain/deadline.ts';
import {patient} from '../aws/fake-endpoint.ts';
import {manualClock} from '../aws/manual-clock.ts';

const never = () => new Promise<never>(() => {});

test('waiting ends at the deadline even when the call does not obey its signal', async () => {
  const clock = manualClock();
  const waiting = expect(withDeadline(clock, 10_000, patient, never)).rejects.toThrow(DeadlineExceeded);
  await clock.advance(10_000);
  await waiting;
});

test("waiting ends with the caller's own reason", async () => {
  const caller = new AbortController();
  const seen: AbortSignal[] = [];
  const waiting = withDeadline(manualClock(), 10_000, caller.signal, signal => {
    seen.push(signal);
    return never();
  });
  caller.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  expect(seen[0]?.aborted).toBe(true);
});

test('an answer in time is the answer, and nothing is aborted later', async () => {
  const clock = manualClock();
  const seen: AbortSignal[] = [];
  const answer = await withDeadline(clock, 10, patient, async signal => {
    seen.push(signal);
    return 'answer';
  });
  await clock.advance(1_000);
  expect(answer).toBe('answer');
  expect(seen[0]?.aborted).toBe(false);
});

test('nothing is called for a caller that has left already', async () => {
  let calls = 0;
  const run = async () => {
    calls += 1;
  };
  await expect(withDeadline(manualClock(), 10, AbortSignal.abort(new Error('left')), run)).rejects.toThrow('left');
  expect(calls).toBe(0);
});
