// The report of a run, to be kept after the incident: for people as Markdown, for programs as JSON. Secrets are masked in both,
// because reports are passed on.

import type {Finding} from '../domain/fleet/finding.ts';
import type {FleetRun, HostRun, HostState} from '../domain/fleet/run.ts';
import {age} from '../domain/format/age.ts';
import {plural} from '../domain/format/quantity.ts';
import {maskSecretText} from '../domain/mask-text.ts';
import {safeLines, safeText} from '../domain/safe-text.ts';
import {maskSecrets} from '../domain/secret.ts';
import type {Playbook} from './playbook.ts';

/** What the report shows of a playbook. */
export type ReportedPlaybook = Pick<Playbook, 'title' | 'columns' | 'parameters'>;

function isoTime(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}

/** Hosts by what has become of them; states without hosts are left out. */
export function hostTotals({hosts}: Pick<FleetRun, 'hosts'>): Readonly<Partial<Record<HostState, number>>> {
  const totals: Partial<Record<HostState, number>> = {};
  for (const {state} of hosts) totals[state] = (totals[state] ?? 0) + 1;
  return totals;
}

/** The run as a JSON value: all that is known of each host, before and after. */
export function reportValue(run: FleetRun, playbook: ReportedPlaybook): unknown {
  const {id, playbookId, account, region, isDemo, cluster, clusterName, identityArn, settings, phase, reason, retries} = run;
  const started = isoTime(run.startedAt);
  const report = {
    run: id,
    playbook: playbookId,
    ...(isDemo ? {demo: true} : {}),
    account,
    region,
    cluster,
    clusterName,
    identity: identityArn,
    values: readableValues(run, playbook),
    settings,
    ...(retries === undefined ? {} : {retries}),
    phase,
    ...(reason === undefined ? {} : {reason}),
    started,
    ended: isoTime(run.endedAt),
    totals: hostTotals(run),
    hosts: run.hosts.map(hostValue),
    commands: run.sends.map(({stage, wave, commandId, instanceIds, at, state}) => ({
      stage,
      wave,
      commandId,
      hosts: instanceIds.length,
      at: isoTime(at),
      state,
    })),
  };
  return maskedStrings(maskSecrets(report));
}

/** The values with those that are files, which travel packed, as what they hold: secrets in them must be seen to be masked. */
function readableValues({values}: FleetRun, {parameters}: ReportedPlaybook): Readonly<Record<string, string>> {
  const isFile = (name: string): boolean => parameters.find(parameter => parameter.name === name)?.isFile === true;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isFile(name) ? unpacked(value) : value]));
}

function unpacked(value: string): string {
  return Buffer.from(value, 'base64').toString();
}

function hostValue({target, state, wave, before, applied, after, plan, reason, startedAt, endedAt, commandId}: HostRun) {
  const {arn, instanceId, availabilityZone, address, platform, agentVersion, status, runningTasks} = target;
  return {
    instance: instanceId,
    containerInstance: arn,
    availabilityZone,
    address,
    platform,
    agentVersion,
    status,
    runningTasks,
    state,
    wave,
    reason,
    before: findingValue(before),
    plan,
    applied: findingValue(applied),
    after: findingValue(after),
    started: isoTime(startedAt),
    ended: isoTime(endedAt),
    commandId,
  };
}

function findingValue(finding: Finding | undefined) {
  return finding === undefined ? undefined : {verdict: finding.verdict, summary: finding.summary, ...finding.values};
}

function maskedStrings(value: unknown): unknown {
  if (typeof value === 'string') return maskSecretText(value);
  if (Array.isArray(value)) return value.map(maskedStrings);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskedStrings(inner)]));
}

/** The report for programs, with a final line break. */
export function reportJson(run: FleetRun, playbook: ReportedPlaybook): string {
  return `${JSON.stringify(reportValue(run, playbook), undefined, 2)}\n`;
}

/** The report for people. */
export function reportMarkdown(run: FleetRun, playbook: ReportedPlaybook): string {
  const left = run.hosts.filter(({state}) => state === 'excluded');
  const taken = run.hosts.filter(({state}) => state !== 'excluded');
  return [
    `# ${run.playbookId} over ${cell(run.clusterName)}`,
    `${cell(playbook.title)}: ${phaseWords(run)}.`,
    table(['', ''], headRows(run, playbook)),
    ...fileSections(run, playbook),
    '## Hosts',
    table(
      ['Host', 'System', 'State', 'Wave', 'Found', ...playbook.columns.map(({title}) => title), 'Took', 'Note'],
      taken.map(host => hostRow(host, playbook)),
    ),
    ...(left.length === 0
      ? []
      : [
          '## Left out',
          table(
            ['Host', 'Why'],
            left.map(host => [hostName(host), cell(host.reason ?? host.target.exclusion ?? '')]),
          ),
        ]),
    '## Commands',
    table(
      ['At', 'Stage', 'Wave', 'Hosts', 'Command', 'State'],
      run.sends.map(({at, stage, wave, instanceIds, commandId = '', state}) => [
        isoTime(at) ?? '',
        stage,
        String(wave),
        String(instanceIds.length),
        commandId,
        state,
      ]),
    ),
    '',
  ].join('\n\n');
}

function phaseWords({phase, reason, hosts}: FleetRun): string {
  const totals = Object.entries(hostTotals({hosts})).map(([state, count]) => `${count} ${state}`);
  return `${phase}${reason === undefined ? '' : ` (${cell(reason)})`}; ${plural(hosts.length, 'host')}: ${totals.join(', ')}`;
}

function headRows(run: FleetRun, {parameters}: ReportedPlaybook): readonly (readonly string[])[] {
  const {settings, startedAt, endedAt} = run;
  const plain = Object.entries(run.values).filter(([name]) => parameters.find(parameter => parameter.name === name)?.isFile !== true);
  return [
    ['Run', cell(run.id)],
    ['By', cell(run.identityArn)],
    ['Account', `${cell(run.account)} in ${cell(run.region)}${run.isDemo ? ' (demo)' : ''}`],
    ['Cluster', cell(run.cluster)],
    ['Started', isoTime(startedAt) ?? ''],
    ['Ended', endedAt === undefined ? 'not yet' : `${isoTime(endedAt)}, after ${age(endedAt - startedAt)}`],
    [
      'Waves',
      `canary ${settings.canary}, then at most ${settings.wavePercent}% each; ${plural(settings.maxErrors, 'failed host')} put up with`,
    ],
    ...plain.map(([name, value]) => [cell(name), value === '' ? '(none)' : cell(value)]),
    ...(run.retries === undefined ? [] : [['Repeats the failed hosts of', cell(run.retries)]]),
  ];
}

/** A value that is a file, such as a script, in full. */
function fileSections(run: FleetRun, playbook: ReportedPlaybook): readonly string[] {
  const values = readableValues(run, playbook);
  return playbook.parameters
    .filter(({name, isFile}) => isFile === true && values[name] !== undefined)
    .flatMap(({name}) => {
      const lines = safeLines(maskSecretText(values[name] ?? ''));
      return [`## The ${cell(name)}`, lines.map(line => `    ${line}`).join('\n')];
    });
}

function hostRow(host: HostRun, {columns}: ReportedPlaybook): readonly string[] {
  const {target, state, wave, before, startedAt, endedAt, reason} = host;
  const newest = host.after ?? host.applied;
  const took = startedAt === undefined || endedAt === undefined ? '' : age(endedAt - startedAt);
  const change = (show: (finding: Finding) => string): string => cell(beforeAfter(before && show(before), newest && show(newest)));
  return [
    hostName(host),
    cell(target.platform ?? ''),
    state,
    wave === undefined ? '' : String(wave),
    change(({verdict}) => verdict),
    ...columns.map(column => change(finding => column.text(finding))),
    took,
    cell(reason ?? newest?.summary ?? before?.summary ?? ''),
  ];
}

function beforeAfter(before: string | undefined, after: string | undefined): string {
  if (before === undefined || after === undefined || before === after) return after ?? before ?? '';
  return `${before} → ${after}`;
}

function hostName({target}: HostRun): string {
  const name = target.instanceId === '' ? target.arn : target.instanceId;
  return cell(target.address === undefined ? name : `${name} (${target.address})`);
}

/** Text in a cell: on one line, with what Markdown and HTML would act on escaped, and secrets masked. */
function cell(raw: string): string {
  return safeText(maskSecretText(raw)).replace(/[\\`*[\]|<>]/g, character => `\\${character}`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
