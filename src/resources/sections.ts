// Building the details view's sections, so that each resource only says what is in them.

import type {UserError} from '../domain/errors.ts';
import {plural} from '../domain/format/quantity.ts';
import {type SafeText, safeText, text} from '../domain/safe-text.ts';
import {looksSecret} from '../domain/secret.ts';
import type {Tone} from '../domain/tone.ts';
import {problemLine} from './reading.ts';
import type {DetailCell, Section} from './resource.ts';

/** A value of the details view, or nothing: then its line is left out. */
export type Value = string | number | DetailCell | undefined;

/** A cell of any value. */
export function cell(value: string | number | DetailCell): DetailCell {
  return typeof value === 'object' ? value : {text: safeText(String(value))};
}

/** A cell with a meaning. */
export function toned(value: string | number, tone: Tone): DetailCell {
  return {text: safeText(String(value)), tone};
}

/** The value of an environment variable: masked until asked for when its name or value looks secret. */
export function environmentCell(name: string, value: string): DetailCell {
  return looksSecret(name, value) ? {text: safeText(value), isSecret: true} : {text: safeText(value)};
}

/** Labelled values; those that are undefined or empty are left out. No section when none is left. */
export function fields(title: SafeText, values: Readonly<Record<string, Value>>): readonly Section[] {
  const given = Object.entries(values).flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [{label: safeText(label), value: cell(value)}],
  );
  return given.length > 0 ? [{type: 'fields', title, fields: given}] : [];
}

/** A small table. No section without rows. */
export function table(
  title: SafeText,
  columns: readonly SafeText[],
  rows: readonly (readonly (string | number | DetailCell)[])[],
): readonly Section[] {
  return rows.length > 0 ? [{type: 'table', title, columns, rows: rows.map(row => row.map(cell))}] : [];
}

/** Lines of text. No section without lines. */
export function lines(title: SafeText, content: readonly (string | DetailCell)[]): readonly Section[] {
  return content.length > 0 ? [{type: 'lines', title, lines: content.map(cell)}] : [];
}

/** Tags, or any other names with values. */
export function nameValues(title: SafeText, values: Readonly<Record<string, string>>): readonly Section[] {
  return fields(title, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, environmentCell(name, value)])));
}

/** What could not be read, and what to do about it. */
export function problemSection(title: SafeText, problem: UserError): readonly Section[] {
  return lines(title, [{text: problemLine(problem), tone: 'warn'}]);
}

/** The same for the parts of a finding. */
export function problemLines(problems: readonly string[] | undefined): readonly Section[] {
  return lines(
    text`Could not be read`,
    (problems ?? []).map(problem => toned(problem, 'warn')),
  );
}

/** What a section shows while its call is under way. */
export function reading(title: SafeText): readonly Section[] {
  return lines(title, [toned('reading …', 'quiet')]);
}

/** `3 tags` and the like for a list that is too long for its place. */
export function more(count: number, noun: string): DetailCell {
  return toned(`and ${plural(count, noun)} more`, 'quiet');
}
