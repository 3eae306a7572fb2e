// What holds whatever the hosts, the network and the program do. `npm run fuzz:fleet` plays 10,000 of the same.

import {expect, test} from 'vitest';
import {playMany} from './schedules.ts';

const count = 100;

test(`${count} random schedules over 1,000 hosts keep every promise`, {timeout: 300_000}, async () => {
  const ends = await playMany(count, 20_261_120);
  // Schedules that all ended early would prove little.
  expect(Object.keys(ends).sort()).toEqual(['aborted', 'finished', 'stopped']);
  expect(ends.finished).toBeGreaterThan(count / 10);
});
