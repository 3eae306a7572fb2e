// The fleet of one account and Region: begins runs, keeps hold of those that this program supervises, and picks up recorded ones.

import {Refused, UserError} from '../domain/errors.ts';
import {explained} from '../domain/explained.ts';
import type {FleetRun} from '../domain/fleet/run.ts';
import {isOver} from '../domain/fleet/run-summary.ts';
import type {SafeText} from '../domain/safe-text.ts';
import {requireFreeHosts} from './busy-hosts.ts';
import type {Fleet, RunOrder, SupervisedRun} from './fleet.ts';
import {runsToForget} from './kept-runs.ts';
import type {Playbook} from './playbook.ts';
import type {FleetPorts} from './ports.ts';
import {newRun} from './supervisor/begin.ts';
import {contextOf} from './supervisor/edit.ts';
import {pickedUp} from './supervisor/lifecycle.ts';
import {callPause} from './supervisor/limits.ts';
import {Pace} from './supervisor/pace.ts';
import {Supervisor} from './supervisor/supervisor.ts';

/** A fleet. `playbookOf` finds a playbook by its id, for runs that are picked up again. */
export function createFleet(ports: FleetPorts, playbookOf: (id: string) => Playbook | undefined): Fleet {
  const pace = ports.pace ?? new Pace(callPause);
  const supervised = new Map<string, Supervisor>();
  /** Why old runs are still there. */
  let forgetting: SafeText | undefined;

  /** From here on the record belongs to this program. */
  function supervise(run: FleetRun, saved: FleetRun | undefined, playbook: Playbook, letGo: () => Promise<void>): Supervisor {
    const context = contextOf(run, playbook);
    const requireFree = async (newest: FleetRun): Promise<void> => {
      if (playbook.effect !== 'read') requireFreeHosts(await allRuns(), newest);
    };
    const supervisor = new Supervisor(run, {saved, context, ports, pace, requireFree, letGo});
    supervised.set(run.id, supervisor);
    return supervisor;
  }

  /** Those of this program as they are, the others as they were recorded last. */
  async function allRuns(): Promise<readonly FleetRun[]> {
    const {runs} = await ports.records.list();
    const recorded = runs.filter(run => isHere(run, ports) && !supervised.has(run.id));
    return [...recorded, ...[...supervised.values()].map(supervisor => supervisor.current())];
  }

  async function forgetOld(): Promise<void> {
    try {
      const {runs} = await ports.records.list();
      for (const {id} of runsToForget(runs)) await ports.records.remove(id);
      forgetting = undefined;
    } catch (error) {
      // No reason to hold up work on hosts; it is told beside the runs.
      if (!(error instanceof UserError)) throw error;
      forgetting = explained(error);
    }
  }

  return {
    async begin(order) {
      requireLeave(ports);
      requireHosts(order);
      const run = newRun(order, {...ports.place, id: runId(ports)}, ports.clock.now());
      if (order.playbook.effect !== 'read') requireFreeHosts(await allRuns(), run);
      await forgetOld();
      const letGo = await ports.records.claim(run.id);
      try {
        await ports.records.save(run);
      } catch (error) {
        await letGo();
        throw error;
      }
      return supervise(run, run, order.playbook, letGo);
    },
    runs: async () => (await allRuns()).toSorted((one, other) => other.startedAt - one.startedAt),
    async problems() {
      const {problems} = await ports.records.list();
      return forgetting === undefined ? problems : [...problems, forgetting];
    },
    async resume(id) {
      const known = supervised.get(id);
      if (known !== undefined) return known;
      const saved = await ports.records.load(id);
      if (!isHere(saved, ports)) {
        throw new Refused(`the run ${id} belongs to ${saved.account} in ${saved.region}`, 'Open that account and Region, then pick it up.');
      }
      const playbook = playbookOf(saved.playbookId);
      if (playbook === undefined)
        throw new UserError(`there is no playbook ${saved.playbookId} in this version`, 'Use the version that began it.');
      if (isOver(saved.phase)) return overRun(saved);
      requireLeave(ports);
      const letGo = await ports.records.claim(id);
      try {
        // Another program may have gone on with it since it was read.
        const newest = await ports.records.load(id);
        return supervise(pickedUp(newest), newest, playbook, letGo);
      } catch (error) {
        await letGo();
        throw error;
      }
    },
    stop() {
      for (const supervisor of supervised.values()) supervisor.stop();
    },
    async stopped() {
      await Promise.all([...supervised.values()].map(supervisor => supervisor.ended()));
    },
  };
}

function requireLeave({canChange}: FleetPorts): void {
  if (canChange()) return;
  throw new Refused(
    'read-only: nothing is sent to hosts, also no check, because a command of Systems Manager is a shell of root',
    'Start ecsdeck with --write, or set "write = true" for this account in the configuration file.',
  );
}

function requireHosts({targets, clusterName}: RunOrder): void {
  if (targets.some(({exclusion}) => exclusion === undefined)) return;
  const [first] = targets;
  const why = first?.exclusion ?? 'it has no container instances';
  throw new Refused(`no host of ${clusterName} can take part: ${why}`, 'See that its hosts run the SSM agent, or choose others.');
}

function runId({clock, newToken}: FleetPorts): string {
  const time = new Date(clock.now()).toISOString().replace(/[-:]/g, '').slice(0, 15);
  return `${time}-${newToken().slice(0, 8)}`;
}

function isHere({account, region, isDemo}: FleetRun, {place}: FleetPorts): boolean {
  return account === place.account && region === place.region && isDemo === place.isDemo;
}

/** A run that is at its end already. */
function overRun(run: FleetRun): SupervisedRun {
  return {current: () => run, onChange: () => () => {}, proceed: async () => {}, abort: () => {}, settled: async () => run};
}
