// A stage for the poller: a cluster of services behind our own Region port, with answers that take time and may fail, and a
// record of every call. No SDK, no screen, no real time.

import {UserError} from '../../../src/domain/errors.ts';
import {safeText} from '../../../src/domain/safe-text.ts';
import type {Service} from '../../../src/domain/service.ts';
import {startPoller} from '../../../src/engine/polling/poller.ts';
import {createSettle} from '../../../src/engine/polling/settle.ts';
import {createProjector} from '../../../src/resources/projection.ts';
import type {AnyResource} from '../../../src/resources/resource.ts';
import {service} from '../../../src/resources/service.ts';
import {initialState} from '../../../store/initial-state.ts';
import {freshTableScreen} from '../../../store/screens.ts';
import {type Entry, type State, tableKey} from '../../../store/state.ts';
import {createDeckStore} from '../../../store/store.ts';
import {type ManualClock, manualClock} from '../../aws/manual-clock.ts';
import {aService, clusterArn} from '../../domain/fixtures.ts';
import {regionOf} from '../../resources/region.ts';
import {noChanges} from '../no-changes.ts';
import {noFleet} from '../no-fleet.ts';
import {noLogs} from '../no-logs.ts';
import {noRunCommand} from '../no-run-command.ts';

const prefix = aService().arn.replace(/srvweb$/, '');
const pageSize = 100;

/** One call that was made. */
export interface Call {
  readonly name: 'list' | 'describe' | 'investigate';
  /** Milliseconds since the start of the test. */
  readonly at: number;
  /** The names of the services that it was about. */
  readonly names: readonly string[];
}

/** How the cluster is, and how it answers. */
export interface PollerStageOptions {
  readonly services: number;
  readonly rows?: number;
  /** Milliseconds until an answer. */
  readonly latency?: number;
  /** Throws what a call would reject with. */
  readonly onCall?: (call: Call) => void;
  readonly resource?: Partial<AnyResource>;
  /** Names of services that the list leaves out although they are there. */
  readonly unlisted?: ReadonlySet<string>;
}

/** What a service of the stage is called: `srv0007`. */
export function nameAt(index: number): string {
  return `srv${String(index).padStart(4, '0')}`;
}

/** Its ARN. */
export function arnOf(name: string): string {
  return `${prefix}${name}`;
}

/** Sets the stage and begins to poll. */
export function pollerStage({services, rows = 24, latency = 50, onCall, resource, unlisted}: PollerStageOptions) {
  const clock: ManualClock = manualClock();
  const start = clock.now();
  const world = new Map<string, Service>();
  for (let index = 0; index < services; index += 1) put(nameAt(index), {});

  function put(name: string, parts: Partial<Service>): void {
    world.set(arnOf(name), aService({arn: arnOf(name), name, ...parts}));
  }

  const calls: Call[] = [];
  const aborted: Call[] = [];
  async function called(name: Call['name'], ids: readonly string[], signal: AbortSignal): Promise<void> {
    const call: Call = {name, at: clock.now() - start, names: ids.map(id => id.slice(prefix.length))};
    calls.push(call);
    signal.addEventListener('abort', () => aborted.push(call));
    if (latency > 0) await clock.wait(latency, signal);
    onCall?.(call);
  }

  const {aws} = regionOf({});
  const region = {
    ...aws,
    ecs: {
      ...aws.ecs,
      async *listServices(_: string, signal: AbortSignal) {
        const all = [...world.keys()].filter(arn => !unlisted?.has(arn.slice(prefix.length)));
        for (let from = 0; from === 0 || from < all.length; from += pageSize) {
          const ids = all.slice(from, from + pageSize);
          await called('list', ids, signal);
          yield ids;
        }
      },
      async describeServices(_: string, ids: readonly string[], signal: AbortSignal) {
        await called('describe', ids, signal);
        const found = ids.flatMap(id => world.get(id) ?? []);
        const failures = ids.filter(id => !world.has(id)).map(arn => ({arn, reason: 'MISSING'}));
        return {rows: found, failures};
      },
    },
  };
  const declared: AnyResource = {
    ...service,
    wantsInvestigation: () => false,
    async investigate(_, row, signal) {
      await called('investigate', [service.id(serviceOf(row))], signal);
      return {failures: []};
    },
    ...resource,
  };

  const screen = freshTableScreen('service', {cluster: clusterArn}, service.initialSort);
  const store = createDeckStore(
    initialState({
      connection: {source: 'demo', profile: undefined, region: 'ap-southeast-1', mode: 'write'},
      size: {columns: 80, rows},
      now: start,
      screens: [screen],
    }),
  );
  const projector = createProjector({resourceOf: () => declared, keyOf: tableKey});
  const settle = createSettle(projector);
  const changes: State[] = [];
  store.subscribe(state => {
    const settled = settle(state);
    if (settled === state) changes.push(state);
    else store.setState(settled, true);
  });
  const bugs: unknown[] = [];
  const poller = startPoller({
    store,
    clock,
    random: () => 0.5,
    projector,
    resourceOf: () => declared,
    connection: () => ({
      region,
      background: region,
      changes: noChanges,
      logs: noLogs,
      ...noRunCommand,
      fleet: noFleet,
      stats: () => ({callsPerMinute: 0, isThrottled: false}),
      close: () => undefined,
    }),
    onBug: error => bugs.push(error),
  });

  const table = () => store.getState().tables[tableKey('service', {cluster: clusterArn})];
  return {
    clock,
    store,
    poller,
    calls,
    aborted,
    bugs,
    changes,
    world,
    put,
    table,
    entry: (name: string): Entry | undefined => table()?.entries.get(arnOf(name)),
    callsOf: (name: Call['name']) => calls.filter(call => call.name === name),
    /** Lets so many milliseconds pass, with the poller's tick each second as the engine gives it. */
    async pass(milliseconds: number): Promise<void> {
      let rest = milliseconds;
      for (; rest >= 1_000; rest -= 1_000) {
        await clock.advance(1_000);
        poller.tick();
      }
      await clock.advance(rest);
    },
  };
}

function serviceOf(row: unknown): Service {
  return row as Service;
}

/** A failure that a person is told. */
export function denied(what: string): UserError {
  return new UserError(`denied: ${what}`, safeText('Ask for the permission.'));
}
