// The signals that end the program, in a process of its own: no other listener is there, as before anything is loaded.

import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {once} from 'node:events';
import {constants} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';

const module = join(import.meta.dirname, '../../src/end-signals.ts');

/** Says when it runs and when it leaves; it leaves for as long as nothing comes on its stdin. */
const program = `
import {readSync, writeSync} from 'node:fs';
import {exitOnEndSignals} from ${JSON.stringify(module)};
exitOnEndSignals();
process.once('exit', () => {
  writeSync(1, 'leaving');
  readSync(0, Buffer.alloc(1));
  writeSync(1, 'left');
});
setInterval(() => {}, 1_000);
writeSync(1, 'running');`;

async function says(child: ChildProcessWithoutNullStreams, word: string): Promise<void> {
  const [chunk] = await once(child.stdout, 'data');
  expect(String(chunk)).toBe(word);
}

test.each(['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const)('a second %s does not cut short what the first one began', async signal => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program]);
  await says(child, 'running');
  child.kill(signal);
  await says(child, 'leaving');
  child.kill(signal);
  child.stdin.write('.');
  const [code, killedBy] = await once(child, 'exit');
  expect({code, killedBy}).toEqual({code: 128 + constants.signals[signal], killedBy: null});
});
