// The keyboard while a child has the terminal: what is typed must reach the child, from the first key on.

import {holdSignals} from './held-signals.ts';

/** What Node keeps behind a stream that reads a terminal. It is nowhere documented: a test in a real terminal guards it. */
interface ReadHandle {
  readStop(): unknown;
  readStart(): unknown;
}

/** Milliseconds in which Ink leaves its loop of reading. */
const letGoTakes = 10;

/** Runs work while nothing of ours reads the keyboard, and keys of the terminal's that mean us (Ctrl-C) do not end us. */
export async function withoutKeyboard<Result>(stdin: NodeJS.ReadStream, work: () => Promise<Result>): Promise<Result> {
  await new Promise(resolve => setTimeout(resolve, letGoTakes));
  const handle = handleOf(stdin);
  const release = holdSignals(['SIGINT', 'SIGQUIT'], () => {});
  handle?.readStop();
  try {
    return await work();
  } finally {
    handle?.readStart();
    release();
  }
}

function handleOf(stdin: object): ReadHandle | undefined {
  if (!('_handle' in stdin)) return undefined;
  const {_handle: handle} = stdin;
  return isReadHandle(handle) ? handle : undefined;
}

function isReadHandle(handle: unknown): handle is ReadHandle {
  return typeof handle === 'object' && handle !== null && 'readStop' in handle && 'readStart' in handle;
}
