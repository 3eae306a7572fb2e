// The dashboard in the real terminal of this process: settings, signals, and the exit.

import {randomBytes} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import type {State} from '../store/state.ts';
import type {DeckStore} from '../store/store.ts';
import {planAfterStart} from './after-start.ts';
import {auditLogIn} from './audit-log.ts';
import {openDashboard} from './cli.tsx';
import {auditFile, runsFolder} from './config/state-folder.ts';
import {systemClock} from './engine/clock.ts';
import type {Request} from './headless/request.ts';
import {memoryRecords} from './memory-records.ts';
import {runRecordsIn} from './run-records.ts';
import {readSettings} from './settings.ts';
import type {Skeleton} from './skeleton.ts';

/** Milliseconds; a skeleton is on the screen. */
const longestWait = 150;

type DashboardRequest = Extract<Request, {readonly type: 'dashboard'}>;

/** Opens the dashboard and resolves with the exit code once the person has left it. Rejects when it cannot begin, or with a fault. */
export async function runDashboard(request: DashboardRequest, skeleton: Skeleton): Promise<number> {
  const {env, stdin, stdout} = process;
  const {options} = request;
  const {config, source} = await readSettings(request);
  const dashboard = await openDashboard({
    stdin,
    stdout,
    clock: systemClock,
    random: Math.random,
    source,
    options,
    config,
    audit: auditLogIn(auditFile()),
    saveFile,
    readFile: path => readFile(path, 'utf8'),
    // The hosts of the demo live no longer than this program: a later one could not go on with a run over them.
    runRecords: source === 'demo' ? memoryRecords() : runRecordsIn(runsFolder()),
    newToken: () => randomBytes(8).toString('hex'),
    hasColour: !options.isColorless && !env.NO_COLOR,
    isUnicode: !options.isAscii && speaksUnicode(env),
    maxFps: 120,
    onFirstFrame: async store => {
      // The demo region answers sooner than two frames are drawn, AWS does not.
      if (source === 'demo') await firstAnswer(store);
      skeleton.clear();
    },
  });
  planAfterStart();
  const {promise: fault, reject} = Promise.withResolvers<never>();
  // Told once the terminal is as it was: on the dashboard's own screen nobody would see it.
  process.once('uncaughtException', reject);
  await Promise.race([dashboard.closed, fault]).finally(dashboard.close);
  const unfinished = source === 'demo' ? [] : dashboard.farewell();
  for (const line of unfinished) stdout.write(`${line}\n`);
  return 0;
}

/** Resolves when rows or trouble have come, or after a moment. */
function firstAnswer(store: DeckStore): Promise<void> {
  const {promise, resolve} = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, longestWait);
  const unsubscribe = store.subscribe(state => {
    if (hasAnswer(state)) resolve();
  });
  return promise.finally(() => {
    unsubscribe();
    clearTimeout(timer);
  });
}

function hasAnswer({tables}: State): boolean {
  return Object.values(tables).some(
    ({entries, problem, listing}) => entries.size > 0 || problem !== undefined || listing.state === 'complete',
  );
}

/** True when the locale's character set is UTF-8: LC_ALL rules over LC_CTYPE, and that over LANG. */
function speaksUnicode(env: NodeJS.ProcessEnv): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return process.platform === 'darwin' || /utf-?8/i.test(locale);
}

/** Into the current folder, readable by its owner alone, and never over a file that is there. */
async function saveFile(name: string, content: string): Promise<string> {
  const path = resolve(name);
  await writeFile(path, content, {flag: 'wx', mode: 0o600});
  return path;
}
