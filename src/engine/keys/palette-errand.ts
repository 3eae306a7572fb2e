// What a person types after `:`, understood: a table, a command, a connection, or a word of the program itself.

import type {AnyCommand} from '../../../commands/command.ts';
import {shownScreen} from '../../../store/screens.ts';
import {dateTime} from '../../domain/format/clock-time.ts';
import {parseMoment} from '../../domain/format/moment.ts';
import type {Kind, Scope} from '../../domain/kind.ts';
import {type SafeText, text} from '../../domain/safe-text.ts';
import {findPlaybook} from '../../fleet/playbooks/registry.ts';
import {findResource, resources} from '../../resources/registry.ts';
import type {KeyPorts} from './key-ports.ts';
import {scopeOf} from './palette-place.ts';

/** Something that the palette can do. */
export type Errand =
  | {readonly type: 'table'; readonly kind: Kind; readonly scope: Scope}
  | {readonly type: 'command'; readonly command: AnyCommand}
  | {readonly type: 'connection'; readonly to: {readonly region: string} | {readonly profile: string}}
  /** Of the log screen in front, milliseconds since 1970. */
  | {readonly type: 'moment'; readonly at: number}
  | {readonly type: 'faults'; readonly specification: string}
  | {readonly type: 'playbook'; readonly playbookId: string; readonly cluster: string}
  | {readonly type: 'help'}
  | {readonly type: 'quit'};

/** What was typed: an errand, a sentence why it is none, or nothing that is known by its first word. */
export type Understood = Errand | {readonly type: 'problem'; readonly problem: SafeText} | undefined;

/** The commands that work on the rows in front. */
export function commandsHere({store, commands}: KeyPorts): readonly AnyCommand[] {
  const screen = shownScreen(store.getState());
  return screen?.type === 'table' ? commands.filter(({target}) => target === screen.kind) : [];
}

/** Understands what was typed, by its exact first word. */
export function understand(ports: KeyPorts, input: string): Understood {
  const [head = '', ...words] = input.trim().split(/\s+/);
  const word = head.toLowerCase();
  const rest = input.trim().slice(head.length).trim();
  const resource = findResource(word) ?? resources.find(({title}) => title === input.trim().toLowerCase());
  if (resource) {
    const scope = scopeOf(ports, resource, resource.title === input.trim().toLowerCase() ? [] : words);
    return 'problem' in scope ? {type: 'problem', ...scope} : {type: 'table', kind: resource.kind, scope: scope.value};
  }
  switch (word) {
    case 'q':
    case 'quit':
      return alone(word, rest) ?? {type: 'quit'};
    case 'help':
      return alone(word, rest) ?? {type: 'help'};
    case 'time':
      return playbook(ports, 'time-check', word, words);
    case 'run':
      return run(ports, words);
    case 'region':
      return oneName(words, text`which Region? type :region NAME, for example :region eu-west-1`) ?? connection({region: rest});
    case 'profile':
      return oneName(words, text`which profile? type :profile NAME, as it stands in ~/.aws/config`) ?? connection({profile: rest});
    case 'at':
      return moment(ports, rest);
    case 'fault':
      if (!ports.actions.setFaults) return undefined;
      return rest === ''
        ? problem(text`which fault? type :fault throttle=0.3, or :fault none to end them`)
        : {type: 'faults', specification: rest};
  }
  return command(ports, word, rest);
}

function command(ports: KeyPorts, word: string, rest: string): Understood {
  const isNamed = ({verb, id}: AnyCommand) => verb === word || id === word;
  const here = commandsHere(ports).find(isNamed);
  if (here) return rest === '' ? {type: 'command', command: here} : problem(text`type :${word} alone: it asks for what it needs`);
  const elsewhere = ports.commands.find(isNamed);
  if (!elsewhere) return undefined;
  return problem(text`${word} works on rows of ${ports.resourceOf(elsewhere.target).title}: open that table first`);
}

function moment({store, now}: KeyPorts, typed: string): Understood {
  if (shownScreen(store.getState())?.type !== 'logs') return problem(text`at works on log lines: open some with l first`);
  const at = parseMoment(typed, now());
  if (at === undefined) return problem(text`when? type :at 14:05, :at 2026-11-25 14:05 or :at -20m`);
  return at > now() ? problem(text`${dateTime(at)} is yet to come`) : {type: 'moment', at};
}

function run(ports: KeyPorts, [id, ...words]: readonly string[]): Understood {
  const names = ports.fleet.playbooks.map(({id}) => id).join(', ');
  if (id === undefined) return problem(text`which playbook? type :run NAME, for example :run disk-report; there are ${names}`);
  const found = findPlaybook(id);
  return found === undefined
    ? problem(text`there is no playbook ${id}; there are ${names}`)
    : playbook(ports, found.id, `run ${id}`, words);
}

/** On all hosts of the cluster that was typed, or that the person is in. */
function playbook(ports: KeyPorts, playbookId: string, typed: string, words: readonly string[]): Understood {
  const scope = scopeOf(ports, {...ports.resourceOf('container-instance'), aliases: [typed]}, words);
  if ('problem' in scope) return problem(scope.problem);
  const {cluster} = scope.value;
  return cluster === undefined ? problem(text`which cluster? type :${typed} NAME`) : {type: 'playbook', playbookId, cluster};
}

function connection(to: {readonly region: string} | {readonly profile: string}): Errand {
  return {type: 'connection', to};
}

function alone(word: string, rest: string): Understood {
  return rest === '' ? undefined : problem(text`type :${word} alone`);
}

function oneName(words: readonly string[], sentence: SafeText): Understood {
  return words.length === 1 ? undefined : problem(sentence);
}

function problem(sentence: SafeText): Understood {
  return {type: 'problem', problem: sentence};
}
