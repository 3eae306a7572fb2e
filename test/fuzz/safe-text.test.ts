// Making text safe, on more cases than anybody would write down. `npm run fuzz` tries as many as there is time for.

import {test} from 'vitest';
import {openHostileTerminal} from './hostile-terminal.ts';
import {fuzzSafeText} from './safe-text.ts';

test('whatever the text, a terminal only shows it', {timeout: 60_000}, () => fuzzSafeText(100_000, 20_261_125));

// The emulator itself is tried: one that takes no notice of anything would let every text pass.
test.each([
  ['\u001b]0;x\u0007', 'a title'],
  ['\u001b]52;c;eA==\u0007', 'OSC 52'],
  ['\u001b[6n', 'a reply'],
  ['\u001b[?2004h', 'the modes'],
  ['\u001b[?1049h', 'the modes'],
  ['\u001b[31m', 'its colours stay'],
  ['\u001b(0', 'it reads'],
  ['\u001b]0;unterminated', 'it reads'],
  ['\r', 'it reads'],
  ['\n', 'cursor'],
  ['\u001b[1;1Hx', 'line 0 has changed'],
  ['\u0007', 'a bell'],
])('raw %j would be noticed', async (raw, alarm) => {
  const terminal = openHostileTerminal();
  const alarms = await new Promise<readonly string[]>(resolve => terminal.write(raw, resolve));
  terminal.dispose();
  if (!alarms.join('; ').includes(alarm)) throw new Error(`nobody noticed: ${alarms.join('; ')}`);
});
