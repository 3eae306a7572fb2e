// Every way in which the program can fail by itself, and both ways in which a person leaves it, wherever the program is.

import {describe, test} from 'vitest';
import {expectRestored} from './exit-case.ts';
import {exitPlaces} from './exit-places.ts';

/** What goes wrong at SIGUSR2, in the middle of everything. */
const faults = {
  'a throw': "throw new Error('boom')",
  'a rejection': "Promise.reject(new Error('boom'))",
  'a throw of something that is no error': "throw 'boom'",
  'a throw in a timer': "setTimeout(() => { throw new Error('boom'); }, 1)",
};

const sizes = [
  [80, 24],
  [160, 45],
] as const;

// Before the dashboard is there, a fault is Node's own business; it is told all the same.
describe.each(exitPlaces.filter(({name}) => name !== 'the first paint'))('at $name', place => {
  const cases = Object.keys(faults).flatMap(name => sizes.map(([columns, rows]) => [name, columns, rows] as const));
  test.concurrent.each(cases)('after %s at %i×%i, which is told where it can be read', async (name, columns, rows) => {
    await expectRestored({
      place,
      columns,
      rows,
      preload: `process.on('SIGUSR2', () => { ${faults[name as keyof typeof faults]} })`,
      end: (_, pid) => void process.kill(pid, 'SIGUSR2'),
      exitCode: 1,
      says: 'boom',
    });
  });

  test.concurrent('after Ctrl-C', async () => {
    await expectRestored({place, columns: 100, rows: 30, end: session => session.type('\u0003'), exitCode: 0});
  });
});
