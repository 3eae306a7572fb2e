// The demo region in a process of its own, so that the dashboard is measured without it.

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createServer} from 'node:net';
import {setTimeout as wait} from 'node:timers/promises';
import {type PrivateHome, privateHome} from '../pty/private-home.ts';
import {program} from '../pty/pty-session.ts';

/** A demo region over HTTP. */
export interface DemoRegion {
  readonly endpoint: string;
  /** What points an AWS client at it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls so far, by operation. */
  calls(): Promise<Readonly<Record<string, number>>>;
  /** Switches its faults: `throttle=0.3`; none when empty. */
  setFaults(specification: string): Promise<void>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

function counts(answer: unknown): Readonly<Record<string, number>> {
  if (typeof answer !== 'object' || answer === null) throw new Error('the demo region did not count its calls');
  return Object.fromEntries(Object.entries(answer).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}

/** Starts `ecsdeck demo-region` with a generated world; resolves once it answers. */
export async function startDemoRegion(world: string): Promise<DemoRegion> {
  const home: PrivateHome = privateHome();
  const port = await freePort();
  const region = spawn(process.execPath, [program, 'demo-region', '--port', String(port), '--world', world], {
    env: {...process.env, ...home.env},
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  region.stderr.on('data', chunk => {
    said = `${said}${chunk}`.slice(-2_000);
  });
  const hasEnded = once(region, 'exit');
  const endNow = () => region.kill('SIGKILL');
  process.once('exit', endNow);
  const endpoint = `http://127.0.0.1:${port}`;
  const calls = async () => counts(await (await fetch(`${endpoint}/_demo/calls`, {signal: AbortSignal.timeout(10_000)})).json());
  const setFaults = async (specification: string) => {
    const answer = await fetch(`${endpoint}/_demo/faults`, {method: 'POST', body: specification, signal: AbortSignal.timeout(10_000)});
    if (!answer.ok) throw new Error(`the demo region does not take ${specification}: ${await answer.text()}`);
  };
  const stop = async () => {
    process.removeListener('exit', endNow);
    region.kill('SIGTERM');
    const killer = setTimeout(endNow, 2_000);
    await hasEnded;
    clearTimeout(killer);
    home.remove();
  };
  for (const until = Date.now() + 30_000; ; await wait(50)) {
    const isAnswering = await calls().then(
      () => true,
      () => false,
    );
    if (isAnswering) break;
    if (region.exitCode === null && Date.now() < until) continue;
    await stop();
    throw new Error(`the demo region did not start: ${said}`);
  }
  const env = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'demo',
    AWS_SECRET_ACCESS_KEY: 'demo',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return {endpoint, env, calls, setFaults, stop};
}

/** All calls of a count. */
export function total(calls: Readonly<Record<string, number>>): number {
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}

/** What was called between two counts, by operation. */
export function difference(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(after)
      .map(([operation, count]) => [operation, count - (before[operation] ?? 0)] as const)
      .filter(([, count]) => count > 0),
  );
}
