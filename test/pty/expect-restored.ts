// What is left of the terminal after a program that a shell ran between two readings of its settings, said as `before …` and `after …`.

import {expect} from 'vitest';
import type {PtySession} from './pty-session.ts';

/** What was written last decides. */
function isLeft(output: string, mode: string): boolean {
  return output.lastIndexOf(`\u001b[?${mode}l`) > output.lastIndexOf(`\u001b[?${mode}h`);
}

/** Waits for the end: that exit code, the settings as before, the shell's own screen, the cursor, and no paste mode. */
export async function expectRestored(deck: PtySession, exitCode: number): Promise<void> {
  await deck.exit;
  const said = (word: string) => new RegExp(`^${word} (\\S+)$`, 'm').exec(deck.text())?.[1];
  expect(said('exit')).toBe(`${exitCode}`);
  expect(said('before')).toMatch(/^[0-9a-f:]{20,}$/);
  expect(said('after')).toBe(said('before'));
  expect(deck.isAlternate()).toBe(false);
  expect(isLeft(deck.output(), '1049')).toBe(true);
  expect(isLeft(deck.output(), '25')).toBe(false);
  expect(deck.output().lastIndexOf('\u001b[?2004h')).toBeLessThanOrEqual(deck.output().lastIndexOf('\u001b[?2004l'));
}
