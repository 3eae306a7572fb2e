// Reads the options off the command line and checks each against its declaration, and that it belongs to what was asked for.

import {parseArgs} from 'node:util';
import {UsageError} from '../domain/errors.ts';
import {nearest} from '../domain/nearest.ts';
import {type OptionDeclaration, optionDeclarations, type Subject} from './options.ts';

/** The options as they were given: by name, without the dashes; switches hold an empty text. */
export interface CommandLine {
  readonly positionals: readonly string[];
  readonly given: ReadonlyMap<string, string>;
}

const byName = new Map(optionDeclarations.map(option => [option.name, option]));

const parserOptions = Object.fromEntries(
  optionDeclarations.map(({name, short, value}) => [
    name,
    {type: value === undefined ? ('boolean' as const) : ('string' as const), ...(short === undefined ? {} : {short})},
  ]),
);

/** `-1` is a step and no option: it goes behind `--`, where answers may stand. */
function stepsLast(args: readonly string[]): string[] {
  const end = args.indexOf('--');
  const before = end === -1 ? args : args.slice(0, end);
  const after = end === -1 ? [] : args.slice(end + 1);
  const isStep = (argument: string): boolean => /^-\d+$/.test(argument);
  return [...before.filter(argument => !isStep(argument)), '--', ...after, ...before.filter(isStep)];
}

function suggestion(name: string): string {
  const near = nearest(
    name,
    optionDeclarations.map(option => option.name),
  );
  return near === undefined ? 'See ecsdeck --help.' : `Did you mean --${near}?`;
}

function checkedValue(option: OptionDeclaration, value: string | undefined, isInline: boolean): string {
  const {name} = option;
  if (option.value === undefined) {
    if (value !== undefined) throw new UsageError(`--${name} takes no value`, `Write --${name} alone.`);
    return '';
  }
  if (value === undefined || value === '' || (!isInline && value.startsWith('-'))) {
    throw new UsageError(`--${name} needs a value`, `Write it like --${name} ${option.value}: ${option.help}.`);
  }
  if (option.oneOf && !option.oneOf.includes(value)) {
    const near = nearest(value, option.oneOf);
    throw new UsageError(
      `--${name} cannot be "${value}"`,
      near === undefined ? `It is one of ${option.oneOf.join(', ')}.` : `Did you mean ${near}?`,
    );
  }
  if (option.number) {
    const {least, most, isWhole} = option.number;
    const number = Number(value);
    if (!(number >= least && number <= most) || (isWhole && !Number.isInteger(number))) {
      throw new UsageError(`--${name} cannot be "${value}"`, `It is a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}.`);
    }
  }
  return value;
}

/** Splits the arguments; throws UsageError for an option that is unknown, or whose value cannot be. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const {tokens, positionals} = parseArgs({
    args: stepsLast(args),
    options: parserOptions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = byName.get(token.name);
    if (option === undefined) throw new UsageError(`there is no option ${token.rawName}`, suggestion(token.name));
    given.set(token.name, checkedValue(option, token.value, token.inlineValue === true));
  }
  return {positionals, given};
}

/** Throws UsageError when an option was given that means nothing for the subject. */
export function requireSubject({given}: CommandLine, subject: Subject, title: string): void {
  for (const name of given.keys()) {
    if (byName.get(name)?.subjects.includes(subject)) continue;
    throw new UsageError(`${title} has no option --${name}`, `See ${title} --help.`);
  }
}

/** Throws UsageError when both of two options that exclude each other were given. */
export function requireOneOf({given}: CommandLine, one: string, other: string): void {
  if (given.has(one) && given.has(other)) throw new UsageError(`--${one} and --${other} exclude each other`, 'Leave one of them out.');
}
