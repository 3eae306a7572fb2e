// The dashboard in the real terminal of this process: settings, signals, and the exit.

import {randomBytes} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {shownScreen} from '../store/screens.ts';
import type {State} from '../store/state.ts';
import type {DeckStore} from '../store/store.ts';
import {planAfterStart} from './after-start.ts';
import {auditLogIn} from './audit-log.ts';
import {type Dashboard, openDashboard} from './cli.tsx';
import {auditFile, runsFolder} from './config/state-folder.ts';
import {debugFileOf, openDebugFile} from './debug-file.ts';
import {heedStop} from './end-signals.ts';
import {systemClock} from './engine/clock.ts';
import type {Request} from './headless/request.ts';
import {memoryRecords} from './records/memory-records.ts';
import {runRecordsIn} from './records/run-records.ts';
import {readSettings} from './settings.ts';
import {abilitiesOf} from './terminal/abilities.ts';
import {HeldOutput} from './terminal/held-output.ts';
import {Job} from './terminal/job-control.ts';
import {withoutKeyboard} from './terminal/keyboard.ts';
import type {TerminalSession} from './terminal/session.ts';
import {Stage} from './terminal/stage.ts';

/** Milliseconds; a skeleton is on the screen. */
const longestWait = 150;

type DashboardRequest = Extract<Request, {readonly type: 'dashboard'}>;

/** Opens the dashboard and resolves with the exit code once the person has left it. Rejects when it cannot begin, or with a fault. */
export async function runDashboard(request: DashboardRequest, session: TerminalSession): Promise<number> {
  const {env, stdin, stdout} = process;
  const {colours, isUnicode, isSynchronized} = abilitiesOf(env, process.platform);
  const {options} = request;
  // Before anything is drawn: what is typed meanwhile waits for the dashboard, and is not echoed onto the screen.
  stdin.setRawMode(true);
  session.keyboard = stdin;
  session.keepOff(new HeldOutput([stdout, process.stderr]));
  const {config, source} = await readSettings(request);
  const debug = openDebugFile(debugFileOf(options, env));
  const palette = {colours: options.isColorless ? 'none' : colours, isUnicode: isUnicode && !options.isAscii} as const;
  const stage = new Stage({
    session,
    size: stdout,
    palette,
    isSynchronized,
    later: (work, milliseconds) => {
      setTimeout(work, milliseconds);
    },
  });
  const job = new Job();
  let opened: Dashboard | undefined;
  job.listen({
    onStop: () => opened?.suspend(),
    onContinued: () => {
      // What Node believes of the keyboard's mode is what it was before the shell had it.
      if (stdin.isRaw) stdin.setRawMode(false).setRawMode(true);
      stage.takeBack();
    },
  });
  heedStop();
  const dashboard = await openDashboard({
    stdin,
    stage,
    untilContinued: () => job.stopUntilContinued(),
    shells: {
      check: async () => void (await loadPlugin()).findPlugin(env),
      async run(session) {
        const {findPlugin, runPlugin} = await loadPlugin();
        await withoutKeyboard(stdin, () => runPlugin(findPlugin(env), session, env, 'on the screen behind: Ctrl-Z shows it'));
      },
    },
    clock: systemClock,
    random: Math.random,
    source,
    options,
    config,
    audit: auditLogIn(auditFile()),
    trace: debug?.call,
    saveFile,
    readFile: path => readFile(path, 'utf8'),
    // The hosts of the demo live no longer than this program: a later one could not go on with a run over them.
    runRecords: source === 'demo' ? memoryRecords() : runRecordsIn(runsFolder()),
    newToken: () => randomBytes(8).toString('hex'),
    hasColour: palette.colours !== 'none',
    isUnicode: palette.isUnicode,
    maxFps: 120,
    onFirstFrame: async store => {
      // The demo region answers sooner than two frames are drawn, AWS does not.
      if (source === 'demo') await firstAnswer(store);
    },
  });
  opened = dashboard;
  const afterStart = planAfterStart();
  // Their lines would let the heap grow to its largest within a second, and it never shrinks.
  const unsubscribe = dashboard.store.subscribe(state => {
    if (shownScreen(state)?.type !== 'logs') return;
    unsubscribe();
    afterStart();
  });
  const {promise: fault, reject} = Promise.withResolvers<never>();
  // Told once the terminal is as it was: on the dashboard's own screen nobody would see it.
  process.once('uncaughtException', reject);
  await Promise.race([dashboard.closed, fault]).finally(() => {
    job.ignore();
    dashboard.close();
  });
  const unfinished = source === 'demo' ? [] : dashboard.farewell();
  for (const line of unfinished) process.stdout.write(`${line}\n`);
  return 0;
}

/** Few open a shell: what starts programs is loaded for them alone. */
function loadPlugin() {
  return import('./terminal/plugin.ts');
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

/** Into the current folder, readable by its owner alone, and never over a file that is there. */
async function saveFile(name: string, content: string): Promise<string> {
  const path = resolve(name);
  await writeFile(path, content, {flag: 'wx', mode: 0o600});
  return path;
}
