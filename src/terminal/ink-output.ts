// The terminal as Ink sees it: it writes whole frames to it, and asks it for the size. It does not call itself a terminal, so
// that Ink and what it brings along leave the real one alone.

import {EventEmitter} from 'node:events';
import {frameOf} from './ink-frame.ts';
import type {Size} from './screen.ts';
import {streamWrite} from './stream-write.ts';

/** What Ink uses of a stream that it draws to. */
type InkStream = EventEmitter & Pick<NodeJS.WriteStream, 'columns' | 'rows' | 'writable' | 'write'>;

/** A stream for Ink, and the way to tell it of another size, at which Ink draws at once. */
export interface InkOutput {
  readonly stream: NodeJS.WriteStream;
  resize(size: Size): void;
}

/** Makes one that hands on each frame as its lines. Nothing that is written to it reaches a terminal as it is. */
export function createInkOutput({columns, rows}: Size, onFrame: (lines: readonly string[]) => void): InkOutput {
  const write = (...call: Parameters<typeof streamWrite>): boolean => {
    const {text, taken} = streamWrite(...call);
    const lines = frameOf(text);
    if (lines) onFrame(lines);
    // Ink ends by a last empty write: a terminal that does not read must not keep it from that.
    if (taken) setImmediate(taken);
    return true;
  };
  const stream: InkStream = Object.assign(new EventEmitter(), {columns, rows, writable: true, write});
  return {
    stream: stream as NodeJS.WriteStream,
    resize(size) {
      stream.columns = size.columns;
      stream.rows = size.rows;
      stream.emit('resize');
    },
  };
}
