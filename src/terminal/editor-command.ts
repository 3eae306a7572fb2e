// Which editor a person wants: VISUAL, else EDITOR, else less, else vi. Its words are taken apart here, so that no shell has to read them.

import {Refused} from '../domain/errors.ts';
import {findProgram} from './find-program.ts';

/** An editor with the arguments that come before the file. */
export interface EditorCommand {
  /** As the person calls it. */
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

const variables = ['VISUAL', 'EDITOR'] as const;
const fallbacks = ['less', 'vi'] as const;

/** The editor. Throws Refused with what to do when the one that is named cannot be found, or there is none at all. */
export function findEditor(env: Environment): EditorCommand {
  const variable = variables.find(name => env[name]?.trim());
  if (variable !== undefined) return namedEditor(variable, env[variable] ?? '', env);
  for (const name of fallbacks) {
    const path = findProgram(name, env);
    if (path !== undefined) return {name, path, args: []};
  }
  throw new Refused(
    'there is no editor: neither VISUAL nor EDITOR is set, and neither less nor vi is on the PATH',
    'Set EDITOR to one, as in EDITOR=nano.',
  );
}

function namedEditor(variable: string, value: string, env: Environment): EditorCommand {
  const [name, ...args] = commandWords(value) ?? [];
  if (name === undefined) throw new Refused(`${variable} cannot be read: a quote in it is not closed (${value})`, `Set ${variable} anew.`);
  const path = findProgram(name, env);
  if (path !== undefined) return {name, path, args};
  const where = name.includes('/') ? 'is no program that can be run' : 'is not on the PATH of this host';
  throw new Refused(
    `the editor ${name} of ${variable} ${where}`,
    `Set ${variable} to one that is here, as in ${variable}=vi, or leave it out: less is taken then.`,
  );
}

const word = /(?:[^\s"'\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")+/y;
const piece = /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])/g;

/**
 * The words of a command, with quotes and backslashes as a shell has them, and nothing else of a shell: no variables, no substitution,
 * no second command. Undefined when a quote is not closed.
 */
export function commandWords(command: string): readonly string[] | undefined {
  const words: string[] = [];
  const rest = command.trim();
  for (let at = 0; at < rest.length; at += /^\s*/.exec(rest.slice(at))?.[0].length ?? 0) {
    word.lastIndex = at;
    const [found = ''] = word.exec(rest) ?? [];
    if (found === '') return undefined;
    words.push(unquoted(found));
    at += found.length;
  }
  return words;
}

function unquoted(quoted: string): string {
  return quoted.replace(
    piece,
    (_, single?: string, double?: string, escaped?: string) => single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
}
