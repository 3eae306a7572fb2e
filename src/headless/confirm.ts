// The confirmation on a terminal without a screen: one line that the person types after having been asked.

import {createInterface} from 'node:readline';
import type {Confirmation} from '../../commands/command.ts';
import {Refused} from '../domain/errors.ts';
import type {HeadlessPorts} from './ports.ts';

/** A line that comes sooner after the question, in milliseconds, was typed ahead or pasted: nobody has read the preview. */
const soonest = 300;

function lineFrom({stdin, stderr, clock}: HeadlessPorts, question: string): Promise<string> {
  return new Promise(resolve => {
    const lines = createInterface({input: stdin, output: stderr, prompt: question});
    const askedAt = clock.now();
    lines.on('line', line => {
      if (clock.now() - askedAt < soonest) return lines.prompt();
      resolve(line);
      lines.close();
    });
    // The end of the input is an answer too: none.
    lines.on('close', () => resolve(''));
    lines.prompt();
  });
}

/** Resolves when the person agrees; rejects with Refused when not, or when there is nobody to ask. */
export async function confirmed(confirmation: Confirmation, ports: HeadlessPorts): Promise<void> {
  if (ports.stdin.isTTY !== true || ports.stderr.isTTY !== true) {
    throw new Refused('there is no terminal to confirm at: nothing was sent', 'Look at it with --dry-run, then add --yes.');
  }
  const isKey = confirmation.type === 'key';
  const answer = await lineFrom(ports, isKey ? 'Go ahead? y/N ' : `Type ${confirmation.phrase} to go ahead: `);
  const isMeant = isKey ? /^y(es)?$/i.test(answer.trim()) : answer.trim() === confirmation.phrase;
  if (!isMeant) throw new Refused('not confirmed: nothing was sent', 'Start again when you mean it.');
}
