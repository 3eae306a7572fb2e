// What holds for every text once it was made safe, tried on as many as are wanted. For the tests and for `npm run fuzz` alike.

import fc from 'fast-check';
import {safeText} from '../../src/domain/safe-text.ts';
import {type HostileTerminal, openHostileTerminal} from './hostile-terminal.ts';
import {hostileText} from './hostile-text.ts';

/** Texts that go to the terminal in one go. */
const batch = 1_000;

/** Rejects with the text and what it did, for the first one for which something does not hold. */
export async function fuzzSafeText(runs: number, seed: number): Promise<void> {
  const terminal = openHostileTerminal();
  try {
    for (let done = 0; done < runs; done += batch) {
      const texts = fc.sample(hostileText, {numRuns: Math.min(batch, runs - done), seed: seed + done});
      const [fault] = (await Promise.all(texts.map(raw => faultsOf(raw, terminal)))).filter(fault => fault !== undefined);
      if (fault !== undefined) throw new Error(fault);
    }
  } finally {
    terminal.dispose();
  }
}

async function faultsOf(raw: string, terminal: HostileTerminal): Promise<string | undefined> {
  const safe = safeText(raw);
  const lost = firstLost(raw, safe);
  const alarms = await new Promise<readonly string[]>(resolve => terminal.write(safe, resolve));
  const faults = [
    ...alarms,
    ...(/[\0-\x1f\x7f-\x9f]/.test(safe) ? ['a control character is left'] : []),
    ...(safeText(safe) === safe ? [] : ['making it safe again changes it']),
    ...(lost === undefined ? [] : [`lost: ${lost}`]),
  ];
  return faults.length === 0 ? undefined : `${JSON.stringify(raw)} as ${JSON.stringify(safe)}: ${faults.join('; ')}`;
}

/** The first letter, digit or sign of the raw text that is not in the safe one, in the same order; undefined when all are there. */
function firstLost(raw: string, safe: string): string | undefined {
  let from = 0;
  for (const character of raw.replace(/[^\x21-\x7e]/g, '')) {
    from = safe.indexOf(character, from) + 1;
    if (from === 0) return character;
  }
  return undefined;
}
