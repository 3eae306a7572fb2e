// The steps that stories are told in, as a person takes them: what was typed is seen on the screen before Enter is pressed.
// Keys that arrive in one piece with Enter are text that was pasted, and never act.

import {setTimeout as wait} from 'node:timers/promises';
import type {PtySession} from './pty-session.ts';

/** A confirmation refuses a key that comes within 300 ms of being drawn; it cannot have been read. */
const readingMilliseconds = 500;

/** Opens a table by name, `services erp`, and waits until it shows this text. */
export async function goTo(deck: PtySession, table: string, shows: string): Promise<void> {
  deck.type(':');
  await deck.sees('Go to');
  deck.type(table);
  await deck.sees(`:${table}`);
  deck.type('\r');
  await deck.until(`${table} with ${shows}`, screen => !screen.includes('Go to') && screen.includes(shows));
}

/** Leaves only the rows that match, with the cursor on the first; `gone` is what must have left the screen. */
export async function narrowTo(deck: PtySession, filter: string, gone: string): Promise<void> {
  deck.type('/');
  await deck.sees('keep  Esc as before');
  deck.type(filter);
  await deck.until(`only ${filter}`, screen => screen.includes(`/${filter}`) && !screen.includes(gone));
  deck.type('\r');
  await deck.until('the filter to be closed', screen => !screen.includes('Esc as before'));
}

/** Answers the question that is on the screen in place of what it proposes. */
export async function answer(deck: PtySession, label: string, value: string): Promise<void> {
  await deck.sees(label);
  deck.type('\u0015');
  await deck.until('an empty answer', screen => /^\D/.test(screen.split(`${label}: `)[1] ?? ''));
  deck.type(value);
  await deck.sees(`${label}: ${value}`);
  deck.type('\r');
}

/** Presses `y` at the confirmation that tells of this change, once it can have been read. */
export async function confirm(deck: PtySession, summary: string): Promise<void> {
  await deck.sees(summary);
  await deck.sees(' y  goes ahead');
  await wait(readingMilliseconds);
  deck.type('y');
}
