// How many calls a world of 2,000 services and 20,000 tasks costs, counted by the region that answers them.

import {performance} from 'node:perf_hooks';
import {setTimeout as wait} from 'node:timers/promises';
import type {Bench, Figure} from './bench.ts';
import {type DemoRegion, difference, total} from './demo-region.ts';
import {hasListed, withLargeDashboard} from './large-dashboard.ts';

/** Resolves once no call came for so long. */
async function quiet(region: DemoRegion, milliseconds: number, patience: number): Promise<void> {
  let last = total(await region.calls());
  let since = performance.now();
  for (const until = since + patience; performance.now() < until && performance.now() - since < milliseconds; await wait(100)) {
    const now = total(await region.calls());
    if (now === last) continue;
    last = now;
    since = performance.now();
  }
}

/** True once a row of the services table was described: `12/12` tasks. */
function hasServiceRows(screen: string): boolean {
  const [, trail = '', , ...body] = screen.split('\n');
  return /\bservices\b/.test(trail) && body.slice(0, -1).some(line => /\d+\/\d+/.test(line));
}

/** Calls to the first rows, to all names, and for one refresh of what is visible. */
export const largeWorld: Bench = {
  name: 'large-world',
  async run(): Promise<readonly Figure[]> {
    return withLargeDashboard(async ({session, region}) => {
      const before = await region.calls();
      const begin = performance.now();
      session.type('\r');
      await session.until('the first rows', hasServiceRows, 60_000);
      const firstRowsTime = performance.now() - begin;
      const firstRows = difference(before, await region.calls());
      await session.until('all names', screen => hasListed(screen, 'services', 2_000), 120_000);
      const allNamesTime = performance.now() - begin;
      const allNames = difference(before, await region.calls());
      await quiet(region, 3_000, 120_000);
      const settled = await region.calls();
      session.type('\u0012');
      await wait(4_000);
      const refresh = difference(settled, await region.calls());
      // The frame says it for as long as the program slows down because of one.
      const throttles = session.output().split('THROTTLED').length - 1;
      return [
        {name: 'first rows after', value: firstRowsTime, unit: 'ms'},
        {name: 'calls to the first rows', value: total(firstRows), unit: 'calls'},
        {name: 'all names after', value: allNamesTime, unit: 'ms'},
        {name: 'list pages to all names', value: allNames['ecs:ListServices'] ?? 0, unit: 'calls', target: 20},
        {name: 'all calls to all names', value: total(allNames), unit: 'calls'},
        {name: 'frames that say THROTTLED', value: throttles, unit: 'frames', target: 0},
        {name: 'one refresh of what is visible', value: total(refresh), unit: 'calls', target: 12},
      ];
    });
  },
};
