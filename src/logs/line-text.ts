// Log lines as columns of safe text, for a pipe or a file.

import type {LogLine} from '../domain/log-line.ts';
import {type SafeText, safeLines, safeText, text} from '../domain/safe-text.ts';

const taskCharacters = 8;
const mostContainer = 24;

/** The cells that names of containers take. */
export function containerWidth(named: readonly {readonly container?: string}[]): number {
  return named.reduce((width, {container = ''}) => Math.max(width, Math.min(mostContainer, safeText(container).length)), 0);
}

/** Time (UTC), the beginning of the task's id, container and message. Further lines of one message stand below its first. */
export function lineText({at, task = '', container = '', message}: LogLine, width: number): string {
  const head = text`${new Date(at).toISOString()}  ${task.slice(0, taskCharacters).padEnd(taskCharacters)}  ${safeText(container).padEnd(width)}  `;
  const indent = ' '.repeat(head.length);
  const lines: readonly SafeText[] = safeLines(message);
  return lines.map((line, index) => `${index === 0 ? head : indent}${line}\n`).join('');
}
