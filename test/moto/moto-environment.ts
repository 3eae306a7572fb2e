// moto's server as a Python environment of its own, installed once for each set of pinned requirements.

import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {access, mkdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);
const requirements = join(import.meta.dirname, 'requirements.txt');
const cache = join(import.meta.dirname, '../../.cache/moto');

/** The Python that has moto, or one sentence why there is none on this machine. */
export type MotoEnvironment = {readonly python: string} | {readonly missing: string};

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** The last line that a failed command said: the one that tells the cause. */
function lastWords(error: unknown): string {
  const output = typeof error === 'object' && error !== null && 'stderr' in error ? `${error.stderr}` : '';
  const said = `${output}\n`.trim() || `${error}`;
  return said.split('\n').at(-1) ?? said;
}

/** Finds the environment, or makes it: `.cache/moto/HASH`, where the hash is of the requirements and the Python's version. */
export async function prepareMoto(): Promise<MotoEnvironment> {
  const version = await run('python3', ['--version']).then(
    answer => answer.stdout.trim(),
    () => undefined,
  );
  if (version === undefined) return {missing: 'python3 is not on the PATH'};

  const key = createHash('sha256')
    .update(version)
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 16);
  const folder = join(cache, key);
  const python = join(folder, 'bin/python');
  const finished = join(folder, 'installed');
  if (await isThere(finished)) return {python};

  // What an interrupted run left is not trusted.
  await rm(folder, {recursive: true, force: true});
  await mkdir(cache, {recursive: true});
  try {
    await run('python3', ['-m', 'venv', folder]);
  } catch (error) {
    return {missing: `python3 cannot make a virtual environment (Debian: apt-get install python3-venv): ${lastWords(error)}`};
  }
  try {
    await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '--requirement', requirements], {
      timeout: 600_000,
    });
  } catch (error) {
    return {missing: `moto cannot be installed from PyPI: ${lastWords(error)}`};
  }
  await writeFile(finished, `${version}\n`);
  return {python};
}
