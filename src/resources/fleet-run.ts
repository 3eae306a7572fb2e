// Runs of playbooks over hosts, those of earlier programs on this machine too.

import {headOf, type RunHead} from '../domain/fleet/run-summary.ts';
import {summaryWords} from '../domain/fleet/run-words.ts';
import {ageSince} from '../domain/format/age.ts';
import {rawArnName} from '../domain/format/arn.ts';
import {dateTime} from '../domain/format/clock-time.ts';
import {fleetRunVerdict, phaseWord} from '../domain/health/fleet-run-health.ts';
import {signed} from '../domain/health/verdict.ts';
import {safeText, text} from '../domain/safe-text.ts';
import {runsIn, runWithId} from './fleet-reading.ts';
import {defineResource} from './resource.ts';
import {fields} from './sections.ts';

/** The declaration of runs. */
export const fleetRun = defineResource<'fleet-run'>({
  kind: 'fleet-run',
  title: 'runs',
  singular: 'run',
  aliases: ['runs', 'fleet-run', 'fleet-runs'],
  needsScope: [],
  takesScope: ['cluster'],
  reads: [],
  columns: [
    {title: 'PLAYBOOK', width: 14, most: 20, priority: 0, text: row => safeText(row.playbookId)},
    {
      title: 'STATE',
      width: 10,
      priority: 1,
      text: row => signed(fleetRunVerdict(row).tone, phaseWord(row.phase)),
      tone: row => fleetRunVerdict(row).tone,
    },
    {title: 'CLUSTER', width: 12, most: 30, priority: 3, text: row => safeText(row.clusterName)},
    {
      title: 'HOSTS',
      width: 7,
      most: 9,
      align: 'right',
      priority: 2,
      text: ({summary}) => text`${summary.ended}/${summary.total}`,
      sort: ({summary}) => summary.total,
    },
    {title: 'BY', width: 12, most: 24, priority: 6, text: row => safeText(rawArnName(row.identityArn))},
    {
      title: 'AGE',
      width: 5,
      align: 'right',
      priority: 3,
      text: (row, _, now) => text`${ageSince(row.startedAt, now)}`,
      sort: row => -row.startedAt,
    },
    {
      title: 'TOOK',
      width: 6,
      align: 'right',
      priority: 5,
      text: (row, _, now) => text`${ageSince(row.startedAt, row.endedAt ?? now)}`,
      sort: row => (row.endedAt ?? row.startedAt) - row.startedAt,
    },
    {
      title: 'NOTE',
      width: 'fill',
      least: 16,
      priority: 2,
      text: row => fleetRunVerdict(row).note,
      tone: row => fleetRunVerdict(row).tone,
    },
  ],
  initialSort: {column: 'AGE', isDescending: false},
  async *list(aws, scope) {
    const runs = await runsIn(aws, scope);
    yield {ids: runs.map(({id}) => id), rows: runs.map(headOf)};
  },
  async describe(aws, scope, ids) {
    const runs = await runsIn(aws, scope);
    return {
      rows: runs.filter(({id}) => ids.includes(id)).map(headOf),
      failures: ids.filter(id => !runs.some(run => run.id === id)).map(arn => ({arn, reason: 'MISSING'})),
    };
  },
  describeBatch: 1000,
  id: row => row.id,
  name: id => safeText(id),
  isSteady: () => true,
  verdict: row => fleetRunVerdict(row),
  links: [
    {
      key: 'enter',
      title: 'hosts',
      kind: 'fleet-host',
      scope: row => ({cluster: row.cluster, run: row.id, playbook: row.playbookId}),
    },
  ],
  async *details(_, row) {
    yield runSections(row);
  },
  raw: (aws, _, id) => runWithId(aws, id),
  json: row => row,
});

function runSections(row: RunHead) {
  const verdict = fleetRunVerdict(row);
  const {canary, wavePercent, maxErrors} = row.settings;
  return [
    ...fields(text`Run`, {
      Playbook: row.playbookId,
      Cluster: row.clusterName,
      State: {text: phaseWord(row.phase), tone: verdict.tone},
      Note: verdict.note === '' ? undefined : {text: verdict.note, tone: verdict.tone},
      Hosts: {text: summaryWords(row)},
      Started: dateTime(row.startedAt),
      Ended: row.endedAt === undefined ? undefined : dateTime(row.endedAt),
      By: row.identityArn,
      Account: row.isDemo ? `${row.account} (demo)` : row.account,
      Region: row.region,
      Waves: `a canary of ${canary}, then at most ${wavePercent} % of the hosts at a time`,
      Stops: `when more than ${maxErrors} have failed`,
      Retries: row.retries,
      ID: row.id,
    }),
    ...fields(text`Parameters`, row.values),
  ];
}
