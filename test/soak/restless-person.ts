// Somebody who presses keys without end, and never leaves.

import {setTimeout as wait} from 'node:timers/promises';
import type {PtySession} from '../pty/pty-session.ts';

/** Keys that go anywhere; what changes something has to be confirmed by a y that comes late enough, and sometimes is. */
const keys = [
  ...['j', 'j', 'j', 'k', 'k', 'G', 'g', '\u0006', '\u0002', '\r', '\r', 'd', 'y', 'e', 'b', 'T', 'l', 'S', '!', 'p', 'p', '?', '-'],
  ...[
    '/',
    'w',
    '\u001b[27u',
    '\u001b[27u',
    '\u001b[27u',
    ':',
    '\t',
    '>',
    '<',
    'o',
    ' ',
    '*',
    '\u0012',
    's',
    'r',
    'n',
    'w',
    't',
    'i',
    'P',
    'f',
    'v',
  ],
];

/** Presses a key every 100 ms for so many seconds. */
export async function pressKeys(session: PtySession, seconds: number, random: () => number): Promise<void> {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await wait(100)) {
    session.type(keys[Math.floor(random() * keys.length)] ?? 'j');
  }
}

/** From wherever it is to a table, by its name. */
export async function goBackTo(session: PtySession, table: string, seen: string): Promise<void> {
  for (let left = 0; left < 5; left += 1) {
    session.type('\u001b[27u');
    await wait(150);
  }
  if (session.text().includes('PAUSED')) session.type('p');
  session.type(':');
  await session.sees('Go to');
  session.type(table);
  await session.sees(`:${table}`);
  session.type('\r');
  await session.until(`${table} with ${seen}`, screen => !screen.includes('Go to') && screen.includes(seen), 90_000);
}
