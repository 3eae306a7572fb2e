// Above the hosts of a run: where it stands and what can be done, and how far it has come, with a bar.

import {type FleetHost, isOver, type RunHead} from '../../src/domain/fleet/run-summary.ts';
import {summaryWords} from '../../src/domain/fleet/run-words.ts';
import {age} from '../../src/domain/format/age.ts';
import {bar} from '../../src/domain/format/bar.ts';
import {fleetRunVerdict, phaseWord} from '../../src/domain/health/fleet-run-health.ts';
import {signOf} from '../../src/domain/health/verdict.ts';
import type {Action} from '../../src/domain/keys.ts';
import {noText, type SafeText, safeText, text} from '../../src/domain/safe-text.ts';
import {runRows} from '../../store/layout.ts';
import type {State, TableScreen} from '../../store/state.ts';
import {tableOf, type ViewContext} from '../context.ts';
import {keyName} from '../key-names.ts';
import {emptyLine, gap, type PaintedLine, paintApart, type Span} from '../paint.ts';

const mostBar = 24;

/** The lines, as many as the layout keeps for them; empty ones before the run was read. None above other tables. */
export function runHeadLines(context: ViewContext, state: State, screen: TableScreen): readonly PaintedLine[] {
  const count = runRows(state.size, screen);
  if (count === 0) return [];
  const run = runOf(state, screen);
  if (run === undefined) return Array.from({length: count}, () => emptyLine);
  const progress = progressLine(context, state, run);
  return count === 1 ? [progress] : [standLine(context, state, run), progress];
}

function runOf(state: State, screen: TableScreen): RunHead | undefined {
  const [first] = tableOf(state, screen)?.entries.values() ?? [];
  // Only hosts of runs are rows of this table.
  return (first?.row as FleetHost | undefined)?.run;
}

/** `~ applying, wave 3 of 12 · zone Asia/Shanghai` and at the right what a person can do now. */
function standLine(context: ViewContext, {size}: State, run: RunHead): PaintedLine {
  const {tone} = fleetRunVerdict(run);
  const {summary, phase, values} = run;
  const wave = phase === 'applying' && summary.wave > 0 ? text`, wave ${summary.wave} of ${Math.max(summary.wave, summary.waves)}` : noText;
  const why = run.trouble ?? run.reason;
  const shownValues = Object.entries(values)
    .filter(([, value]) => value !== '' && !value.includes('\n'))
    .map(([name, value]) => `${name} ${value}`);
  const left: readonly Span[] = [
    gap(1),
    {text: text`${signOf(tone)} ${phaseWord(phase)}${wave}`, tone, isBold: true},
    ...(why === undefined ? [] : [{text: text`: ${why}`, tone: run.trouble === undefined ? tone : 'warn'} as const]),
    ...(shownValues.length === 0 ? [] : [{text: safeText(` · ${shownValues.join(', ')}`), tone: 'quiet'} as const]),
  ];
  return paintApart(context.theme, size.columns - 1, left, [{text: nextWords(context, run), tone: 'quiet'}]);
}

/** The keys that do something on a run as it is: the footer names no others. */
export function usefulActions({phase, playbookId}: RunHead): readonly Action[] {
  switch (phase) {
    case 'checking':
    case 'applying':
      return ['abortRun'];
    case 'planned':
    case 'paused':
      return ['proceedRun', 'abortRun'];
    case 'aborting':
      return [];
    case 'finished':
    case 'aborted':
    case 'stopped':
      return [...(playbookId.startsWith('time-') ? ['fixTime' as const] : []), 'retryRun', 'saveReport'];
  }
}

/** The run whose hosts are in front, or the one under the cursor of the table of runs. */
export function runInFront(state: State, screen: TableScreen): RunHead | undefined {
  if (screen.kind === 'fleet-host') return runOf(state, screen);
  if (screen.kind !== 'fleet-run' || screen.cursor === undefined) return undefined;
  // Only runs are rows of this table.
  return tableOf(state, screen)?.entries.get(screen.cursor)?.row as RunHead | undefined;
}

function nextWords(context: ViewContext, {phase, playbookId}: RunHead): SafeText {
  const key = (action: Action) => keyName(context.theme, context.bindings.find(binding => binding.action === action)?.keys[0] ?? '');
  switch (phase) {
    case 'checking':
    case 'applying':
      return text`${key('abortRun')} aborts, Esc leaves it running`;
    case 'planned':
      return text`${key('proceedRun')} shows the plan and asks`;
    case 'paused':
      return text`${key('proceedRun')} goes on, ${key('abortRun')} aborts`;
    case 'aborting':
      return text`waits for what is under way`;
    case 'finished':
      return playbookId === 'time-check'
        ? text`${key('fixTime')} fixes, ${key('saveReport')} saves`
        : text`${key('saveReport')} saves the report`;
    case 'aborted':
    case 'stopped':
      return text`${key('retryRun')} retries, ${key('saveReport')} saves`;
  }
}

/** `████████░░░░ 23 of 40 hosts: 21 done, 1 failed, 4 under way   3m12s` */
function progressLine({theme}: ViewContext, {size, now}: State, run: RunHead): PaintedLine {
  const {summary, phase} = run;
  const {tone} = fleetRunVerdict(run);
  const cells = Math.min(mostBar, Math.floor(size.columns / 6));
  const isWhole = summary.total === 0 && isOver(phase);
  const gauge = isWhole ? bar(1, 1, cells) : bar(summary.ended, summary.total, cells);
  const took = age((run.endedAt ?? now) - run.startedAt);
  return paintApart(
    theme,
    size.columns - 1,
    [gap(1), {text: gauge, tone: tone === 'plain' ? 'busy' : tone}, {text: text` ${summaryWords(run)}`}],
    [{text: text`${took}`, tone: 'quiet'}],
  );
}

/** Runs that go on, for the frame: `↻ time-fix 23/40`, or that one waits for the person. */
export function runSigns({theme}: ViewContext, {runs}: State): readonly Span[] {
  const [first] = runs;
  if (first === undefined) return [];
  const waiting = runs.find(({phase}) => phase === 'planned' || phase === 'paused');
  const others = runs.length > 1 ? text` +${runs.length - 1}` : noText;
  const working = runs.find(({phase}) => phase !== 'planned' && phase !== 'paused');
  if (working === undefined && waiting !== undefined)
    return [{text: text`! ${waiting.playbookId} waits${others}`, tone: 'warn', isBold: true}];
  const {playbookId, summary} = working ?? first;
  const sign = summary.failed > 0 ? text` ${signOf('bad')}${summary.failed}` : noText;
  return [
    {
      text: text`${theme.glyphs.progress} ${playbookId} ${summary.ended}/${summary.total}${sign}${others}`,
      tone: summary.failed > 0 ? 'warn' : 'busy',
      isBold: true,
    },
  ];
}
