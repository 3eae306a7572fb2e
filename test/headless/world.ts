// A world around a headless call: streams that remember, a Region of a few rows, changes and an audit log that count.

import {PassThrough, type Writable} from 'node:stream';
import type {Accepted} from '../../src/domain/accepted.ts';
import type {AuditEntry} from '../../src/domain/audit-entry.ts';
import {Refused} from '../../src/domain/errors.ts';
import type {LogReads} from '../../src/domain/log-ports.ts';
import type {EcsChanges} from '../../src/domain/ports.ts';
import {parseArguments} from '../../src/headless/arguments.ts';
import type {HeadlessPorts} from '../../src/headless/ports.ts';
import {runHeadless} from '../../src/headless/run-headless.ts';
import {manualClock} from '../aws/manual-clock.ts';
import {now} from '../domain/fixtures.ts';
import {noFleet, usualPlaybooks} from '../engine/no-fleet.ts';
import {noRunCommand} from '../engine/no-run-command.ts';
import {LogServer} from '../logs/log-server.ts';
import {type Contents, regionOf} from '../resources/region.ts';
import {remembering} from './remembering.ts';

/** What makes a call different from the usual one: write mode, no terminal, all goes well. */
export interface World extends Contents {
  readonly mode?: 'read-only' | 'write';
  readonly isProduction?: boolean;
  /** What the person types at the terminal; without it there is none. */
  readonly typed?: string;
  /** What is waiting to be read before the question is asked. */
  readonly typedAhead?: string;
  readonly isAuditBroken?: boolean;
  /** Answers the changes, by the name of the target. */
  readonly change?: (target: string) => Promise<Accepted>;
  readonly logs?: LogReads;
  /** Ends the call. */
  readonly signal?: AbortSignal;
  readonly stdout?: Writable;
  readonly columns?: number;
}

/** How the call ended, and what it left behind. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The changes that were sent, as `scale srvweb 3`. */
  readonly sent: readonly string[];
  readonly audit: readonly AuditEntry[];
  readonly isClosed: boolean;
}

function counting(sent: string[], answer: (target: string) => Promise<Accepted>): EcsChanges {
  const send = (words: string, target: string) => {
    sent.push(words);
    return answer(target);
  };
  return {
    scaleService: (_, service, desired) => send(`scale ${service} ${desired}`, service),
    redeployService: (_, service) => send(`redeploy ${service}`, service),
    deployRevision: (_, service, definition) => send(`deploy ${service} ${definition}`, service),
    rollBackDeployment: deployment => send(`roll back ${deployment}`, deployment),
    continueDeployment: (deployment, hook) => send(`continue ${deployment} ${hook}`, deployment),
    openShell: ({task, container}) => send(`shell ${task} ${container}`, task),
    openHostShell: instance => send(`host-shell ${instance}`, instance),
    stopTask: (_, task) => send(`stop ${task}`, task),
    setContainerInstancesState: async (_, instances, status) => ({
      ...(await send(`${status} ${instances.join()}`, instances.join())),
      failures: [],
    }),
    setScalingBounds: ({service}, {minimum = '', maximum = ''}) => send(`bounds ${service} ${minimum}-${maximum}`, service),
    setScalingSuspension: ({service}, suspension) => send(`suspension ${service} ${JSON.stringify(suspension)}`, service),
  };
}

/** Runs a command line in a world. */
export async function ran(line: string, world: World = {}): Promise<Ended> {
  const request = parseArguments(line.split(' '));
  if (request.type !== 'get' && request.type !== 'verb' && request.type !== 'logs')
    throw new Error(`${line} is no headless call: ${JSON.stringify(request)}`);
  const [stdout, stderr] = [remembering(), remembering()];
  const isTTY = world.typed !== undefined;
  const stdin = new PassThrough();
  const clock = manualClock(now);
  if (world.typedAhead !== undefined) stdin.write(world.typedAhead);
  void clock.wait(1000).then(() => stdin.end(world.typed ?? ''));
  const sent: string[] = [];
  const audit: AuditEntry[] = [];
  let isClosed = false;
  const ports: HeadlessPorts = {
    stdout: Object.assign(world.stdout ?? stdout.stream, world.columns === undefined ? {} : {isTTY: true, columns: world.columns}),
    stderr: Object.assign(stderr.stream, {isTTY}),
    stdin: Object.assign(stdin, {isTTY}),
    clock,
    ...(world.signal && {signal: world.signal}),
    random: () => 0.5,
    readFile: async path => `the file ${path}`,
    audit: {
      async write(entry) {
        if (world.isAuditBroken) throw new Refused('the audit log cannot be written', 'Make room.');
        audit.push(entry);
      },
    },
    place: async () => ({
      region: regionOf(world).aws,
      changes: counting(sent, world.change ?? (async () => ({requestId: 'r-1'}))),
      logs:
        world.logs ??
        new LogServer(
          () => clock.now(),
          () => 0.5,
        ),
      ...noRunCommand,
      fleet: noFleet,
      playbooks: usualPlaybooks,
      isDemo: false,
      mode: world.mode ?? 'write',
      isProduction: world.isProduction ?? false,
      close: () => {
        isClosed = true;
      },
    }),
  };
  let isRunning = true;
  const running = runHeadless(request, ports);
  const ended = () => {
    isRunning = false;
  };
  running.then(ended, ended);
  while (isRunning) await clock.advance(1000);
  const code = await running;
  return {code, stdout: stdout.content(), stderr: stderr.content(), sent, audit, isClosed};
}
