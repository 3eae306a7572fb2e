// Stack traces kept together: the awslogs driver makes an event of each line, and a merged view would tear them apart.

import type {LogLine} from '../domain/log-line.ts';

/** A line with those that continue it, as a stack trace continues the line that says what happened. */
export interface LogBlock {
  readonly head: LogLine;
  readonly rest: readonly LogLine[];
}

/** Later than this after the line before it, a line is a new one, whatever it looks like. */
const longestPause = 1_000;

const continuation =
  /^(?:\s+\S|at \S|Caused by: |Suppressed: |\.\.\. \d+ (?:more|common frames)|Traceback \(most recent call last\)|[\])}]+,?$|$)/;
/** The last line of a Python traceback, which names the exception; of one that is already going on. */
const pythonEnd = /^[\w.]+(?:Error|Exception|Warning|Interrupt|Exit)(?::|$)/;
/** A Java exception that is printed without a logger in front continues the line that announced it. */
const javaHead = /^(?:Exception in thread |(?:[a-z]\w*\.){2,}[A-Z]\w*(?:Exception|Error)(?::|$))/;

/** Folds lines, which are in the order of time, into blocks at the places of their first lines. */
export function foldLines(lines: readonly LogLine[]): readonly LogBlock[] {
  const blocks: {readonly head: LogLine; readonly rest: LogLine[]}[] = [];
  const newest = new Map<string, {readonly head: LogLine; readonly rest: LogLine[]}>();
  for (const line of lines) {
    const stream = `${line.group}\n${line.stream}`;
    const block = newest.get(stream);
    if (block !== undefined && continues(block.rest.at(-1) ?? block.head, line, block.rest.length > 0)) {
      block.rest.push(line);
    } else {
      const created = {head: line, rest: []};
      newest.set(stream, created);
      blocks.push(created);
    }
  }
  return blocks;
}

function continues(before: LogLine, {at, message}: LogLine, isGoingOn: boolean): boolean {
  if (at - before.at > longestPause) return false;
  const beginning = message.slice(0, 300);
  return continuation.test(beginning) || javaHead.test(beginning) || (isGoingOn && pythonEnd.test(beginning));
}
