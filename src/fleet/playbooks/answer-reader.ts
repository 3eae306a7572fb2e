// Understands the JSON line of a script. What a host prints is hostile until it is proven harmless: nothing here throws, and what is
// not as the types of domain/fleet/answers.ts say counts as not there.

import type {AnswerResult} from '../../domain/fleet/answers.ts';
import type {Finding} from '../../domain/fleet/finding.ts';
import {text} from '../../domain/safe-text.ts';

const longestOutput = 30_000;
const longestText = 2_400;
const results: readonly AnswerResult[] = ['looked', 'unchanged', 'changed', 'unsupported', 'failed'];

/** The fields of an answer, each of its kind or absent. */
export interface AnswerFields {
  readonly result: AnswerResult;
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  flag(name: string): boolean | undefined;
  list(name: string): readonly string[];
}

/** What an answer of a playbook means, by what reads it; UNREADABLE, UNSUPPORTED and FAILED are said here, for all alike. */
export function readAnswer(playbookId: string, output: string, understand: (fields: AnswerFields) => Finding): Finding {
  const fields = fieldsOf(playbookId, output);
  if (fields === undefined) {
    return {verdict: 'UNREADABLE', tone: 'bad', summary: text`no answer that can be read: look at the output`, values: {}};
  }
  const problem = fields.text('problem') ?? '';
  if (fields.result === 'unsupported') return {verdict: 'UNSUPPORTED', tone: 'quiet', summary: text`${problem}`, values: headOf(fields)};
  const finding = understand(fields);
  const values = {...headOf(fields), ...finding.values};
  if (fields.result === 'failed') return {verdict: 'FAILED', tone: 'bad', summary: text`${problem || 'it failed'}`, values};
  return {...finding, values};
}

function headOf(fields: AnswerFields): Finding['values'] {
  return known({system: fields.text('system'), family: fields.text('family')});
}

/** Without the fields that are not known. */
export function known(fields: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>): Finding['values'] {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Why nothing can be done on a host whose check was no answer. */
export function cannotWithoutAnswer({verdict, summary}: Finding): Finding['summary'] | undefined {
  return verdict === 'UNSUPPORTED' || verdict === 'FAILED' || verdict === 'UNREADABLE' ? summary : undefined;
}

function fieldsOf(playbookId: string, output: string): AnswerFields | undefined {
  const line = output
    .slice(0, longestOutput)
    .split('\n')
    .find(one => one.startsWith('{"ecsdeck":"'));
  const fields = line === undefined ? undefined : parsed(line);
  const result = results.find(one => one === fields?.get('result'));
  if (fields === undefined || result === undefined || fields.get('ecsdeck') !== playbookId) return undefined;
  return {
    result,
    text: name => textOf(fields.get(name)),
    number: name => numberOf(fields.get(name)),
    flag: name => flagOf(fields.get(name)),
    list: name => listOf(fields.get(name)),
  };
}

function parsed(line: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
  } catch {
    return undefined; // Cut off by Systems Manager, or no JSON at all.
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, longestText) : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap(item => textOf(item) ?? []) : [];
}
