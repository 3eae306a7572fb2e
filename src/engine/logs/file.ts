// Lines as a file that is kept beside an incident: what looks like a secret is masked in it, always.

import type {LogNote} from '../../../store/log-screen.ts';
import {text} from '../../domain/safe-text.ts';
import type {LineList} from '../../logs/line-list.ts';
import {containerWidth, lineText} from '../../logs/line-text.ts';
import {maskLine} from '../../logs/mask-line.ts';

/** The content, above it the filter that the lines have passed and what is known to be missing; and how many lines there are. */
export function logFile(list: LineList, filter: string, notes: readonly LogNote[]): {readonly content: string; readonly lines: number} {
  const lines = list.slice(0, list.size);
  const width = containerWidth(lines);
  const passed = filter === '' ? [] : [text`# only lines that match ${maskLine(filter)}`];
  const missing = notes.filter(({tone}) => tone === 'bad' || tone === 'warn').map(note => text`# ${note.text}`);
  const head = [...passed, ...missing].map(line => `${line}\n`).join('');
  return {content: head + lines.map(line => lineText({...line, message: maskLine(line.message)}, width)).join(''), lines: lines.length};
}
