// A stream that remembers what a headless call wrote.

import {Writable} from 'node:stream';

/** The stream, and all that was written into it so far. */
export function remembering(): {readonly stream: Writable; readonly content: () => string} {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return {stream, content: () => chunks.join('')};
}
