// The generated documents, as text, from the declarations they describe. Writes nothing: generate-docs.ts does.

import type {AnyCommand} from '../commands/command.ts';
import type {Action, KeyBinding} from '../src/domain/keys.ts';
import {changeActions, fleetReadActions} from '../src/fleet/needs.ts';
import type {Playbook} from '../src/fleet/playbook.ts';
import type {AnyResource} from '../src/resources/resource.ts';

const keySigns: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: '⏎',
  escape: 'Esc',
  space: 'Space',
  tab: 'Tab',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDn',
};

function keyName(key: string): string {
  const sign = keySigns[key] ?? key.replace(/^ctrl\+/, '^');
  // A backtick or a bar would end the cell it stands in.
  return sign === '`' ? '`` ` ``' : `\`${sign.replaceAll('|', '\\|')}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

const places: readonly {readonly where: KeyBinding['where']; readonly title: string}[] = [
  {where: 'everywhere', title: 'Everywhere'},
  {where: 'row', title: 'On a row, in a table or its details'},
  {where: 'table', title: 'In a table'},
  {where: 'details', title: 'In the details'},
  {where: 'logs', title: 'In the logs'},
  {where: 'text', title: 'In the details, the JSON and the logs'},
];

/** The keys that are no command's, one table for each place. */
export function generalKeys(bindings: readonly KeyBinding[]): string {
  return places
    .map(({where, title}) => ({title, found: bindings.filter(binding => binding.where === where && binding.on === undefined)}))
    .filter(({found}) => found.length > 0)
    .map(({title, found}) =>
      table(
        [title, ''],
        found.map(binding => [binding.keys.map(keyName).join(' '), binding.title]),
      ),
    )
    .join('\n\n');
}

/** Where each table's rows lead and what can be done to them. */
export function tableKeys(resources: readonly AnyResource[], commands: readonly AnyCommand[], bindings: readonly KeyBinding[]): string {
  const rows = resources.flatMap(resource => {
    const links = resource.links.map(link => `${keyName(link.key)} ${link.title}`);
    const actions = commands.filter(command => command.target === resource.kind).map(command => `${keyName(command.key)} ${command.title}`);
    const onHosts = bindings
      .filter(({on}) => on?.kinds.includes(resource.kind))
      .map(({keys, title}) => `${keys.map(keyName).join(' ')} ${title}`);
    return links.length + actions.length + onHosts.length === 0
      ? []
      : [[resource.title, links.join(', '), [...actions, ...onHosts].join('; ')]];
  });
  return table(['Table', 'Opens', 'Changes'], rows);
}

/** docs/keys.md */
export function keysDocument(bindings: readonly KeyBinding[], resources: readonly AnyResource[], commands: readonly AnyCommand[]): string {
  return `# Keys

Generated from the declarations by \`npm run docs\`. The keys under "Everywhere", "In a table", "In the details" and "In the logs" can be changed in the
configuration file by the names in the last table.

${generalKeys(bindings)}

## On the rows of a table

${tableKeys(resources, commands, bindings)}

## Names for the configuration file

${table(
  ['Name', 'Keys'],
  bindings.map(({action, keys}: {action: Action; keys: readonly string[]}) => [`\`${action}\``, keys.map(key => `\`${key}\``).join(' ')]),
)}
`;
}

const graveness: Readonly<Record<AnyCommand['effect'], string>> = {change: 'changes', destroy: 'destroys'};

function list(names: readonly string[]): string {
  return names.map(name => `\`${name}\``).join(', ');
}

/** docs/commands.md */
export function commandsDocument(
  resources: readonly AnyResource[],
  commands: readonly AnyCommand[],
  playbooks: readonly Playbook[] = [],
): string {
  const singular = new Map(resources.map(resource => [resource.kind, resource.singular]));
  return `# Commands and tables

Generated from the declarations by \`npm run docs\`.

## Commands

Each is a key on a row, a name for \`:\` and a verb of the command line. All show what they mean on freshly read state and ask before they act.

${table(
  ['Verb', 'Key', 'On a', 'Effect', 'Asks for a value', 'Can be undone', 'IAM actions'],
  commands.map(command => [
    `\`${command.isForScreen ? ':' : ''}${command.verb}\``,
    keyName(command.key),
    singular.get(command.target) ?? command.target,
    graveness[command.effect],
    command.ask ? 'yes' : 'no',
    command.undo ? 'yes' : 'no',
    list(command.needs),
  ]),
)}

${playbooks.length === 0 ? '' : playbookSection(playbooks)}## Tables

Each is a name for \`:\` and for \`ecsdeck get\`. Columns in brackets are shown by \`-o wide\` and on wide terminals.

${table(
  ['Names', 'Needs', 'Also narrowed by', 'Columns', 'IAM actions'],
  resources.map(resource => [
    list(resource.aliases),
    list(resource.needsScope),
    list(resource.takesScope.filter(part => !resource.needsScope.includes(part))),
    resource.columns.map(column => (column.isWide ? `[${column.title}]` : column.title)).join(', '),
    list(resource.reads),
  ]),
)}
`;
}

const playbookEffects: Readonly<Record<Playbook['effect'], string>> = {
  read: 'changes nothing',
  change: 'changes',
  destroy: 'interrupts or removes',
};

function playbookSection(playbooks: readonly Playbook[]): string {
  return `## Playbooks

Each runs over hosts, by \`ecsdeck run PLAYBOOK --cluster NAME\` or \`R\` in the dashboard: a check where there is one, a canary, then waves.

${table(
  ['Playbook', 'What it does', 'Effect', 'Parameters', 'Systems', 'IAM actions'],
  playbooks.map(playbook => [
    `\`${playbook.id}\``,
    `${playbook.summary}${playbook.isOffByDefault ? ' Off unless `shell = true` stands below `[playbooks]` in the configuration file.' : ''}`,
    playbookEffects[playbook.effect],
    playbook.parameters.map(({name, example}) => `\`--${name} ${example}\``).join(' '),
    playbook.platforms.join(', '),
    list(changeActions(playbook)),
  ]),
)}

`;
}

/** What every session calls, whatever it looks at: who am I. */
const always = ['sts:GetCallerIdentity'];

function policy(id: string, actions: readonly string[]): string {
  const statement = {Sid: id, Effect: 'Allow', Action: [...new Set(actions)].sort(), Resource: '*'};
  return `${JSON.stringify({Version: '2012-10-17', Statement: [statement]}, undefined, 2)}\n`;
}

/** The IAM policy for looking. */
export function readPolicy(resources: readonly AnyResource[], playbooks: readonly Playbook[] = []): string {
  const fleet = playbooks.length === 0 ? [] : fleetReadActions;
  return policy('EcsdeckRead', [...always, ...resources.flatMap(resource => resource.reads), ...fleet]);
}

/** The IAM policy for changing, on top of the one for looking. */
export function changePolicy(commands: readonly AnyCommand[], playbooks: readonly Playbook[] = []): string {
  return policy('EcsdeckChange', [...commands.flatMap(command => command.needs), ...playbooks.flatMap(changeActions)]);
}

/** A code block of this language. */
export function codeBlock(language: string, content: string): string {
  return `\`\`\`${language}\n${content.trimEnd()}\n\`\`\``;
}

/**
 * The document with what stands between `<!-- generated:NAME -->` and `<!-- /generated -->` replaced, for every name given.
 * Throws when a name has no place in the document, or more than one.
 */
export function withGenerated(document: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((text, [name, content]) => {
    const pieces = text.split(`<!-- generated:${name} -->`);
    const [before, after] = pieces;
    if (pieces.length !== 2 || before === undefined || after === undefined) {
      throw new Error(`the document needs "<!-- generated:${name} -->" exactly once, it has it ${pieces.length - 1} times`);
    }
    const end = after.indexOf('<!-- /generated -->');
    if (end === -1) throw new Error(`"<!-- generated:${name} -->" is not closed by "<!-- /generated -->"`);
    return `${before}<!-- generated:${name} -->\n${content.trimEnd()}\n${after.slice(end)}`;
  }, document);
}
