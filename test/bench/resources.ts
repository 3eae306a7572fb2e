// Memory and idle CPU of the dashboard: on the demo world, which runs inside it, and on 20,000 tasks of a region elsewhere.

import {performance} from 'node:perf_hooks';
import {setTimeout as wait} from 'node:timers/promises';
import {privateHome} from '../pty/private-home.ts';
import {type PtySession, startInPty} from '../pty/pty-session.ts';
import type {Bench, Figure} from './bench.ts';
import {hasListed, withLargeDashboard} from './large-dashboard.ts';
import {memoryOf, processorTimeOf} from './process-usage.ts';

/** Per cent of a core that a session takes while nobody presses a key. */
async function idleLoad(session: PtySession, seconds: number): Promise<number> {
  const begin = performance.now();
  const before = processorTimeOf(session.pid);
  await wait(seconds * 1_000);
  return ((processorTimeOf(session.pid) - before) / ((performance.now() - begin) / 1_000)) * 100;
}

function memoryFigures(where: string, session: PtySession, target: number): readonly Figure[] {
  const {now, peak} = memoryOf(session.pid);
  return [
    {name: `RSS, ${where}`, value: now, unit: 'MB', target},
    {name: `RSS at its peak, ${where}`, value: peak, unit: 'MB'},
  ];
}

async function onDemoWorld(seconds: number): Promise<readonly Figure[]> {
  const home = privateHome();
  const session = startInPty(['--demo'], {columns: 160, rows: 45, env: home.env});
  try {
    await session.sees('erp');
    await wait(seconds * 250);
    const load = await idleLoad(session, seconds);
    return [...memoryFigures('demo world', session, 150), {name: 'idle CPU, demo world', value: load, unit: '%', target: 3}];
  } finally {
    await session.close();
    home.remove();
  }
}

async function onLargeWorld(seconds: number): Promise<readonly Figure[]> {
  return withLargeDashboard(async ({session}) => {
    session.type('T');
    await session.until('all tasks', screen => hasListed(screen, 'tasks', 20_000), 120_000);
    // The details of all rows arrive in the background, within the budget of calls.
    await wait(seconds * 1_000);
    const load = await idleLoad(session, seconds);
    return [...memoryFigures('20,000 tasks', session, 300), {name: 'CPU while details load, 20,000 tasks', value: load, unit: '%'}];
  });
}

/** Memory and idle CPU. */
export const resources: Bench = {
  name: 'resources',
  async run({isQuick}) {
    const seconds = isQuick ? 5 : 20;
    return [...(await onDemoWorld(seconds)), ...(await onLargeWorld(seconds))];
  },
};
