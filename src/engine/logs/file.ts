// Lines as a file that is kept beside an incident: what looks like a secret is masked in it, always.

import {text} from '../../domain/safe-text.ts';
import type {LineList} from '../../logs/line-list.ts';
import {containerWidth, lineText} from '../../logs/line-text.ts';
import {maskLine} from '../../logs/mask-line.ts';

/** The content, with the filter that the lines have passed above them, and how many lines there are. */
export function logFile(list: LineList, filter: string): {readonly content: string; readonly lines: number} {
  const lines = list.slice(0, list.size);
  const width = containerWidth(lines);
  const head = filter === '' ? '' : `${text`# only lines that match ${maskLine(filter)}`}\n`;
  return {content: head + lines.map(line => lineText({...line, message: maskLine(line.message)}, width)).join(''), lines: lines.length};
}
