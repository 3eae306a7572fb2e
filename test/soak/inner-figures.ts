// Figures that only the program itself knows: its heap after a collection, its listeners, what keeps it busy. A piece of code is
// loaded into it before all else, which writes them into a file at SIGUSR2.

import {readFileSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';

/** What the program tells of itself. */
export interface InnerFigures {
  /** Bytes, after a full collection. */
  readonly heap: number;
  /** Bytes of it that are compiled code and what V8 keeps beside it: they grow for as long as something is used for the first time. */
  readonly code: number;
  /** Of process, stdin and stdout together. */
  readonly listeners: number;
  /** Timers, sockets and the like that are open. */
  readonly resources: number;
}

const code = `
import {appendFileSync} from 'node:fs';
import {getHeapCodeStatistics, setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const count = emitter => emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);
process.on('SIGUSR2', () => {
  collect();
  collect();
  const listeners = count(process) + count(process.stdin) + count(process.stdout);
  const {code_and_metadata_size: machine, bytecode_and_metadata_size: bytes} = getHeapCodeStatistics();
  const figures = {code: machine + bytes, heap: process.memoryUsage().heapUsed, listeners, resources: process.getActiveResourcesInfo().length};
  appendFileSync(process.env.ECSDECK_SOAK_FIGURES, JSON.stringify(figures) + '\\n');
});
`;

/** What has to be in the environment of the program. */
export function innerEnvironment(file: string): Readonly<Record<string, string>> {
  return {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`, ECSDECK_SOAK_FIGURES: file};
}

function figuresIn(file: string): readonly InnerFigures[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line));
  } catch {
    return []; // Nothing was asked yet.
  }
}

/** Asks the program. Rejects when it does not answer within ten seconds. */
export async function askInside(pid: number, file: string): Promise<InnerFigures> {
  const before = figuresIn(file).length;
  process.kill(pid, 'SIGUSR2');
  for (let tries = 0; tries < 100; tries += 1) {
    await wait(100);
    const newest = figuresIn(file)[before];
    if (newest !== undefined) return newest;
  }
  throw new Error('the program does not answer a signal');
}
