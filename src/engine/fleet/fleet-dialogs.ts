// The dialogs of runs over hosts, built from where a run stands. Pure: what the person sees before anything is sent can be
// read here.

import type {AskDialog, Choice, ConfirmDialog, ConfirmItem} from '../../../store/state.ts';
import type {FleetRun, HostRun} from '../../domain/fleet/run.ts';
import {isUnderWay, summaryOf} from '../../domain/fleet/run-summary.ts';
import {runName, summaryWords} from '../../domain/fleet/run-words.ts';
import {age} from '../../domain/format/age.ts';
import {plural} from '../../domain/format/quantity.ts';
import {fleetHostVerdict} from '../../domain/health/fleet-host-health.ts';
import {type SafeText, safeLines, safeText, text} from '../../domain/safe-text.ts';
import type {Tone} from '../../domain/tone.ts';
import type {Parameter, Playbook} from '../../fleet/playbook.ts';
import {waveSize} from '../../fleet/supervisor/limits.ts';

/** The names under which the desk's dialogs stand in the store; no command has one of them. */
export const dialogIds = {ask: 'fleet.ask', proceed: 'fleet.proceed', abort: 'fleet.abort'} as const;

/** A plan is old after so many milliseconds. */
const oldAfter = 10 * 60_000;

/** The hosts of more than so many groups of one plan are told by their number alone. */
const mostNamed = 6;

/** A playbook to choose from. */
export function choiceOf({id, title, summary}: Playbook): Choice {
  return {id, title: safeText(title), hint: safeText(summary)};
}

/** The question of one parameter. */
export function parameterDialog(
  playbook: Playbook,
  parameter: Parameter,
  targets: readonly SafeText[],
  input: string,
  problem?: SafeText,
): AskDialog {
  const isLast = playbook.parameters.at(-1) === parameter;
  return {
    type: 'ask',
    commandId: dialogIds.ask,
    title: safeText(playbook.title),
    targets,
    label: parameter.label,
    input,
    isProposed: problem === undefined,
    problem,
    ...(parameter.example !== '' && {hint: text`for example ${parameter.example}`}),
    next: !isLast
      ? text`goes on`
      : playbook.check === undefined
        ? text`shows what it would do`
        : text`looks at the hosts first, and changes nothing`,
  };
}

/** The plan of a run that waits for the person, or that was picked up: what would be done on which hosts. */
export function planDialog(run: FleetRun, playbook: Playbook, now: number, typed = '', hint?: SafeText): ConfirmDialog {
  const isPickedUp = run.phase === 'paused';
  return {
    type: 'confirm',
    commandId: dialogIds.proceed,
    title: isPickedUp ? text`Pick up ${runName(run)}` : text`${playbook.title} · ${run.clusterName}`,
    effect: playbook.effect === 'destroy' ? 'destroy' : 'change',
    phase: 'ready',
    items: isCheck(run)
      ? [checkItem(run), ...otherItems(run)]
      : [howItem(run, playbook, now), ...fileItems(run, playbook), ...planItems(run), ...otherItems(run)],
    confirmation: isCheck(run) ? {type: 'key'} : {type: 'phrase', phrase: run.clusterName},
    typed,
    problem: hint === undefined ? undefined : {message: hint, advice: text``},
  };
}

/** Whether a run is to be aborted. */
export function abortDialog(run: FleetRun, hint?: SafeText): ConfirmDialog {
  const {underWay} = summaryOf(run);
  return {
    type: 'confirm',
    commandId: dialogIds.abort,
    title: text`Abort ${runName(run)}`,
    effect: 'change',
    phase: 'ready',
    items: [
      {
        id: run.id,
        summary: summaryWords({phase: run.phase, summary: summaryOf(run)}),
        consequences: [
          line('plain', text`nothing more is sent from now on`),
          ...(underWay > 0
            ? [line('warn', text`${plural(underWay, 'host')} under way: cancelled at AWS, but what a script has begun may go on`)]
            : []),
          line('plain', text`what was done stays done; R tries the rest again`),
        ],
      },
    ],
    confirmation: {type: 'key'},
    typed: '',
    problem: hint === undefined ? undefined : {message: hint, advice: text``},
  };
}

function line(tone: Tone, words: SafeText): ConfirmItem['consequences'][number] {
  return {tone, text: words};
}

/** True for a run that was left while it only looked. */
function isCheck({phase, hosts}: FleetRun): boolean {
  return phase === 'paused' && hosts.every(({wave}) => wave === undefined);
}

function checkItem({id, hosts}: FleetRun): ConfirmItem {
  const left = hosts.filter(isToDo).length;
  return {id, summary: text`${plural(left, 'host')} to look at yet`, consequences: [line('plain', text`a check changes nothing`)]};
}

function howItem(run: FleetRun, playbook: Playbook, now: number): ConfirmItem {
  const hosts = run.hosts.filter(isToDo);
  const {wavePercent, maxErrors} = run.settings;
  const [canary, wave] = [waveSize(run, hosts.length, 1), waveSize(run, hosts.length, 2)];
  const tasks = hosts.reduce((sum, {target}) => sum + target.runningTasks, 0);
  const values = playbook.parameters
    .filter(({isFile}) => isFile !== true)
    .flatMap(({name}) => (run.values[name] ? [`${name} ${run.values[name]}`] : []));
  return {
    id: run.id,
    summary: text`${plural(hosts.length, 'host')} of ${run.clusterName}`,
    consequences: [
      ...(values.length === 0 ? [] : [line('plain', text`${values.join(', ')}`)]),
      ...(playbook.drainsFirst ? [] : [line('plain', wavesWords(hosts.length, canary, wave, wavePercent))]),
      line('plain', endWords(maxErrors)),
      ...(now - run.startedAt > oldAfter
        ? [line('warn', text`looked at ${age(now - run.startedAt)} ago; each script looks again before it changes anything`)]
        : []),
      ...(playbook.drainsFirst ? [line('warn', text`each is drained first, one at a time, and made ACTIVE again after`)] : []),
      ...(playbook.effect === 'destroy'
        ? [line('warn', text`${plural(tasks, 'task runs', 'tasks run')} on these hosts at this moment`)]
        : []),
    ],
  };
}

/** Each wave is verified before the next one. */
function wavesWords(hosts: number, canary: number, wave: number, percent: number): SafeText {
  if (hosts <= canary) return text`all at once, and checked again`;
  return text`${plural(canary, 'host')} first as a canary, checked again; then at most ${wave} at a time (${percent} %)`;
}

function endWords(maxErrors: number): SafeText {
  if (maxErrors === 0) return text`the first that fails ends the run`;
  return text`a canary that fails ends the run, and so do more than ${plural(maxErrors, 'failed host')}`;
}

/** A script is shown in full before it runs. */
function fileItems({values}: FleetRun, {parameters}: Playbook): readonly ConfirmItem[] {
  return parameters
    .filter(({isFile}) => isFile === true)
    .map(({name, label}) => {
      const content = safeLines(values[name] ?? '');
      return {
        id: `file ${name}`,
        summary: text`${label}, ${plural(content.length, 'line')}:`,
        consequences: content.map(words => line('plain', words)),
      };
    });
}

/** Hosts with the same plan stand together. */
function planItems({hosts}: FleetRun): readonly ConfirmItem[] {
  const groups = Map.groupBy(hosts.filter(isToDo), ({plan = []}) => plan.join('\n'));
  return [...groups.values()].map((group, index) => {
    const plan = group[0]?.plan ?? [];
    const lines = plan.length === 0 ? [text`runs the script`] : plan.map(words => safeText(words));
    return {id: `plan ${index}`, summary: namesOf(group), consequences: lines.map(words => line('plain', words))};
  });
}

/** Hosts that nothing is done on, with the reason of each. */
function otherItems({hosts}: FleetRun): readonly ConfirmItem[] {
  const unchanged = hosts.filter(({state}) => state === 'unchanged');
  const others = hosts.filter(({state}) => state === 'excluded' || state === 'failed' || state === 'unknown');
  const ended = hosts.filter(({state}) => state === 'done');
  const underWay = hosts.filter(({state}) => isUnderWay(state));
  const items: ConfirmItem[] = [];
  if (ended.length > 0) items.push({id: 'done', summary: text`${namesOf(ended)}: done`, consequences: []});
  if (underWay.length > 0)
    items.push({id: 'under way', summary: text`${namesOf(underWay)}: under way, and verified first`, consequences: []});
  if (unchanged.length > 0) items.push({id: 'unchanged', summary: text`${namesOf(unchanged)}: as wanted already`, consequences: []});
  const groups = Map.groupBy(others, host => `${host.state} ${fleetHostVerdict(host).note}`);
  for (const [key, group] of groups) {
    const [first] = group;
    if (first === undefined) continue;
    const words = first.state === 'excluded' ? text`left out` : first.state === 'failed' ? text`failed` : text`outcome unknown`;
    items.push({id: key, summary: text`${namesOf(group)}: ${words}`, consequences: [line('warn', fleetHostVerdict(first).note)]});
  }
  return items;
}

/** A host on which something is still to be done. */
function isToDo({state}: HostRun): boolean {
  return state === 'waiting' || state === 'checked' || state === 'unsent';
}

/** `i-1, i-2 and 38 more` */
function namesOf(hosts: readonly HostRun[]): SafeText {
  const names = hosts.slice(0, mostNamed).map(({target}) => target.instanceId || target.arn);
  const more = hosts.length - names.length;
  return more > 0 ? text`${hosts.length} hosts: ${names.join(', ')} and ${more} more` : text`${names.join(', ')}`;
}
