// What the palette offers for what was typed so far.

import fuzzysort from 'fuzzysort';
import {shownScreen} from '../../../store/screens.ts';
import type {Suggestion} from '../../../store/state.ts';
import {dateTime} from '../../domain/format/clock-time.ts';
import type {Scope} from '../../domain/kind.ts';
import {noText, type SafeText, text} from '../../domain/safe-text.ts';
import {findResource, resources} from '../../resources/registry.ts';
import type {AnyResource} from '../../resources/resource.ts';
import type {KeyPorts} from './key-ports.ts';
import {knownNames} from './known-names.ts';
import {commandsHere, understand} from './palette-errand.ts';
import {scopeOf, typedParts} from './palette-place.ts';
import {selectedIds} from './table-keys.ts';

const mostSuggestions = 50;

/** A suggestion, and the words it is found by. */
interface Offer extends Suggestion {
  readonly words: readonly string[];
}

/** The suggestions for what was typed, the best first. */
export function suggestionsFor(ports: KeyPorts, input: string): readonly Suggestion[] {
  const typed = input.trimStart();
  const [head = '', ...words] = typed.split(/\s+/);
  const resource = findResource(head);
  if (resource && words.length > 0) return names(ports, resource, head, words);
  if (head === 'at' && words.length > 0) return moments(ports, typed.trim());
  if (head === 'time' && words.length > 0) return clusterNames(ports, head, words);
  if (head === 'run' && words.length === 1) return playbookNames(ports, words);
  if (head === 'run' && words.length > 1) return clusterNames(ports, [head, ...words.slice(0, -1)].join(' '), words);
  return found(typed.trim(), offers(ports)).map(({completion, title, hint}) => ({completion, title, hint}));
}

function offers(ports: KeyPorts): readonly Offer[] {
  const tables = resources.map((resource): Offer => {
    const [name = resource.title, ...others] = resource.aliases;
    return {completion: name, title: text`${resource.title}`, hint: takes(resource), words: [name, resource.title, ...others]};
  });
  const count = selectedIds(ports, ports.store.getState()).length;
  const commands = commandsHere(ports).map(
    ({verb, title, target}): Offer => ({
      completion: verb,
      title: text`${title}`,
      hint: count === 1 ? text`this ${ports.resourceOf(target).singular}` : text`${count} ${ports.resourceOf(target).title}`,
      words: [verb, title],
    }),
  );
  return [...tables, ...commands, ...programWords(ports)];
}

/** The moment as it was understood, so that a person sees which day is meant before Enter. */
function moments(ports: KeyPorts, typed: string): readonly Suggestion[] {
  const understood = understand(ports, typed);
  const title = understood?.type === 'moment' ? text`the lines of ${dateTime(understood.at)}` : text`14:05, 2026-11-25 14:05 or -20m`;
  return [{completion: typed, title, hint: noText}];
}

function programWords({actions, store}: KeyPorts): readonly Offer[] {
  const offer = (completion: string, title: SafeText, hint = noText): Offer => ({completion, title, hint, words: [completion.trim()]});
  return [
    offer('time', text`clock and zone of all hosts of the cluster`, text`CLUSTER`),
    offer('run ', text`a playbook on all hosts of the cluster`, text`PLAYBOOK CLUSTER`),
    offer('region ', text`another Region`, text`NAME`),
    offer('profile ', text`another profile of ~/.aws/config`, text`NAME`),
    ...(shownScreen(store.getState())?.type === 'logs' ? [offer('at ', text`the lines of a time`, text`14:05`)] : []),
    ...(actions.setFaults ? [offer('fault ', text`a fault of the demo Region`, text`SPEC`)] : []),
    offer('help', text`the keys of this screen`),
    offer('quit', text`leave the program`),
  ];
}

/** The clusters that have what was typed last in their name, after what leads to them. */
function clusterNames(ports: KeyPorts, before: string, words: readonly string[]): readonly Suggestion[] {
  const typed = words.at(-1)?.toLowerCase() ?? '';
  return namesOf(ports, 'cluster', [])
    .filter(name => name.toLowerCase().includes(typed))
    .slice(0, mostSuggestions)
    .map(name => ({completion: `${before} ${name}`, title: text`all hosts of ${name}`, hint: noText}));
}

/** `run` and the playbooks that have what was typed of their name. */
function playbookNames({fleet}: KeyPorts, [typed = '']: readonly string[]): readonly Suggestion[] {
  return fleet.playbooks
    .filter(({id}) => id.includes(typed.toLowerCase()))
    .map(({id, title, summary}) => ({completion: `run ${id}`, title: text`${title}`, hint: text`${summary}`}));
}

function takes(resource: AnyResource): SafeText {
  return text`${typedParts(resource)
    .map(part => part.toUpperCase())
    .join(' ')}`;
}

/** An exact word comes first, whatever the likeness of others. */
function found(typed: string, all: readonly Offer[]): readonly Offer[] {
  if (typed === '') return all;
  const exact = all.filter(({words}) => words.includes(typed.toLowerCase()));
  const alike = fuzzysort
    .go(typed, all, {keys: [0, 1, 2, 3, 4, 5].map(index => (offer: Offer) => offer.words[index] ?? ''), limit: mostSuggestions})
    .map(({obj}) => obj);
  return [...new Set([...exact, ...alike])];
}

/** The known names of the part that is being typed, those that begin with it first. */
function names(ports: KeyPorts, resource: AnyResource, head: string, words: readonly string[]): readonly Suggestion[] {
  const part = typedParts(resource)[words.length - 1];
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const lower = last.toLowerCase();
  const matching = namesOf(ports, part, before).filter(name => name.toLowerCase().includes(lower));
  const isHead = (name: string) => name.toLowerCase().startsWith(lower);
  return [...matching.filter(name => name === last), ...matching.filter(isHead), ...matching]
    .filter((name, index, all) => all.indexOf(name) === index)
    .slice(0, mostSuggestions)
    .map(name => ({
      completion: [head, ...before, name].join(' '),
      title: text`${resource.title} of ${part ?? ''} ${name}`,
      hint: noText,
    }));
}

function namesOf(ports: KeyPorts, part: keyof Scope | undefined, before: readonly string[]): readonly string[] {
  const state = ports.store.getState();
  if (part === 'cluster') return knownNames(state, {kind: 'cluster', scope: {}}).names;
  if (part === 'family') return knownNames(state, {kind: 'task-definition-family', scope: {}}).names;
  if (part !== 'service') return [];
  const scope = scopeOf(ports, ports.resourceOf('service'), before);
  return 'problem' in scope ? [] : knownNames(state, {kind: 'service', scope: scope.value}).names;
}
