// Understands the configuration file: TOML, and only what is known. A misspelt `production` must not pass for "not production".

import {parse, TomlError} from 'smol-toml';
import {
  array,
  boolean,
  type InferOutput,
  integer,
  maxValue,
  minValue,
  number,
  optional,
  pipe,
  record,
  regex,
  safeParse,
  strictObject,
  string,
  union,
} from 'valibot';
import {commands, findVerb} from '../../commands/registry.ts';
import {UsageError} from '../domain/errors.ts';
import {keyBindings} from '../domain/keys.ts';
import {nearest} from '../domain/nearest.ts';
import type {AccountConfig, Config, PlaybookConfig} from './config.ts';
import {consulNames, consulOf, consulSchema} from './parse-consul.ts';

const accountNumber = pipe(string(), regex(/^\d{12}$/, 'an account number has 12 digits, in quotes'));

const account = strictObject({name: optional(string()), production: optional(boolean()), write: optional(boolean())});

/** A whole number within bounds. */
function wholeNumber(least: number, most: number) {
  return pipe(number(), integer(), minValue(least), maxValue(most));
}

const playbooks = strictObject({
  shell: optional(boolean()),
  canary: optional(wholeNumber(1, 50)),
  wave_percent: optional(wholeNumber(1, 100)),
  max_errors: optional(wholeNumber(0, 1_000)),
  output_bucket: optional(
    pipe(string(), regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket has 3 to 63 small letters, digits, dots and hyphens')),
  ),
  output_prefix: optional(pipe(string(), regex(/^[\w!.*'()/-]{1,200}$/, 'a prefix has letters, digits and / . _ -'))),
});

/** A key, or several. */
const keyNames = union([string(), array(string())]);

/** `service.scale = "s"` without quotes is a table in TOML: both spellings mean the command. */
const keyTable = record(string(), union([keyNames, record(string(), keyNames)]));

const schema = strictObject({
  profile: optional(string()),
  region: optional(string()),
  accounts: optional(record(accountNumber, account)),
  keys: optional(keyTable),
  playbooks: optional(playbooks),
  consul: optional(consulSchema),
});

const knownNames = [
  ...['profile', 'region', 'accounts', 'keys', 'playbooks', 'name', 'production', 'write'],
  ...['shell', 'canary', 'wave_percent', 'max_errors', 'output_bucket', 'output_prefix'],
  ...consulNames,
];

/** Where in the text a key stands, as `:3`; nothing when it cannot be told. */
function lineOf(content: string, key: string): string {
  const line = content.split('\n').findIndex(candidate => !candidate.trimStart().startsWith('#') && candidate.includes(key));
  return line === -1 ? '' : `:${line + 1}`;
}

function tomlOf(file: string, content: string): unknown {
  try {
    return parse(content);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The first line is the reason; a picture of the place follows.
    const [reason = ''] = error.message.split('\n');
    throw new UsageError(
      `${file}:${error.line}:${error.column} is no TOML: ${reason.replace(/^Invalid TOML document: /, '')}`,
      'Correct that line; values that are no numbers and not true or false stand in quotes.',
      {cause: error},
    );
  }
}

function flattened(keys: InferOutput<typeof keyTable>): readonly (readonly [string, InferOutput<typeof keyNames>])[] {
  return Object.entries(keys).flatMap(([name, value]) =>
    typeof value === 'string' || Array.isArray(value)
      ? [[name, value] as const]
      : Object.entries(value).map(([part, inner]) => [`${name}.${part}`, inner] as const),
  );
}

/** Keys by action or command id; a command may also be named by its verb (`scale`). */
function keysOf(file: string, content: string, given: InferOutput<typeof keyTable>): Config['keys'] {
  const names: readonly string[] = [...keyBindings.map(({action}) => action), ...commands.flatMap(({id, verb}) => [id, verb])];
  const keys = flattened(given).map(([name, value]) => {
    if (!names.includes(name)) {
      const near = nearest(name, names);
      const advice = near === undefined ? 'The names are in docs/keys.md.' : `Did you mean ${near}?`;
      const place = lineOf(content, name.slice(name.lastIndexOf('.') + 1));
      throw new UsageError(`${file}${place} gives a key to "${name}", which is no action and no command`, advice);
    }
    const isAction = keyBindings.some(({action}) => action === name);
    const id = isAction ? name : (findVerb(name)?.id ?? name);
    return [id, typeof value === 'string' ? value : value.join(' ')] as const;
  });
  return Object.fromEntries(keys);
}

function withoutAbsent(given: InferOutput<typeof account>): AccountConfig {
  const {name, production, write} = given;
  return {
    ...(name === undefined ? {} : {name}),
    ...(production === undefined ? {} : {production}),
    ...(write === undefined ? {} : {write}),
  };
}

function playbooksOf(given: InferOutput<typeof playbooks>): PlaybookConfig {
  const {shell, canary, wave_percent: wavePercent, max_errors: maxErrors, output_bucket: outputBucket, output_prefix: outputPrefix} = given;
  return {
    ...(shell === undefined ? {} : {shell}),
    ...(canary === undefined ? {} : {canary}),
    ...(wavePercent === undefined ? {} : {wavePercent}),
    ...(maxErrors === undefined ? {} : {maxErrors}),
    ...(outputBucket === undefined ? {} : {outputBucket}),
    ...(outputPrefix === undefined ? {} : {outputPrefix}),
  };
}

/** The configuration that a file holds; throws UsageError with the file, the place and how to put it right. */
export function parseConfig(file: string, content: string): Config {
  const {success, output, issues} = safeParse(schema, tomlOf(file, content));
  if (!success) {
    // A misspelt name before the one that it was meant to be, which is then missing.
    const issue = issues.find(({expected}) => expected === 'never') ?? issues[0];
    const path = (issue.path ?? []).map(({key}) => String(key));
    const key = path.at(-1) ?? '';
    const where = `${file}${lineOf(content, key)}: ${path.join('.')}`;
    if (issue.type === 'strict_object' && issue.expected === 'never') {
      const near = nearest(key, knownNames);
      throw new UsageError(`${where} is not known`, near === undefined ? `There are ${knownNames.join(', ')}.` : `Did you mean ${near}?`);
    }
    if (issue.type === 'strict_object' && issue.received === 'undefined')
      throw new UsageError(`${where} is missing`, `Write it below [${path.slice(0, -1).join('.')}].`);
    if (issue.type === 'regex' && path[0] === 'accounts')
      throw new UsageError(`${where} is no account: ${issue.message}`, 'Write it like [accounts."111122223333"].');
    if (issue.type === 'regex') throw new UsageError(`${where} is refused: ${issue.message}`, 'Correct that line.');
    throw new UsageError(`${where} is ${issue.received} and should be ${issue.expected}`, 'Correct that line.');
  }
  const {profile, region, accounts = {}, keys = {}, playbooks = {}, consul} = output;
  return {
    file,
    ...(profile === undefined ? {} : {profile}),
    ...(region === undefined ? {} : {region}),
    accounts: Object.fromEntries(Object.entries(accounts).map(([number, given]) => [number, withoutAbsent(given)])),
    keys: keysOf(file, content, keys),
    playbooks: playbooksOf(playbooks),
    ...(consul && {consul: consulOf(consul)}),
  };
}
