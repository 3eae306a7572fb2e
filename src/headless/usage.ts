// The text of --help, from the declarations: options, commands and tables.

import type {AnyCommand} from '../../commands/command.ts';
import {verbs} from '../../commands/registry.ts';
import {playbooks} from '../fleet/playbooks/registry.ts';
import {resourceOf, resources} from '../resources/registry.ts';
import {fleetVerbs, type OptionDeclaration, optionDeclarations, type Subject} from './options.ts';

function twoColumns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}

function spelling({name, short, value}: OptionDeclaration): string {
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

function optionLines(options: readonly OptionDeclaration[]): string {
  return twoColumns(options.map(option => [spelling(option), option.help]));
}

function optionsOf(subject: Subject): string {
  return `Options\n${optionLines(optionDeclarations.filter(({subjects}) => subjects.includes(subject)))}\n`;
}

/** `scale SERVICE... N --cluster NAME` */
function verbForm(command: AnyCommand): string {
  const target = resourceOf(command.target).singular.toUpperCase().replaceAll(' ', '-');
  return `${command.verb} ${target}...${command.lastWord ? ` ${command.lastWord.name}` : ''} --cluster NAME`;
}

function kindLines(): string {
  return twoColumns(
    resources.map(({aliases, needsScope}) => [
      aliases.slice(0, 1).join(),
      `${aliases.slice(1).join(', ')}${needsScope.length > 0 ? `; needs ${needsScope.map(part => `--${part}`).join(' and ')}` : ''}`,
    ]),
  );
}

function titleOf(id: string): string {
  return (playbooks.find(playbook => playbook.id === id)?.title ?? '').toLowerCase();
}

function playbookLines(): string {
  return twoColumns(playbooks.map(({id, summary, isOffByDefault}) => [id, `${summary}${isOffByDefault ? ' Off by default.' : ''}`]));
}

/** The whole help. */
export function usage(): string {
  const forms: readonly (readonly [string, string])[] = [
    ['ecsdeck', 'the dashboard; on the demo region where no AWS account is configured'],
    ['ecsdeck get KIND', 'the rows of a table'],
    ['ecsdeck logs TARGET... --cluster NAME', 'the lines of services and tasks, merged'],
    ...verbs.map(command => [`ecsdeck ${verbForm(command)}`, `${command.title.toLowerCase()}; shows what it means and asks`] as const),
    ...fleetVerbs.map(verb => [`ecsdeck ${verb} [INSTANCE...] --cluster NAME`, titleOf(verb)] as const),
    ['ecsdeck run PLAYBOOK [INSTANCE...] --cluster NAME', 'a playbook over the hosts of a cluster, in safe waves'],
    ['ecsdeck resume RUN', 'goes on with a run that was left'],
    ['ecsdeck retry RUN', 'once more over the hosts that failed in a run'],
    ['ecsdeck demo-region --port N', 'the demo region over HTTP on 127.0.0.1, for any AWS client'],
  ];
  return `ecsdeck: an operations dashboard for Amazon ECS in a terminal

${twoColumns(forms)}

Kinds
${kindLines()}

Playbooks
${playbookLines()}

Options
${optionLines(optionDeclarations)}

Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 4 credentials, 5 partly failed.
`;
}

/** The help of `get`. */
export function getUsage(): string {
  return `ecsdeck get KIND [options]\n\nPrints the rows of a table.\n\nKinds\n${kindLines()}\n\n${optionsOf('get')}`;
}

/** The help of `logs`. */
export function logsUsage(): string {
  return `ecsdeck logs TARGET... --cluster NAME [options]

Prints the log lines of services (by name) and tasks (by id), merged in the order of time. With --follow it goes on until it is
ended: tasks that start later join by themselves, and a line that comes late is printed when it comes.

${optionsOf('logs')}`;
}

/** The help of one verb. */
export function verbUsage(command: AnyCommand): string {
  const answer = command.lastWord ? ` ${command.lastWord.help}` : '';
  return `ecsdeck ${verbForm(command)} [options]\n\n${command.title}. Shows what it means on freshly read state, asks, and records it in the audit log.${answer}\n\n${optionsOf('verb')}`;
}

/** The help of `demo-region`. */
export function demoRegionUsage(): string {
  return `ecsdeck demo-region --port N [options]\n\nServes the demo region over HTTP on 127.0.0.1: point any AWS client at it with AWS_ENDPOINT_URL.\n\n${optionsOf('demo-region')}`;
}

/** The help of `run` and of the playbooks' own verbs. */
export function fleetUsage(): string {
  return `ecsdeck run PLAYBOOK [INSTANCE...] --cluster NAME [options]
${fleetVerbs.map(verb => `ecsdeck ${verb} [INSTANCE...] --cluster NAME [options]`).join('\n')}

Runs a playbook over the hosts of a cluster by Systems Manager: looks first, shows what it would do, asks for the cluster's name,
then changes a canary, checks it again, and goes on in waves. Every check is a send to hosts as well, so that it needs --write.
Exit code 0 when all hosts are as wanted or were looked at, 5 when some are not, 1 when none is.

Playbooks
${playbookLines()}

${optionsOf('fleet')}`;
}

/** The help of `resume`. */
export function resumeUsage(): string {
  return `ecsdeck resume RUN [options]

Goes on with a run that was left: finds out what is still under way at AWS, then asks. ecsdeck get runs -o json tells their ids.

${optionsOf('resume')}`;
}

/** The help of `retry`. */
export function retryUsage(): string {
  return `ecsdeck retry RUN [options]

Runs the playbook of a run that is over once more, with the same parameters and waves, over the hosts that failed in it or of which
nobody knows what became of them; where there are none, over those that it did not reach. Looks first and asks, as every run does.

${optionsOf('retry')}`;
}
