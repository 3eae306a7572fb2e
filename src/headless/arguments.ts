// Understands the command line. Loads neither AWS nor the screen, so that --help, --version and mistakes are answered at once.

import {findVerb, verbs} from '../../commands/registry.ts';
import {UsageError} from '../domain/errors.ts';
import {explained} from '../domain/explained.ts';
import {byNearness, nearest} from '../domain/nearest.ts';
import {findResource, resources} from '../resources/registry.ts';
import {fleetRequest, recordedRunRequest} from './fleet-arguments.ts';
import {type CommandLine, readCommandLine, requireOneOf, requireSubject} from './given-options.ts';
import {fleetVerbs} from './options.ts';
import type {GetOptions, OutputForm, Request} from './request.ts';
import type {DemoOptions, SourceOptions} from './source-options.ts';
import {readSpan} from './span.ts';
import {demoRegionUsage, fleetUsage, getUsage, logsUsage, resumeUsage, retryUsage, usage, verbUsage} from './usage.ts';

export {usage};

const scopeParts = ['cluster', 'service', 'task', 'instance', 'family', 'zone', 'run'] as const;

/** What the arguments ask for; never throws for a mistake in them. */
export function parseArguments(argv: readonly string[]): Request {
  try {
    return request(readCommandLine(argv));
  } catch (error) {
    if (error instanceof UsageError) return {type: 'usage', message: explained(error)};
    throw error;
  }
}

function request(line: CommandLine): Request {
  const [name, ...rest] = line.positionals;
  if (line.given.has('version')) return {type: 'version'};
  const wantsHelp = line.given.has('help');
  if (name === 'help' || (wantsHelp && name === undefined)) return {type: 'help', text: usage()};
  if (name === undefined) return dashboard(line);
  if (name === 'get') return wantsHelp ? {type: 'help', text: getUsage()} : get(line, rest);
  if (name === 'logs') return wantsHelp ? {type: 'help', text: logsUsage()} : logs(line, rest);
  if (name === 'run' || fleetVerbs.some(verb => verb === name)) {
    return wantsHelp ? {type: 'help', text: fleetUsage()} : fleetRequest(line, name, rest, sourceOptions(line));
  }
  if (name === 'resume' || name === 'retry') {
    const text = name === 'resume' ? resumeUsage() : retryUsage();
    return wantsHelp ? {type: 'help', text} : recordedRunRequest(line, name, rest, sourceOptions(line));
  }
  if (name === 'demo-region') return wantsHelp ? {type: 'help', text: demoRegionUsage()} : demoRegion(line, rest);
  const command = findVerb(name);
  if (command === undefined) {
    const near = nearest(name, [
      'get',
      'logs',
      'run',
      'resume',
      'retry',
      ...fleetVerbs,
      'demo-region',
      'help',
      ...verbs.map(({verb}) => verb),
    ]);
    throw new UsageError(`there is no command "${name}"`, near === undefined ? 'See ecsdeck --help.' : `Did you mean ecsdeck ${near}?`);
  }
  return wantsHelp ? {type: 'help', text: verbUsage(command)} : verb(line, name, rest);
}

/** The option under this name where it was given, to be spread into an object. */
function taken<Name extends string>({given}: CommandLine, name: Name): {readonly [Key in Name]?: string} {
  const value = given.get(name);
  return value === undefined ? {} : ({[name]: value} as {readonly [Key in Name]: string});
}

function demoOptions(line: CommandLine): DemoOptions {
  const speed = line.given.get('speed');
  return {...taken(line, 'seed'), ...(speed === undefined ? {} : {speed: Number(speed)}), ...taken(line, 'world'), ...taken(line, 'fault')};
}

function sourceOptions(line: CommandLine): SourceOptions {
  const {given} = line;
  requireOneOf(line, 'demo', 'aws');
  requireOneOf(line, 'demo', 'profile');
  requireOneOf(line, 'write', 'read-only');
  const source = given.has('demo') ? 'demo' : given.has('aws') ? 'aws' : undefined;
  const mode = given.has('write') ? 'write' : given.has('read-only') ? 'read-only' : undefined;
  return {
    ...(source && {source}),
    ...taken(line, 'profile'),
    ...taken(line, 'region'),
    ...taken(line, 'cluster'),
    ...taken(line, 'config'),
    ...taken(line, 'debug'),
    ...(mode && {mode}),
    demo: demoOptions(line),
  };
}

function dashboard(line: CommandLine): Request {
  requireSubject(line, 'dashboard', 'ecsdeck');
  const {given} = line;
  return {type: 'dashboard', options: {...sourceOptions(line), isColorless: given.has('no-color'), isAscii: given.has('ascii')}};
}

function get(line: CommandLine, [alias, ...others]: readonly string[]): Request {
  const names = resources.flatMap(({aliases}) => aliases);
  const canonical = resources.flatMap(({aliases}) => aliases.slice(0, 1));
  if (alias === undefined) throw new UsageError('get needs a kind', `It is one of ${canonical.join(', ')}.`);
  const resource = findResource(alias);
  if (resource === undefined) {
    const near = nearest(alias, names);
    const advice = near === undefined ? `There are ${byNearness(alias, canonical).join(', ')}.` : `Did you mean ${near}?`;
    throw new UsageError(`there is no kind "${alias}"`, advice);
  }
  const [extra] = others;
  if (extra !== undefined) throw new UsageError(`get takes one kind, and "${extra}" is one too many`, `Find rows with --filter ${extra}.`);
  requireSubject(line, 'get', 'ecsdeck get');
  const {title, needsScope, takesScope} = resource;
  for (const part of scopeParts) {
    const isGiven = line.given.has(part);
    if (!isGiven && needsScope.includes(part))
      throw new UsageError(`get ${title} needs --${part}`, `Name it with --${part} ${part === 'task' || part === 'run' ? 'ID' : 'NAME'}.`);
    if (isGiven && !takesScope.includes(part)) throw new UsageError(`--${part} does not narrow ${title}`, 'Leave it out, or use --filter.');
  }
  const options: GetOptions = {
    ...sourceOptions(line),
    ...taken(line, 'service'),
    ...taken(line, 'task'),
    ...taken(line, 'instance'),
    ...taken(line, 'family'),
    ...taken(line, 'zone'),
    ...taken(line, 'run'),
    output: outputForm(line),
    filter: line.given.get('filter') ?? '',
    isProblemsOnly: line.given.has('problems'),
  };
  return {type: 'get', kind: resource.kind, options};
}

function outputForm({given}: CommandLine): OutputForm {
  const value = given.get('output');
  if (value === 'text' || value === 'markdown') throw new UsageError(`get cannot print ${value}`, 'It prints table, wide, json or ndjson.');
  return value === 'wide' || value === 'json' || value === 'ndjson' ? value : 'table';
}

function logs(line: CommandLine, targets: readonly string[]): Request {
  requireSubject(line, 'logs', 'ecsdeck logs');
  const {given} = line;
  const cluster = given.get('cluster');
  const output = given.get('output') ?? 'text';
  const example = 'For example: ecsdeck logs srvweb --cluster NAME --follow.';
  if (targets.length === 0) throw new UsageError('logs needs a service or a task', example);
  if (cluster === undefined) throw new UsageError('logs needs --cluster', example);
  if (output !== 'text' && output !== 'json') throw new UsageError(`logs cannot print ${output}`, 'It prints text or json.');
  return {
    type: 'logs',
    targets,
    options: {
      ...sourceOptions(line),
      cluster,
      isFollowing: given.has('follow'),
      since: readSpan(given.get('since') ?? '10m'),
      grep: given.get('grep') ?? '',
      output,
    },
  };
}

function verb(line: CommandLine, name: string, rest: readonly string[]): Request {
  requireSubject(line, 'verb', `ecsdeck ${name}`);
  requireOneOf(line, 'yes', 'dry-run');
  requireOneOf(line, 'wait', 'dry-run');
  const command = findVerb(name);
  const last = command?.lastWord;
  const targets = last ? rest.slice(0, -1) : rest;
  const answer = last ? rest.at(-1) : undefined;
  const example = `For example: ecsdeck ${name} ${command?.target ?? ''}-name${last ? ` ${last.example}` : ''} --cluster NAME.`;
  if (targets.length === 0) throw new UsageError(`${name} needs ${last ? `a target and a value (${last.name})` : 'a target'}`, example);
  const cluster = line.given.get('cluster');
  if (cluster === undefined) throw new UsageError(`${name} needs --cluster`, example);
  return {
    type: 'verb',
    verb: name,
    targets,
    ...(answer === undefined ? {} : {answer}),
    options: {
      ...sourceOptions(line),
      cluster,
      isConfirmed: line.given.has('yes'),
      isDryRun: line.given.has('dry-run'),
      isWaiting: line.given.has('wait'),
    },
  };
}

function demoRegion(line: CommandLine, [extra]: readonly string[]): Request {
  if (extra !== undefined)
    throw new UsageError(`demo-region takes options only, and "${extra}" is none`, 'See ecsdeck demo-region --help.');
  requireSubject(line, 'demo-region', 'ecsdeck demo-region');
  const port = line.given.get('port');
  if (port === undefined) throw new UsageError('demo-region needs --port', 'Name a free one, for example --port 4570; 0 takes any.');
  return {type: 'demo-region', options: {...demoOptions(line), port: Number(port), ...taken(line, 'region')}};
}
