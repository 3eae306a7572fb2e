// A root folder with one program and the shared libraries that it names, and nothing else: no shell, no Node, no /etc, no /dev.

import {execFileSync} from 'node:child_process';
import {chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';

/** A root folder. */
export interface BareRoot {
  /** Runs the program in it, with these variables and no others; the arguments of the program follow. */
  command(env: Readonly<Record<string, string>>): readonly [string, ...string[]];
  remove(): void;
}

/** Makes it. */
export function bareRoot(executable: string): BareRoot {
  const folder = mkdtempSync(join(tmpdir(), 'ecsdeck-root-'));
  for (const library of librariesOf(executable)) {
    mkdirSync(join(folder, dirname(library)), {recursive: true});
    copyFileSync(library, join(folder, library));
    chmodSync(join(folder, library), 0o755);
  }
  const program = basename(executable);
  cpSync(executable, join(folder, program));
  mkdirSync(join(folder, 'home'));
  return {
    command: env => {
      const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
      const unprivileged = process.getuid?.() === 0 ? [] : ['unshare', '--map-root-user'];
      return ['env', '-i', ...settings, ...unprivileged.map(inPath), inPath('chroot'), folder, `/${program}`];
    },
    remove: () => rmSync(folder, {recursive: true, force: true}),
  };
}

/** The loader and the libraries, as `ldd` finds them on this machine. */
function librariesOf(executable: string): readonly string[] {
  const found = execFileSync('ldd', [executable], {encoding: 'utf8'});
  return [...found.matchAll(/(?:=>|^)\s*(\/\S+) \(0x/gm)].map(match => match[1] ?? '');
}

/** Where a command of this machine lies, since the program's own PATH leads nowhere. */
function inPath(command: string): string {
  return execFileSync('sh', ['-c', 'PATH="$PATH:/usr/sbin:/sbin"; command -v "$1"', 'sh', command], {encoding: 'utf8'}).trim();
}
