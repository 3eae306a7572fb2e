// Everything without the dashboard: the demo region as a server, `get`, `logs` and the verbs, on the streams of this process.

import {randomBytes} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {constants} from 'node:os';
import {createInterface} from 'node:readline/promises';
import {planAfterStart} from './after-start.ts';
import {auditLogIn} from './audit-log.ts';
import {changeMode} from './config/config.ts';
import {outputBucketOf, playbookSettings} from './config/playbook-settings.ts';
import {auditFile, runsFolder} from './config/state-folder.ts';
import {createConnector, openDemo} from './connect.ts';
import {debugFileOf, openDebugFile} from './debug-file.ts';
import {Refused} from './domain/errors.ts';
import type {ShellSession} from './domain/shell.ts';
import {exitOnEndSignals} from './end-signals.ts';
import {systemClock} from './engine/clock.ts';
import {withFleet} from './fleet-connection.ts';
import type {OpenPlace} from './headless/ports.ts';
import type {DemoRegionRequest} from './headless/request.ts';
import {type HeadlessRequest, runHeadless} from './headless/run-headless.ts';
import {runRecordsIn} from './records/run-records.ts';
import {readSettings} from './settings.ts';
import {withoutKeyboard} from './terminal/keyboard.ts';

/** Runs the request and resolves with the exit code; rejects for a fault of the program itself. */
export async function runWithoutScreen(request: DemoRegionRequest | HeadlessRequest): Promise<number> {
  if (request.type === 'demo-region') return serveDemo(request);
  if (request.type === 'logs') planAfterStart();
  const {stdout, stderr, stdin} = process;
  const shells: Promise<unknown>[] = [];
  const exitCode = await runHeadless(request, {
    stdout,
    stderr,
    stdin,
    clock: systemClock,
    random: Math.random,
    audit: auditLogIn(auditFile()),
    readFile: path => readFile(path, 'utf8'),
    place: () => openPlace(request, session => shells.push(useShell(session).then(noProblem, asProblem))),
    ...(isRun(request) && {signal: abortedOnEndSignals()}),
  });
  for (const problem of await Promise.all(shells)) if (problem !== undefined) throw problem;
  return exitCode;
}

function noProblem(): undefined {}

/** It is told when all else is over, and until then it is no rejection that nobody has seen. */
function asProblem(error: unknown): unknown {
  return error;
}

/** Has the shell on this terminal until it ends. Rejects with UserError when it ends otherwise than by itself. */
async function useShell(session: ShellSession): Promise<void> {
  const {findPlugin, runPlugin} = await loadPlugin();
  // Told to end, we take the plugin along.
  exitOnEndSignals();
  // Nothing more is read from the keyboard after it, which must not keep us here.
  process.stdin.unref();
  await withoutKeyboard(process.stdin, () => runPlugin(findPlugin(process.env), session, process.env, 'above'));
}

/** The account and Region of one call. The configuration's word on the account is asked for only when something is changed. */
async function openPlace(request: HeadlessRequest, onShell: (session: ShellSession) => void): Promise<OpenPlace> {
  const {options} = request;
  const {config, source} = await readSettings(request);
  let mode: OpenPlace['mode'] = 'read-only';
  const connector = await createConnector({
    source,
    clock: systemClock,
    demo: options.demo,
    allowsChanges: () => mode === 'write',
    mfaCode: askForMfaCode,
    shells: {
      check: requireTerminal,
      // The change is over, and recorded, as soon as the shell is open.
      attach: async session => onShell(session),
    },
    trace: openDebugFile(debugFileOf(options, process.env))?.call,
    consul: config.consul,
  });
  const profile = options.profile ?? config.profile;
  const region = options.region ?? config.region;
  const connected = await connector.connect({...(profile !== undefined && {profile}), ...(region !== undefined && {region})});
  const connection = withFleet(connected, {
    clock: systemClock,
    audit: auditLogIn(auditFile()),
    isDemo: source === 'demo',
    records: runRecordsIn(runsFolder()),
    canChange: () => mode === 'write',
    newToken: () => randomBytes(8).toString('hex'),
    outputBucket: outputBucketOf(config.playbooks),
  });
  const {changes, logs, runCommand, runCommandChanges, fleet, close} = connection;
  const playbooks = playbookSettings(config.playbooks);
  const place = {
    region: connection.region,
    changes,
    logs,
    runCommand,
    runCommandChanges,
    fleet,
    playbooks,
    isDemo: source === 'demo',
    close,
  };
  if (request.type === 'get' || request.type === 'logs') return {...place, mode, isProduction: false};
  const {account} = await connection.region.identity(new AbortController().signal);
  const rules = config.accounts[account];
  mode = changeMode(options.mode, source, rules);
  return {...place, mode, isProduction: rules?.production === true};
}

function isRun({type}: HeadlessRequest): boolean {
  return type === 'fleet' || type === 'resume' || type === 'retry';
}

/** The first signal aborts a run in order, the second one leaves at once: what is under way is found again by `resume`. */
function abortedOnEndSignals(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(128 + constants.signals[signal]);
      process.stderr.write('\naborting: nothing more is sent, what is under way is cancelled and waited for; once more leaves at once\n');
      controller.abort(new Refused('interrupted before anything was sent', 'Start again when you mean it.'));
    });
  }
  return controller.signal;
}

/** A shell is no use without a terminal and the plugin. Rejects with Refused. */
async function requireTerminal(): Promise<void> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) throw new Refused('a shell needs a terminal at both its ends', 'Run it in one.');
  (await loadPlugin()).findPlugin(process.env);
}

/** Few open a shell, and what is loaded here at once would be loaded for the dashboard too. */
function loadPlugin() {
  return import('./terminal/plugin.ts');
}

/** Asks on the terminal, beside whatever stdout is piped to. */
async function askForMfaCode(serial: string): Promise<string> {
  const terminal = createInterface({input: process.stdin, output: process.stderr});
  try {
    return await terminal.question(`MFA code of ${serial}: `);
  } finally {
    terminal.close();
  }
}

/** Serves the demo region until the process is told to end. */
async function serveDemo({options}: DemoRegionRequest): Promise<number> {
  const {serveDemoRegion} = await import('./demo/http-server.ts');
  const region = await openDemo(options, systemClock, options.region);
  const server = await serveDemoRegion(region, options.port);
  process.stdout.write(`demo region on http://127.0.0.1:${server.port} (for example: AWS_ENDPOINT_URL=http://127.0.0.1:${server.port})\n`);
  await new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await server.close();
  return 0;
}
