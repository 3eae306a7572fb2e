// Every option of the command line, declared once: the parser, --help and the README follow from this table. Those of the
// playbooks' parameters follow from the playbooks.

import type {Parameter} from '../fleet/playbook.ts';
import {playbooks} from '../fleet/playbooks/registry.ts';

/** Playbooks that have a verb of their own; all others are `run PLAYBOOK`. */
export const fleetVerbs = ['time-check', 'time-fix'] as const;

/** What an option can belong to: the dashboard, reading, changing, logs, playbooks over hosts, or the demo region as a server. */
export type Subject = 'dashboard' | 'get' | 'verb' | 'logs' | 'fleet' | 'resume' | 'retry' | 'demo-region';

/** One option. */
export interface OptionDeclaration {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string;
  /** What stands for its value in the help; a switch has none. */
  readonly value?: string;
  /** The only values it takes. */
  readonly oneOf?: readonly string[];
  /** Numbers that it takes; any text when absent. */
  readonly number?: {readonly least: number; readonly most: number; readonly isWhole: boolean};
  readonly subjects: readonly Subject[];
  readonly help: string;
}

const everywhere: readonly Subject[] = ['dashboard', 'get', 'verb', 'logs', 'fleet', 'resume', 'retry'];
const withDemo: readonly Subject[] = [...everywhere, 'demo-region'];

/** The options, in the order in which the help shows them. */
export const optionDeclarations: readonly OptionDeclaration[] = [
  {name: 'demo', subjects: everywhere, help: 'work on the demo region that is built in; nothing leaves this machine'},
  {name: 'aws', subjects: everywhere, help: 'work on AWS, also where nothing in the environment speaks of it'},
  {name: 'profile', value: 'NAME', subjects: everywhere, help: 'profile of ~/.aws/config (AWS_PROFILE)'},
  {name: 'region', value: 'NAME', subjects: withDemo, help: 'Region, for example eu-west-1 (AWS_REGION)'},
  {name: 'cluster', value: 'NAME', subjects: everywhere, help: 'cluster, by name or ARN'},
  {name: 'service', value: 'NAME', subjects: ['get'], help: 'only what belongs to this service'},
  {name: 'task', value: 'ID', subjects: ['get'], help: 'the task whose containers, targets or registrations are wanted'},
  {name: 'instance', value: 'ID', subjects: ['get'], help: 'only tasks on this container instance'},
  {name: 'zone', value: 'NAME', subjects: ['get', 'fleet'], help: 'timezones, time-check, time-fix: the zone that all should be in'},
  {name: 'run', value: 'ID', subjects: ['get'], help: 'run-hosts: the run whose hosts are wanted; get runs has the ids'},
  {name: 'family', value: 'NAME', subjects: ['get'], help: 'only what belongs to this task definition family'},
  {
    name: 'output',
    short: 'o',
    value: 'FORM',
    oneOf: ['table', 'wide', 'json', 'ndjson', 'text', 'markdown'],
    subjects: ['get', 'logs', 'fleet', 'resume', 'retry'],
    help: 'get: table, wide, json or ndjson; logs: text or json; playbooks: table, json or markdown',
  },
  {name: 'filter', value: 'TEXT', subjects: ['get'], help: 'as after / in the dashboard: regex, !inverted, col:value'},
  {name: 'problems', subjects: ['get'], help: 'only rows with a warning or worse'},
  {name: 'follow', short: 'f', subjects: ['logs'], help: 'go on with new lines, of tasks that join later too'},
  {name: 'since', value: 'SPAN', subjects: ['logs'], help: 'how far back to begin: 30s, 10m, 6h or 2d; 10m when not given'},
  {name: 'grep', value: 'RE', subjects: ['logs'], help: 'only lines that match; capitals count only where RE has some'},
  ...parameterOptions(),
  {name: 'attribute', value: 'NAME==VALUE', subjects: ['fleet'], help: 'only hosts with this ECS attribute'},
  {name: 'zones', value: 'NAMES', subjects: ['fleet'], help: 'only hosts in these Availability Zones, with commas between them'},
  {
    name: 'canary',
    value: 'N',
    number: {least: 1, most: 50, isWhole: true},
    subjects: ['fleet'],
    help: 'hosts of the first wave; 1 when not given',
  },
  {name: 'wave', value: 'SHARE', subjects: ['fleet'], help: 'share of the hosts in each later wave; 10% when not given'},
  {
    name: 'max-errors',
    value: 'N',
    number: {least: 0, most: 1000, isWhole: true},
    subjects: ['fleet'],
    help: 'failed hosts that are put up with; 1 when not given',
  },
  {name: 'yes', subjects: ['verb', 'fleet', 'resume', 'retry'], help: 'change without asking'},
  {name: 'wait', subjects: ['verb'], help: 'stay until it is steady, 30 minutes at most; 1 when it does not become so'},
  {name: 'dry-run', subjects: ['verb', 'fleet', 'retry'], help: 'say what would change, and stop there'},
  {name: 'write', subjects: ['dashboard', 'verb', 'fleet', 'resume', 'retry'], help: 'allow changes in a real account'},
  {name: 'read-only', subjects: ['dashboard', 'verb', 'fleet', 'resume', 'retry'], help: 'allow no changes, in the demo region neither'},
  {name: 'config', value: 'FILE', subjects: everywhere, help: 'configuration file (ECSDECK_CONFIG)'},
  {name: 'debug', value: 'FILE', subjects: everywhere, help: 'add a trace of all calls to FILE, for a bug report (ECSDECK_DEBUG)'},
  {
    name: 'port',
    value: 'N',
    number: {least: 0, most: 65_535, isWhole: true},
    subjects: ['demo-region'],
    help: 'port on 127.0.0.1; 0 takes a free one',
  },
  {name: 'world', value: 'SPEC', subjects: withDemo, help: 'size of the demo: services=2000,tasks=20000,instances=1500,clusters=5'},
  {name: 'seed', value: 'N', subjects: withDemo, help: 'another demo; the same seed gives the same one'},
  {
    name: 'speed',
    value: 'N',
    number: {least: 0.1, most: 1000, isWhole: false},
    subjects: withDemo,
    help: 'how many times faster the time of the demo runs',
  },
  {name: 'fault', value: 'SPEC', subjects: withDemo, help: 'faults of the demo: throttle=0.3,latency=2000,deny=ecs:ListTasks,expired'},
  {name: 'no-color', subjects: ['dashboard'], help: 'no colours (NO_COLOR)'},
  {name: 'ascii', subjects: ['dashboard'], help: 'ASCII signs and borders only'},
  {name: 'help', short: 'h', subjects: withDemo, help: 'this text; after a command, its own'},
  {name: 'version', short: 'V', subjects: withDemo, help: 'the version'},
];

/** One option for each parameter of the playbooks. The zone is declared above: tables take it too. */
function parameterOptions(): readonly OptionDeclaration[] {
  const byName = Map.groupBy(
    playbooks.flatMap(({id, parameters}) => parameters.map(parameter => ({id, parameter}))),
    ({parameter}) => parameter.name,
  );
  return [...byName].flatMap(([name, uses]) => {
    const [first] = uses;
    if (first === undefined || name === 'zone') return [];
    const help = `${uses.map(({id}) => id).join(', ')}: ${helpOf(first.parameter)}`;
    return [{name, value: first.parameter.isFile ? 'FILE' : 'VALUE', subjects: ['fleet'], help}];
  });
}

function helpOf({label, initial}: Parameter): string {
  const words = label.charAt(0).toLowerCase() + label.slice(1);
  return initial === '' ? words : `${words}; ${initial} when not given`;
}
