// From the texts of the command line to the values that a playbook's scripts get.

import {UsageError} from '../domain/errors.ts';
import type {ParameterValues} from '../domain/fleet/finding.ts';
import type {Playbook} from '../fleet/playbook.ts';

/** The values of all parameters, the usual ones where nothing was given. Rejects with UsageError for what a parameter does not take. */
export async function valuesOf(
  {id, parameters}: Playbook,
  typed: Readonly<Record<string, string>>,
  readFile: (path: string) => Promise<string>,
): Promise<ParameterValues> {
  const values: Record<string, string> = {};
  for (const {name, initial, example, isFile, parse} of parameters) {
    const given = typed[name];
    if (given === undefined && isFile === true) throw new UsageError(`${id} needs --${name}`, `For example: --${name} ${example}.`);
    const parsed = parse(given !== undefined && isFile === true ? await contentOf(given, name, readFile) : (given ?? initial));
    if ('problem' in parsed) throw new UsageError(`--${name} cannot be used: ${parsed.problem}`, `For example: --${name} ${example}.`);
    values[name] = parsed.value;
  }
  return values;
}

async function contentOf(path: string, name: string, readFile: (path: string) => Promise<string>): Promise<string> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--${name} ${path} cannot be read (${reason})`, 'Correct the path, or the permissions of the file.', {
      cause: error,
    });
  }
}
