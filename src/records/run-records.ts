// Runs over hosts on this machine's disk, a file each: `runs/ID.json` in the state folder. Written whole or not at all, readable
// by its owner alone, and claimed by one program at a time.

import {mkdir, open, readdir, readFile, rename, stat, unlink} from 'node:fs/promises';
import {join} from 'node:path';
import {Gone, Refused, UserError} from '../domain/errors.ts';
import {explained} from '../domain/explained.ts';
import type {FleetRun} from '../domain/fleet/run.ts';
import type {SafeText} from '../domain/safe-text.ts';
import type {RecordedRuns, RunRecords} from '../fleet/ports.ts';
import {claimIn, type ThisProcess, thisProcess} from './run-claim.ts';

const idForm = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

interface Read {
  readonly stamp: string;
  readonly found: FleetRun | SafeText;
}

/** Records in this folder, which is made when the first run is recorded. */
export function runRecordsIn(folder: string, self: ThisProcess = thisProcess()): RunRecords {
  /** Tables ask for the runs every few seconds, and hardly one of them has changed. */
  const known = new Map<string, Read>();
  const fileOf = (id: string): string => join(folder, `${id}.json`);
  let saves = 0;

  async function readAgain(name: string): Promise<FleetRun | SafeText | undefined> {
    const file = join(folder, name);
    try {
      const {mtimeMs, size, ino} = await stat(file);
      const stamp = `${mtimeMs} ${size} ${ino}`;
      const before = known.get(name);
      if (before?.stamp === stamp) return before.found;
      const found = await readRun(file, await readFile(file, 'utf8'));
      known.set(name, {stamp, found});
      return found;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      return explained(unreadable(file, error));
    }
  }

  return {
    async save(run) {
      const file = fileOf(run.id);
      saves += 1;
      const draft = `${file}.${self.pid}-${saves}.tmp`;
      try {
        await makeFolder(folder);
        await writeWhole(draft, JSON.stringify(run));
        await rename(draft, file);
      } catch (error) {
        await unlink(draft).catch(() => {}); // It may not have come into being.
        throw new Refused(
          `the run cannot be recorded in ${file} (${reasonOf(error)}): nothing is sent without`,
          'Make room or correct its permissions, or point XDG_STATE_HOME to a folder that you can write.',
          {cause: error},
        );
      }
    },
    async list(): Promise<RecordedRuns> {
      const names = (await namesIn(folder)).filter(name => name.endsWith('.json'));
      const found = await Promise.all(names.map(readAgain));
      return {
        runs: found.filter(one => typeof one === 'object'),
        problems: found.filter(one => typeof one === 'string'),
      };
    },
    async load(id) {
      if (!idForm.test(id)) throw new Gone(`there is no run "${id}"`, 'See ecsdeck get runs for those that are recorded.');
      try {
        return await parse(fileOf(id), await readFile(fileOf(id), 'utf8'));
      } catch (error) {
        if (error instanceof UserError) throw error;
        if (codeOf(error) === 'ENOENT')
          throw new Gone(`there is no run ${id} on this machine`, 'See ecsdeck get runs for those that are recorded.');
        throw unreadable(fileOf(id), error);
      }
    },
    async remove(id) {
      const file = fileOf(id);
      known.delete(`${id}.json`);
      await unlink(file).catch(error => {
        if (codeOf(error) !== 'ENOENT') {
          throw new UserError(`the old run ${file} cannot be taken away (${reasonOf(error)})`, 'Correct its permissions.', {cause: error});
        }
      });
    },
    async claim(id) {
      await makeFolder(folder).catch(() => {}); // What cannot be made is told by what is written into it next.
      return claimIn(join(folder, `${id}.lock`), id, self);
    },
  };
}

/** What checks a record is loaded when there is one. */
async function parse(file: string, content: string): Promise<FleetRun> {
  const {parseRun} = await import('./run-schema.ts');
  return parseRun(file, content);
}

async function readRun(file: string, content: string): Promise<FleetRun | SafeText> {
  try {
    return await parse(file, content);
  } catch (error) {
    if (error instanceof UserError) return explained(error);
    throw error;
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, {recursive: true, mode: 0o700});
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw unreadable(folder, error);
  }
}

async function writeWhole(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unreadable(file: string, error: unknown): UserError {
  return new UserError(`${file} cannot be read (${reasonOf(error)})`, 'Correct its permissions.', {cause: error});
}
