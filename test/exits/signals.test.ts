// Every signal that ends a program, wherever the program is.

import {constants} from 'node:os';
import {setTimeout as wait} from 'node:timers/promises';
import {describe, test} from 'vitest';
import {expectRestored} from './exit-case.ts';
import {type ExitPlace, exitPlaces} from './exit-places.ts';

const signals = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;
const sizes = [
  [80, 24],
  [200, 50],
] as const;

describe.each(exitPlaces)('at $name', place => {
  const cases = signals.flatMap(signal => sizes.map(([columns, rows]) => [signal, columns, rows] as const));
  test.concurrent.each(cases)('after %s at %i×%i', async (signal, columns, rows) => {
    await expectRestored({
      place,
      columns,
      rows,
      end: (_, pid) => void process.kill(pid, signal),
      exitCode: 128 + constants.signals[signal],
    });
  });

  test.concurrent('after a SIGSTOP, a SIGCONT and a SIGTERM', async () => {
    await expectRestored({
      place,
      columns: 120,
      rows: 40,
      end: (_, pid) => {
        for (const signal of ['SIGSTOP', 'SIGCONT', 'SIGTERM'] as const) process.kill(pid, signal);
      },
      exitCode: 128 + constants.signals.SIGTERM,
    });
  });

  test.concurrent('after two signals at once', async () => {
    await expectRestored({
      place,
      columns: 80,
      rows: 24,
      end: (_, pid) => {
        process.kill(pid, 'SIGTERM');
        process.kill(pid, 'SIGTERM');
      },
      exitCode: 128 + constants.signals.SIGTERM,
    });
  });
});

describe('in the first moments', () => {
  const firstBytes: ExitPlace = {name: 'the first bytes', way: [['', 'ecsdeck']]};
  /** Milliseconds from the first bytes on: while it is loaded, as the keyboard is taken, at the first frame. */
  const moments = [0, 2, 5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100, 150];
  const cases = signals.flatMap(signal => moments.map(milliseconds => [signal, milliseconds] as const));
  test.concurrent.each(cases)('after %s %i ms after the first bytes', async (signal, milliseconds) => {
    await expectRestored({
      place: firstBytes,
      columns: 80,
      rows: 24,
      end: async (_, pid) => {
        await wait(milliseconds);
        process.kill(pid, signal);
      },
      exitCode: 128 + constants.signals[signal],
    });
  });
});
