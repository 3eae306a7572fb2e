// `ecsdeck time-fix --cluster C`, `ecsdeck run PLAYBOOK`, `ecsdeck resume ID`, `ecsdeck retry ID`: playbooks over hosts without a screen. The same
// supervisor, waves, records and audit log as with one.

import {Bug, Gone, Refused} from '../domain/errors.ts';
import type {FleetRun} from '../domain/fleet/run.ts';
import {isOver} from '../domain/fleet/run-summary.ts';
import {runName} from '../domain/fleet/run-words.ts';
import {rawArnName} from '../domain/format/arn.ts';
import {text} from '../domain/safe-text.ts';
import type {SupervisedRun} from '../fleet/fleet.ts';
import type {Playbook} from '../fleet/playbook.ts';
import {findPlaybook} from '../fleet/playbooks/registry.ts';
import {hostsToRetry} from '../fleet/retry.ts';
import {readTargets, type TargetChoice} from '../fleet/targets.ts';
import {resourceOf} from '../resources/registry.ts';
import {confirmed} from './confirm.ts';
import type {ExitCode} from './exit-codes.ts';
import {findCluster, findIds} from './find-ids.ts';
import {planLines, runText} from './fleet-output.ts';
import {progressWords, showProgress} from './fleet-progress.ts';
import type {FleetRequest, RecordedRunRequest, ReportForm} from './fleet-request.ts';
import {valuesOf} from './fleet-values.ts';
import {type HeadlessPorts, type OpenPlace, written} from './ports.ts';

/** Checks, asks, goes through the hosts in waves, and prints what became of them. Once the signal is aborted the run is too. */
export async function runFleet(request: FleetRequest, place: OpenPlace, ports: HeadlessPorts, signal: AbortSignal): Promise<ExitCode> {
  const {options} = request;
  const playbook = playbookOf(request.playbook);
  requireOn(playbook, place);
  const values = await valuesOf(playbook, options.parameters, ports.readFile);
  const {region, runCommand, fleet} = place;
  const cluster = await findCluster(resourceOf('cluster'), region, options.cluster, signal);
  const targets = await readTargets({ecs: region.ecs, runCommand}, cluster, await choiceOf(request, place, cluster, signal), signal);
  signal.throwIfAborted();
  const settings = {...place.playbooks.waves, ...options.waves};
  const clusterName = rawArnName(cluster);
  const run = await fleet.begin({playbook, values, cluster, clusterName, targets, settings});
  return attend(run, playbook, {...options, place, ports, signal});
}

/** Picks a recorded run up and goes on with it. */
export async function resumeFleet(
  {run: id, options}: RecordedRunRequest,
  place: OpenPlace,
  ports: HeadlessPorts,
  signal: AbortSignal,
): Promise<ExitCode> {
  const run = await place.fleet.resume(id);
  return attend(run, playbookOf(run.current().playbookId), {...options, place, ports, signal});
}

/** Runs a playbook once more, with the same parameters and waves, over the hosts that failed, or else were not reached, in a run that is over. */
export async function retryFleet(
  {run: id, options}: RecordedRunRequest,
  place: OpenPlace,
  ports: HeadlessPorts,
  signal: AbortSignal,
): Promise<ExitCode> {
  const {region, runCommand, fleet} = place;
  const before = (await fleet.runs()).find(run => run.id === id);
  if (before === undefined) throw new Gone(`there is no run ${id} of this account and Region on this machine`, 'See ecsdeck get runs.');
  if (!isOver(before.phase)) throw new Refused(`${runName(before)} is not over yet`, `ecsdeck resume ${id} goes on with it.`);
  const instances = hostsToRetry(before, []);
  if (instances.length === 0) throw new Refused(`no host of ${runName(before)} failed`, 'There is nothing to try again.');
  const playbook = playbookOf(before.playbookId);
  requireOn(playbook, place);
  const {cluster, clusterName, values, settings} = before;
  const targets = await readTargets({ecs: region.ecs, runCommand}, cluster, {instances}, signal);
  const run = await fleet.begin({playbook, values, cluster, clusterName, targets, settings, retries: id});
  return attend(run, playbook, {...options, place, ports, signal});
}

function playbookOf(id: string): Playbook {
  const playbook = findPlaybook(id);
  if (playbook === undefined) throw new Bug(`the arguments let the playbook ${id} pass`);
  return playbook;
}

function requireOn({id, isOffByDefault}: Playbook, {playbooks}: OpenPlace): void {
  if (isOffByDefault !== true || playbooks.isShellOn) return;
  throw new Refused(
    `the playbook ${id} is off: it runs any script as root`,
    'Set shell = true below [playbooks] in the configuration file to use it.',
  );
}

async function choiceOf(
  {instances, options}: FleetRequest,
  {region}: OpenPlace,
  cluster: string,
  signal: AbortSignal,
): Promise<TargetChoice> {
  const {attribute, availabilityZones} = options;
  const search = {resource: resourceOf('container-instance'), region, scope: {cluster}, signal};
  return {
    ...(instances.length === 0 ? {} : {instances: await findIds(search, instances)}),
    ...(attribute === undefined ? {} : {attribute}),
    ...(availabilityZones === undefined ? {} : {availabilityZones}),
  };
}

interface Attendance {
  readonly isConfirmed: boolean;
  readonly isDryRun: boolean;
  readonly output: ReportForm;
  readonly place: OpenPlace;
  readonly ports: HeadlessPorts;
  readonly signal: AbortSignal;
}

/** Follows the run to its end, asking where it waits for the person. */
async function attend(run: SupervisedRun, playbook: Playbook, attendance: Attendance): Promise<ExitCode> {
  const {ports, place, signal, output} = attendance;
  const abort = (): void => run.abort();
  signal.addEventListener('abort', abort, {once: true});
  try {
    let state = await settled(run, ports);
    if (state.phase === 'planned' || state.phase === 'paused') {
      if (signal.aborted || !(await mayProceed(run, playbook, attendance))) run.abort();
      else await unlessRefused(run, () => run.proceed());
      state = await settled(run, ports);
      // A run that was picked up may have been left before its plan was confirmed.
      if (state.phase === 'planned') return await attend(run, playbook, attendance);
    }
    const available = ports.stdout.isTTY === true ? ports.stdout.columns : undefined;
    await written(ports.stdout, runText(state, playbook, output, ports.clock.now(), available));
    await written(
      ports.stderr,
      `${text`${progressWords(state)}${state.reason === undefined ? '' : ` (${state.reason})`}; run ${state.id}`}\n`,
    );
    return attendance.isDryRun ? 0 : exitCodeFor(state);
  } finally {
    signal.removeEventListener('abort', abort);
    place.fleet.stop();
    await place.fleet.stopped();
  }
}

async function settled(run: SupervisedRun, ports: HeadlessPorts): Promise<FleetRun> {
  const leave = showProgress(run, ports);
  try {
    return await run.settled();
  } finally {
    leave();
  }
}

/** Shows the plan and asks for the cluster's name; what is printed for programs stays apart from it. Rejects with Refused, and the run is over, when the person does not agree. */
async function mayProceed(run: SupervisedRun, playbook: Playbook, {isConfirmed, isDryRun, ports}: Attendance): Promise<boolean> {
  const state = run.current();
  await written(ports.stderr, `${planLines(state, playbook, ports.clock.now()).join('\n')}\n`);
  if (isDryRun) return false;
  if (isConfirmed) return true;
  await unlessRefused(run, () => confirmed({type: 'phrase', phrase: state.clusterName}, ports));
  return true;
}

/** Does what the run needs to go on. Where it fails, one that was picked up may be picked up again; a new one would only stay behind. */
async function unlessRefused(run: SupervisedRun, goOn: () => Promise<void>): Promise<void> {
  const {phase} = run.current();
  try {
    await goOn();
  } catch (error) {
    if (phase === 'planned') {
      run.abort();
      await run.settled();
    }
    throw error;
  }
}

/** 0 when all hosts that were meant are as they should be, or were looked at; 1 when none is; 5 when some are. */
function exitCodeFor({hosts}: FleetRun): ExitCode {
  const good = hosts.filter(({state}) => state === 'done' || state === 'unchanged' || state === 'checked').length;
  if (good === hosts.length) return 0;
  return good === 0 ? 1 : 5;
}
