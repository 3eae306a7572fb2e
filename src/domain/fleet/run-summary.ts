// How far a run has come, counted. Apart from the run itself: the frame, the head of its table and the table of runs show it.

import type {FleetRun, HostRun, HostState, RunPhase} from './run.ts';

/** A run without its hosts and sends, which can be a thousand. */
export type RunHead = Omit<FleetRun, 'hosts' | 'sends'> & {readonly summary: RunSummary};

/** Hosts of a run, counted by what has become of them. */
export interface RunSummary {
  /** Those that the run is about at this moment: without those left out, and, once it is planned, without those that need nothing. */
  readonly total: number;
  /** Of these, those about which nothing more will happen. */
  readonly ended: number;
  readonly excluded: number;
  readonly unchanged: number;
  readonly done: number;
  readonly failed: number;
  readonly unknown: number;
  readonly unsent: number;
  readonly underWay: number;
  /** Those that a check found in trouble, and on which nothing has been done yet. */
  readonly troubled: number;
  /** The newest wave that was begun; 0 before the canary. */
  readonly wave: number;
  /** How many waves it takes as a whole; 0 before they are made. */
  readonly waves: number;
}

const underWayStates: readonly HostState[] = ['checking', 'draining', 'sent', 'running', 'restarting', 'verifying'];

/** True for a run that nothing more happens to. */
export function isOver(phase: RunPhase): boolean {
  return phase === 'finished' || phase === 'stopped' || phase === 'aborted';
}

/** True for a host that something is being done on. */
export function isUnderWay(state: HostState): boolean {
  return underWayStates.includes(state);
}

/** Counts the hosts of a run. */
export function summaryOf({hosts, phase}: Pick<FleetRun, 'hosts' | 'phase'>): RunSummary {
  const count = (state: HostState) => hosts.filter(host => host.state === state).length;
  const [excluded, unchanged, done, failed, unknown] = [
    count('excluded'),
    count('unchanged'),
    count('done'),
    count('failed'),
    count('unknown'),
  ];
  const isChecking = phase === 'checking';
  const total = hosts.length - excluded - (isChecking ? 0 : unchanged);
  // A check that is all there is to do ends with it; before a change it only comes first.
  const isCheckTheEnd = isChecking || isOver(phase);
  return {
    total,
    ended: done + failed + unknown + (isChecking ? unchanged : 0) + (isCheckTheEnd ? count('checked') : 0),
    excluded,
    unchanged,
    done,
    failed,
    unknown,
    unsent: count('unsent'),
    underWay: hosts.filter(({state}) => isUnderWay(state)).length,
    troubled: hosts.filter(({state, before}) => state === 'checked' && (before?.tone === 'warn' || before?.tone === 'bad')).length,
    wave: Math.max(0, ...hosts.map(({wave, state}) => (state === 'waiting' || state === 'unsent' ? 0 : (wave ?? 0)))),
    waves: Math.max(0, ...hosts.map(({wave}) => wave ?? 0)),
  };
}

/** A run without its hosts. */
export function headOf(run: FleetRun): RunHead {
  const {hosts: _hosts, sends: _sends, ...head} = run;
  return {...head, summary: summaryOf(run)};
}

/** One host of a run as a row of a table, with the run that it belongs to. */
export interface FleetHost {
  readonly run: RunHead;
  readonly host: HostRun;
}

/** The hosts of a run as rows. */
export function hostRows(run: FleetRun): readonly FleetHost[] {
  const head = headOf(run);
  return run.hosts.map(host => ({run: head, host}));
}
