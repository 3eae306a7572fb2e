// What the supervised runs are like, in the store: the rows of their tables and the sign in the frame. Many changes of a run
// are few changes of the screen.

import {runsRead} from '../../../store/runs.ts';
import {tableKey} from '../../../store/state.ts';
import type {DeckStore} from '../../../store/store.ts';
import {type TableAddress, tableUpdated} from '../../../store/tables.ts';
import type {Clock} from '../../domain/clock.ts';
import type {FleetRun} from '../../domain/fleet/run.ts';
import {headOf, hostRows, isOver} from '../../domain/fleet/run-summary.ts';
import type {SupervisedRun} from '../../fleet/fleet.ts';

/** The least time between two changes of the screen, milliseconds. */
const calm = 250;

/** What the mirror is handed. */
export interface RunMirrorPorts {
  readonly store: DeckStore;
  readonly clock: Clock;
  readonly onBug: (error: unknown) => void;
}

/** The table of a run's hosts. */
export function hostsAddress({id, playbookId, cluster}: Pick<FleetRun, 'id' | 'playbookId' | 'cluster'>): TableAddress {
  return {kind: 'fleet-host', scope: {cluster, run: id, playbook: playbookId}};
}

/** Mirrors supervised runs into the store. */
export class RunMirror {
  readonly #ports: RunMirrorPorts;
  readonly #life = new AbortController();
  readonly #runs = new Map<string, SupervisedRun>();
  readonly #changed = new Set<string>();
  #flushedAt = Number.NEGATIVE_INFINITY;
  #isTimed = false;

  constructor(ports: RunMirrorPorts) {
    this.#ports = ports;
  }

  /** Shows this run from now on. */
  watch(run: SupervisedRun): void {
    const {id} = run.current();
    if (this.#runs.get(id) === run) return;
    this.#runs.set(id, run);
    run.onChange(() => this.#change(id));
    this.#change(id);
  }

  /** The supervised run of an id. */
  of(id: string): SupervisedRun | undefined {
    return this.#runs.get(id);
  }

  /** The newest states of all that were supervised, newest first. */
  runs(): readonly FleetRun[] {
    return [...this.#runs.values()].map(run => run.current()).sort((one, other) => other.startedAt - one.startedAt);
  }

  /** Puts a run's hosts into their table at once, also when nobody has opened it yet. */
  fill(run: FleetRun): void {
    const {store, clock} = this.#ports;
    const rows = hostRows(run).map(row => ({id: row.host.target.arn, row}));
    const ids = rows.map(({id}) => id);
    const at = clock.now();
    store.apply(tableUpdated, {
      address: hostsAddress(run),
      updates: [
        {type: 'listingStarted'},
        {type: 'pageListed', ids, rows, at},
        {type: 'listingCompleted', ids: new Set(ids), at, remembersGone: false},
      ],
    });
  }

  /** A second has passed: what the supervisor knows is as new as that, unless it says that it cannot read. */
  tick(): void {
    const {store, clock} = this.#ports;
    for (const run of this.runs()) {
      if (isOver(run.phase) || run.trouble !== undefined) continue;
      const address = hostsAddress(run);
      if (store.getState().tables[tableKey(address.kind, address.scope)] === undefined) continue;
      store.apply(tableUpdated, {address, updates: [{type: 'rowsUnchanged', at: clock.now()}]});
    }
  }

  /** Forgets all runs: another Region is connected, or the program ends. */
  stop(): void {
    this.#life.abort(new Error('the runs are not followed any more'));
  }

  #change(id: string): void {
    this.#changed.add(id);
    const rest = this.#flushedAt + calm - this.#ports.clock.now();
    if (rest <= 0) this.#flush();
    else if (!this.#isTimed) void this.#flushLater(rest);
  }

  async #flushLater(milliseconds: number): Promise<void> {
    this.#isTimed = true;
    try {
      await this.#ports.clock.wait(milliseconds, this.#life.signal);
      this.#flush();
    } catch (error) {
      if (!this.#life.signal.aborted) this.#ports.onBug(error);
    } finally {
      this.#isTimed = false;
    }
  }

  #flush(): void {
    if (this.#life.signal.aborted) return;
    const {store, clock} = this.#ports;
    this.#flushedAt = clock.now();
    const runs = this.runs();
    const changed = runs.filter(({id}) => this.#changed.has(id));
    this.#changed.clear();
    for (const run of changed) this.#show(run);
    store.apply(runsRead, {runs: runs.filter(({phase}) => !isOver(phase)).map(headOf)});
  }

  /** In the tables that were opened; one that is opened later reads for itself. */
  #show(run: FleetRun): void {
    const {store, clock} = this.#ports;
    const {tables} = store.getState();
    const {kind, scope} = hostsAddress(run);
    if (tables[tableKey(kind, scope)] !== undefined) this.fill(run);
    for (const address of [{kind: 'fleet-run', scope: {}} as const, {kind: 'fleet-run', scope: {cluster: run.cluster}} as const]) {
      if (tables[tableKey(address.kind, address.scope)] === undefined) continue;
      const rows = [{id: run.id, row: headOf(run)}];
      store.apply(tableUpdated, {address, updates: [{type: 'pageListed', ids: [run.id], rows, at: clock.now()}]});
    }
  }
}
