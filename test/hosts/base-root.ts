// The root file system that all hosts of these tests share: Debian's smallest, with what a host of ECS has too. Made once by
// debootstrap, outside the checkout, and never written to afterwards.

import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, rename, rm, writeFile} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);

const suite = 'bookworm';
/** Another one when the contents below change. */
const edition = 2;
/** A file by which a host is told from this machine before anything is run in it. */
export const rootMark = '/etc/root-of-ecsdeck-tests';
const packages = ['tzdata', 'iproute2', 'curl', 'cron'];

/** The shared root, and the layer over it in which chrony is installed as Debian does it. */
export interface Roots {
  readonly bare: string;
  readonly withChrony: string;
}

/** Where it is, or why this machine cannot have it. */
export type BaseRoot = {readonly roots: Roots} | {readonly missing: string};

/** Resolves once it is there; the first time takes a minute. */
export async function prepareBaseRoot(): Promise<BaseRoot> {
  const missing = await whatIsMissing();
  if (missing !== undefined) return {missing};
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ecsdeck-test');
  const path = join(cache, `debian-${suite}-${edition}`);
  const roots = {bare: join(path, 'bare'), withChrony: join(path, 'chrony')};
  if (existsSync(path)) return {roots};
  await mkdir(cache, {recursive: true});
  const unfinished = await mkdtemp(join(cache, 'unfinished-'));
  try {
    await makeBareRoot(join(unfinished, 'bare'));
    await makeChronyLayer(unfinished);
    await rename(unfinished, path);
    return {roots};
  } catch (error) {
    await rm(unfinished, {recursive: true, force: true});
    return {missing: `debootstrap failed: ${String(error)}`};
  }
}

async function makeBareRoot(path: string): Promise<void> {
  process.stdout.write(`making a root file system of Debian ${suite} in ${path}\n`);
  const options = {maxBuffer: 100_000_000};
  await run('debootstrap', ['--variant=minbase', `--include=${packages.join(',')}`, suite, path], options);
  await run('chroot', [path, 'apt-get', 'clean'], options);
  // Lies there as apt fetched it, so that a host without any network can install it like one with a mirror in its subnet.
  await run('chroot', [path, 'apt-get', '--yes', '--no-install-recommends', '--download-only', 'install', 'chrony'], options);
  await writeFile(join(path, rootMark), '');
  // -x: a chronyd of these tests never touches the clock of this machine.
  await writeFile(join(path, 'etc/default/chrony'), 'DAEMON_OPTS="-F 1 -x"\n');
}

async function makeChronyLayer(folder: string): Promise<void> {
  const install = 'apt-get --yes --no-install-recommends --option Dpkg::Options::=--force-confold install chrony';
  const mount = `mount -t overlay overlay -o lowerdir=${folder}/bare,upperdir=${folder}/chrony,workdir=${folder}/work ${folder}/root`;
  const line = `mkdir ${folder}/chrony ${folder}/work ${folder}/root && ${mount} && chroot ${folder}/root ${install} </dev/null`;
  await run('unshare', ['--mount', '--net', 'sh', '-c', line], {
    env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    maxBuffer: 100_000_000,
  });
}

/** A word for the first thing that this machine lacks. */
async function whatIsMissing(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'it needs root: for chroot, mounts and namespaces';
  for (const program of ['debootstrap', 'shellcheck', 'unshare', 'nsenter', 'setpriv']) {
    if (!(await works('sh', ['-c', `command -v ${program}`])))
      return `${program} is not installed (apt-get install debootstrap shellcheck util-linux)`;
  }
  if (!(await works('unshare', ['--mount', '--pid', '--net', '--fork', 'sh', '-c', 'mount -t tmpfs none /mnt']))) {
    return 'this machine does not permit namespaces and mounts';
  }
  return undefined;
}

async function works(program: string, given: readonly string[]): Promise<boolean> {
  return run(program, given).then(
    () => true,
    () => false,
  );
}
