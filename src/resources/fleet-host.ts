// The hosts of a run. Which values of the findings have a column, the run's playbook says.

import type {Finding} from '../domain/fleet/finding.ts';
import type {FleetHost} from '../domain/fleet/run-summary.ts';
import {hostRows, isUnderWay} from '../domain/fleet/run-summary.ts';
import {age} from '../domain/format/age.ts';
import {rawArnName} from '../domain/format/arn.ts';
import {fleetHostVerdict, newestFinding, stateWord} from '../domain/health/fleet-host-health.ts';
import {signed} from '../domain/health/verdict.ts';
import {noText, type SafeText, safeText, text} from '../domain/safe-text.ts';
import type {Tone} from '../domain/tone.ts';
import type {FindingColumn} from '../fleet/playbook.ts';
import {findPlaybook} from '../fleet/playbooks/registry.ts';
import {hostSections} from './fleet-host-details.ts';
import {runWithId} from './fleet-reading.ts';
import {scopePart} from './reading.ts';
import {type Column, defineResource} from './resource.ts';

/** Columns of findings begin with at most so many cells and grow where there is room; the first two hold a value before and after. */
const usualCells = 13;
const addressCells = 15;
const twoValues = 19;

const gravity: readonly Tone[] = ['bad', 'warn', 'busy', 'plain', 'quiet', 'ok'];

type HostColumn = Column<FleetHost, undefined>;

const hostColumns: readonly HostColumn[] = [
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

const laterColumns: readonly HostColumn[] = [
  {title: 'TOOK', width: 5, align: 'right', priority: 5, text: ({host}, _, now) => tookWords(host, now), sort: ({host}) => tookOf(host, 0)},
  {title: 'SYSTEM', width: 17, most: 26, priority: 9, text: ({host}) => safeText(host.target.platform ?? '')},
  {
    title: 'NOTE',
    width: 'fill',
    least: 12,
    priority: 4,
    text: ({host}) => fleetHostVerdict(host).note,
    tone: ({host}) => fleetHostVerdict(host).tone,
  },
];

/** The declaration of the hosts of a run. */
export const fleetHost = defineResource<'fleet-host'>({
  kind: 'fleet-host',
  title: 'hosts',
  singular: 'host',
  aliases: ['run-hosts', 'fleet-host', 'fleet-hosts'],
  needsScope: ['run'],
  takesScope: ['run', 'playbook', 'cluster'],
  reads: ['ssm:GetCommandInvocation'],
  columns: [...hostColumns, waveColumn, ...laterColumns],
  columnsIn: ({playbook}) => {
    const found = playbook === undefined ? undefined : findPlaybook(playbook);
    const isCheck = found?.effect === 'read';
    const findings = (found?.columns ?? []).map((column, index) => findingColumn(column, index, isCheck));
    return [...hostColumns, ...findings, ...(isCheck ? [] : [waveColumn]), ...laterColumns];
  },
  initialSort: {column: 'HOST', isDescending: false},
  async *list(aws, scope) {
    const rows = hostRows(await runWithId(aws, scopePart(scope, 'run')));
    yield {ids: rows.map(({host}) => host.target.arn), rows};
  },
  async describe(aws, scope, ids) {
    const rows = hostRows(await runWithId(aws, scopePart(scope, 'run'))).filter(({host}) => ids.includes(host.target.arn));
    const known = new Set(rows.map(({host}) => host.target.arn));
    return {rows, failures: ids.filter(id => !known.has(id)).map(arn => ({arn, reason: 'MISSING'}))};
  },
  describeBatch: 1000,
  id: ({host}) => host.target.arn,
  name: id => safeText(rawArnName(id)),
  isSteady: ({host}) => !isUnderWay(host.state),
  verdict: ({host}) => fleetHostVerdict(host),
  links: [
    {key: 'T', title: 'tasks on it', kind: 'task', scope: ({run, host}) => ({cluster: run.cluster, instance: host.target.arn})},
    {key: 'z', title: "containers' zones", kind: 'container-timezone', scope: ({run}) => zoneScope(run)},
  ],
  details: hostSections,
  async raw(aws, scope, id) {
    const {hosts} = await runWithId(aws, scopePart(scope, 'run'));
    return hosts.find(({target}) => target.arn === id);
  },
  json: ({run, host}) => ({run: run.id, playbook: run.playbookId, ...host}),
});

/** A host is not seen by its containers: where a zone was asked for, theirs are compared with it. */
function zoneScope({cluster, values}: FleetHost['run']) {
  const {zone} = values;
  return {cluster, ...(zone !== undefined && zone !== '' && {zone})};
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
