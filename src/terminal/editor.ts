// The person's editor on this terminal, with a text in a file of its own. It is for reading: the file goes when the editor does.

import {basename} from 'node:path';
import type {EditorEnd, EditorText} from '../domain/editor.ts';
import {UserError} from '../domain/errors.ts';
import {runOnTerminal} from './child.ts';
import {type EditorCommand, findEditor} from './editor-command.ts';
import {withPrivateFile} from './private-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Opens the text and resolves when the person has left the editor. Throws Refused without one, UserError when it fails. */
export function readInEditor({name, content}: EditorText, env: Environment): Promise<EditorEnd> {
  const editor = findEditor(env);
  return withPrivateFile(name, content, async file => {
    const start = performance.now();
    const end = await run(editor, file.path, env);
    if (end !== undefined) {
      throw new UserError(
        `${editor.name} ended with ${end}`,
        'What it printed is on the screen behind: Ctrl-Z shows it. VISUAL or EDITOR chooses another one.',
      );
    }
    const left = file.content();
    return {program: editor.name, isChanged: left !== undefined && left !== content, milliseconds: performance.now() - start};
  });
}

async function run({name, path, args}: EditorCommand, file: string, env: Environment): Promise<string | undefined> {
  try {
    return await runOnTerminal({path, args: [...args, file], env: basename(path) === 'less' ? forLess(env) : env});
  } catch (error) {
    throw new UserError(`${name} cannot be run (${String(error)})`, 'Set VISUAL or EDITOR to another one.', {cause: error});
  }
}

/** Many have told less to leave by itself where all fits on a screen: the dashboard would be drawn over it at once. */
function forLess(env: Environment): Environment {
  return {...env, LESS: `${env.LESS ?? ''} -+F`.trimStart()};
}
