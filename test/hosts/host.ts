// A host for the scripts: a writable layer over the shared root file system, in namespaces of its own. It has no network but what
// stands at its link-local addresses, may not set the clock, and everything in it ends with it.

import {type ChildProcess, execFile, spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {mkdir, mkdtemp, readFile, readlink, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import type {Finding, ParameterValues} from '../../src/domain/fleet/finding.ts';
import {envelope} from '../../src/fleet/envelope.ts';
import type {Playbook} from '../../src/fleet/playbook.ts';
import {rootMark} from './base-root.ts';

/** What a script left behind. */
export interface ScriptRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Its JSON line. */
  readonly answer: Readonly<Record<string, unknown>>;
  /** As the playbook understands it. */
  readonly finding: Finding;
}

/** Ends a process group that a host started, and waits for it. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** Resolves when it prints `ready`; rejects with what it said instead. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', chunk => {
      said += String(chunk);
    });
    child.stdout?.on('data', chunk => {
      said += String(chunk);
      if (said.includes('ready\n')) resolve();
    });
    child.once('exit', () => reject(new Error(`it ended before it was ready: ${said}`)));
  });
}

export class Host {
  readonly #folder: string;
  readonly #holder: ChildProcess;
  /** The first process inside, by its number outside. */
  readonly #pid: string;
  #services: ChildProcess | undefined;

  private constructor(folder: string, holder: ChildProcess) {
    this.#folder = folder;
    this.#holder = holder;
    this.#pid = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8').trim();
    if (!/^\d+$/.test(this.#pid) || !this.exists(rootMark)) throw new Error('the host is not apart from this machine');
  }

  /** Layers of its root file system, the uppermost first; none is written to. */
  static async start(layers: readonly string[]): Promise<Host> {
    const folder = await mkdtemp(join(tmpdir(), 'ecsdeck-host-'));
    const namespaces = ['--mount', '--pid', '--net', '--fork', '--kill-child'];
    const holder = spawn('unshare', [...namespaces, 'sh', join(import.meta.dirname, 'hold-host.sh'), layers.join(':'), folder]);
    await ready(holder);
    return new Host(folder, holder);
  }

  /** Runs a script of a playbook as Systems Manager's agent would: `sh` on the one line. */
  async run(playbook: Playbook, stage: 'check' | 'apply', values: ParameterValues = {}): Promise<ScriptRun> {
    const script = playbook[stage];
    if (script === undefined) throw new Error(`${playbook.id} has no ${stage}`);
    const {code, stdout, stderr} = await this.sh(envelope(playbook.id, stage, script.body, values));
    const line = stdout.split('\n')[0] ?? '';
    const answer: Record<string, unknown> = JSON.parse(line);
    if (Buffer.byteLength(line) > 2400) throw new Error(`${Buffer.byteLength(line)} bytes are too long for an answer`);
    return {code, stdout, stderr, answer, finding: playbook.read(`${stdout}\n----------ERROR-------\n${stderr}`.slice(0, 2500), values)};
  }

  /** Runs a line of shell in the host. */
  sh(line: string): Promise<{readonly code: number; readonly stdout: string; readonly stderr: string}> {
    const inside = ['--target', this.#pid, '--mount', '--pid', '--net', '--root', '--wd'];
    const given = [...inside, 'setpriv', '--bounding-set', '-sys_time', '--inh-caps', '-sys_time', 'sh', '-c', line];
    return new Promise(resolve => {
      const child = execFile('nsenter', given, {env: {PATH: process.env.PATH}, maxBuffer: 50_000_000}, (_error, stdout, stderr) =>
        resolve({code: child.exitCode ?? -1, stdout, stderr}),
      );
    });
  }

  /** Starts what stands at its link-local addresses; what stood there before ends. */
  async serve(secondsAhead: number, ...what: readonly ('ntp' | 'metadata' | 'agent')[]): Promise<void> {
    if (this.#services !== undefined) await end(this.#services);
    const program = [process.execPath, join(import.meta.dirname, 'link-local.ts'), String(secondsAhead), ...what];
    this.#services = spawn('nsenter', ['--target', this.#pid, '--net', ...program]);
    await ready(this.#services);
  }

  #path(path: string): string {
    return join(`/proc/${this.#pid}/root`, path);
  }

  read(path: string): Promise<string> {
    return readFile(this.#path(path), 'utf8');
  }

  exists(path: string): boolean {
    return existsSync(this.#path(path));
  }

  link(path: string): Promise<string> {
    return readlink(this.#path(path));
  }

  async write(path: string, content: string, mode = 0o644): Promise<void> {
    await mkdir(dirname(this.#path(path)), {recursive: true});
    await writeFile(this.#path(path), content, {mode});
  }

  /** Every file of some folders with its content: two are equal when nothing was changed. */
  async snapshot(...folders: readonly string[]): Promise<string> {
    const list = folders.join(' ');
    return (await this.sh(`find ${list} \\( -type f -o -type l \\) -printf '%p %l %m %T@ ' -exec md5sum {} \\; 2>&1 | sort`)).stdout;
  }

  async close(): Promise<void> {
    if (this.#services !== undefined) await end(this.#services);
    await end(this.#holder);
    await rm(this.#folder, {recursive: true, force: true});
  }
}
