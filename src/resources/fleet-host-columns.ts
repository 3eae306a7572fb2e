// The columns of the hosts of a run. Which values of the findings have one, the run's playbook says.

import type {Finding} from '../domain/fleet/finding.ts';
import {type FleetHost, isUnderWay} from '../domain/fleet/run-summary.ts';
import {age} from '../domain/format/age.ts';
import {rawArnName} from '../domain/format/arn.ts';
import {fleetHostVerdict, newestFinding, stateWord} from '../domain/health/fleet-host-health.ts';
import {signed} from '../domain/health/verdict.ts';
import type {Scope} from '../domain/kind.ts';
import {noText, type SafeText, safeText, text} from '../domain/safe-text.ts';
import type {Tone} from '../domain/tone.ts';
import type {FindingColumn} from '../fleet/playbook.ts';
import {findPlaybook} from '../fleet/playbooks/registry.ts';
import type {Column} from './resource.ts';

/** Columns of findings begin with at most so many cells and grow where there is room; the first two hold a value before and after. */
const usualCells = 13;
const addressCells = 15;
const twoValues = 19;

const gravity: readonly Tone[] = ['bad', 'warn', 'busy', 'plain', 'quiet', 'ok'];

type HostColumn = Column<FleetHost, undefined>;

const firstColumns: readonly HostColumn[] = [
  {title: 'HOST', width: 19, priority: 0, text: ({host}) => hostName(host.target)},
  {
    title: 'STATE',
    width: 14,
    most: 16,
    priority: 1,
    text: ({host}) => signed(fleetHostVerdict(host).tone, stateWord(host)),
    // The worst first.
    sort: ({host}) => gravity.indexOf(fleetHostVerdict(host).tone),
    tone: ({host}) => fleetHostVerdict(host).tone,
  },
];

const waveColumn: HostColumn = {
  title: 'WAVE',
  width: 4,
  align: 'right',
  priority: 8,
  text: ({host}) => text`${host.wave ?? ''}`,
  sort: ({host}) => host.wave ?? 0,
};

const tookColumn: HostColumn = {
  title: 'TOOK',
  width: 5,
  align: 'right',
  priority: 5,
  text: ({host}, _, now) => tookWords(host, now),
  sort: ({host}) => tookOf(host, 0),
};

const systemColumn: HostColumn = {
  title: 'SYSTEM',
  width: 17,
  most: 26,
  priority: 9,
  text: ({host}) => safeText(host.target.platform ?? ''),
};

const noteColumn: HostColumn = {
  title: 'NOTE',
  width: 'fill',
  least: 12,
  // Below a table the whole note of the row under the cursor has a line of its own.
  priority: 4,
  text: ({host}) => fleetHostVerdict(host).note,
  tone: ({host}) => fleetHostVerdict(host).tone,
};

/** Those that are there in any run. */
export const hostColumns: readonly HostColumn[] = [...firstColumns, waveColumn, tookColumn, systemColumn, noteColumn];

/** Those of a run of the scope's playbook: a check has no waves, and a change shows before and after in the room that it has. */
export function hostColumnsIn({playbook}: Scope): readonly HostColumn[] {
  const found = playbook === undefined ? undefined : findPlaybook(playbook);
  if (found === undefined) return hostColumns;
  const isCheck = found.effect === 'read';
  const findings = found.columns.map((column, index) => findingColumn(column, index, isCheck));
  return isCheck
    ? [...firstColumns, ...findings, tookColumn, systemColumn, noteColumn]
    : [...firstColumns, ...findings, waveColumn, tookColumn, noteColumn];
}

function hostName({instanceId, arn}: FleetHost['host']['target']): SafeText {
  return safeText(instanceId === '' ? rawArnName(arn) : instanceId);
}

/** `+41.2 s → 0.0 s`: before and after, once they differ. */
function findingColumn({title, width, text: words}: FindingColumn, index: number, isCheck: boolean): HostColumn {
  const of = (finding: Finding | undefined) => (finding === undefined ? noText : words(finding));
  return {
    title,
    width: !isCheck && index < 2 ? Math.min(width * 2 + 3, twoValues) : Math.min(width, index < 2 ? usualCells : addressCells),
    most: isCheck ? width : width * 2 + 3,
    // The first two stay on a terminal of 80 columns, before the note, which has a line of its own; the others go first.
    priority: index < 2 ? 2 + index : 6 + index,
    text({host}) {
      const [before, after] = [of(host.before), of(newestFinding(host))];
      return before === '' || before === after ? after : text`${before} → ${after}`;
    },
    sort({host}) {
      const words = of(newestFinding(host));
      const number = Number.parseFloat(words.replace('−', '-').replace(/^\+/, ''));
      return Number.isNaN(number) ? words : Math.abs(number);
    },
    tone: foundTone,
  };
}

function foundTone({host}: FleetHost): Tone {
  const finding = newestFinding(host);
  return finding?.tone ?? fleetHostVerdict(host).tone;
}

function tookOf({startedAt, endedAt}: FleetHost['host'], now: number): number {
  return startedAt === undefined ? 0 : Math.max(0, (endedAt ?? now) - startedAt);
}

/** Nothing where it was only looked at, and its turn is yet to come. */
function tookWords(host: FleetHost['host'], now: number): SafeText {
  const isCounted = host.endedAt !== undefined || isUnderWay(host.state);
  return host.startedAt === undefined || !isCounted ? noText : text`${age(tookOf(host, now))}`;
}
