// Understands `time-check`, `time-fix`, `run PLAYBOOK`, `resume ID` and `retry ID`. Which options a playbook takes, its parameters say.

import {UsageError} from '../domain/errors.ts';
import type {WaveSettings} from '../domain/fleet/run.ts';
import {byNearness, nearest} from '../domain/nearest.ts';
import type {Playbook} from '../fleet/playbook.ts';
import {findPlaybook, playbooks} from '../fleet/playbooks/registry.ts';
import type {FleetOptions, FleetRequest, RecordedRunRequest, ReportForm} from './fleet-request.ts';
import {type CommandLine, requireOneOf, requireSubject} from './given-options.ts';
import {fleetVerbs} from './options.ts';
import type {SourceOptions} from './source-options.ts';

/** `time-fix --cluster C …` and `run PLAYBOOK --cluster C …`. Throws UsageError for what is not understood. */
export function fleetRequest(line: CommandLine, verb: string, rest: readonly string[], source: SourceOptions): FleetRequest {
  const isDirect = fleetVerbs.some(known => known === verb);
  const playbook = playbookNamed(isDirect ? verb : rest[0]);
  const title = isDirect ? `ecsdeck ${verb}` : `ecsdeck run ${playbook.id}`;
  requireSubject(line, 'fleet', title);
  requireOneOf(line, 'yes', 'dry-run');
  const cluster = line.given.get('cluster');
  if (cluster === undefined) throw new UsageError(`${title} needs --cluster`, `For example: ${title} --cluster NAME.`);
  const attribute = attributeOf(line);
  const zones = line.given.get('zones');
  const options: FleetOptions = {
    ...source,
    cluster,
    isConfirmed: line.given.has('yes'),
    isDryRun: line.given.has('dry-run'),
    output: reportForm(line, title),
    waves: wavesOf(line),
    ...(attribute === undefined ? {} : {attribute}),
    ...(zones === undefined ? {} : {availabilityZones: zones.split(',').map(zone => zone.trim())}),
    parameters: parametersOf(line, playbook, title),
  };
  return {type: 'fleet', playbook: playbook.id, instances: isDirect ? rest : rest.slice(1), options};
}

/** `resume ID` and `retry ID`. Throws UsageError for what is not understood. */
export function recordedRunRequest(
  line: CommandLine,
  type: RecordedRunRequest['type'],
  [run, extra]: readonly string[],
  source: SourceOptions,
): RecordedRunRequest {
  requireSubject(line, type, `ecsdeck ${type}`);
  requireOneOf(line, 'yes', 'dry-run');
  if (run === undefined)
    throw new UsageError(`${type} needs the id of a run`, 'ecsdeck get runs -o json tells the ids of those that are recorded.');
  if (extra !== undefined) throw new UsageError(`${type} takes one run, and "${extra}" is one too many`, 'Name them one after the other.');
  const {given} = line;
  const options = {...source, isConfirmed: given.has('yes'), isDryRun: given.has('dry-run'), output: reportForm(line, `ecsdeck ${type}`)};
  return {type, run, options};
}

function playbookNamed(id: string | undefined): Playbook {
  const ids = playbooks.map(playbook => playbook.id);
  if (id === undefined) throw new UsageError('run needs a playbook', `It is one of ${ids.join(', ')}.`);
  const found = findPlaybook(id);
  if (found !== undefined) return found;
  const near = nearest(id, ids);
  const advice = near === undefined ? `There are ${byNearness(id, ids).join(', ')}.` : `Did you mean ${near}?`;
  throw new UsageError(`there is no playbook "${id}"`, advice);
}

function reportForm({given}: CommandLine, title: string): ReportForm {
  const value = given.get('output') ?? 'table';
  if (value === 'table' || value === 'json' || value === 'markdown') return value;
  throw new UsageError(`${title} cannot print ${value}`, 'It prints table, json or markdown.');
}

function wavesOf({given}: CommandLine): Partial<WaveSettings> {
  const number = (name: string): number | undefined => (given.has(name) ? Number(given.get(name)) : undefined);
  const [canary, maxErrors, wavePercent] = [number('canary'), number('max-errors'), percentOf(given.get('wave'))];
  return {
    ...(canary === undefined ? {} : {canary}),
    ...(maxErrors === undefined ? {} : {maxErrors}),
    ...(wavePercent === undefined ? {} : {wavePercent}),
  };
}

function percentOf(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined;
  const percent = Number(typed.replace(/%$/, ''));
  if (percent >= 1 && percent <= 100) return percent;
  throw new UsageError(`--wave cannot be "${typed}"`, 'It is a share of the hosts from 1% to 100%, for example --wave 10%.');
}

function attributeOf({given}: CommandLine): FleetOptions['attribute'] {
  const typed = given.get('attribute');
  if (typed === undefined) return undefined;
  const [, name, value] = /^([^=\s]+)\s*==\s*(.+)$/.exec(typed) ?? [];
  if (name !== undefined && value !== undefined) return {name, value};
  throw new UsageError(`--attribute cannot be "${typed}"`, 'Write it like --attribute ecs.instance-type==m5.large.');
}

/** The parameters of this playbook that were given; those of other playbooks are mistakes. */
function parametersOf({given}: CommandLine, playbook: Playbook, title: string): Readonly<Record<string, string>> {
  const own = new Set(playbook.parameters.map(({name}) => name));
  const found: Record<string, string> = {};
  for (const name of new Set(playbooks.flatMap(({parameters}) => parameters.map(parameter => parameter.name)))) {
    const value = given.get(name);
    if (value === undefined) continue;
    if (!own.has(name)) throw new UsageError(`${title} has no option --${name}`, 'See ecsdeck run --help.');
    found[name] = value;
  }
  return found;
}
