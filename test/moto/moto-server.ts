// moto's server as a child process: started, waited for, ended by its own process id.

import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {setTimeout as wait} from 'node:timers/promises';

/** A running moto. */
export interface MotoServer {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  stop(): Promise<void>;
}

const patience = 60_000;

async function isAnswering(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/moto-api/data.json`, {signal: AbortSignal.timeout(5_000)}).then(
    answer => answer.ok,
    () => false,
  );
}

/** Starts moto under this Python and resolves once it answers. */
export async function startMoto(python: string): Promise<MotoServer> {
  const server = spawn(python, [join(import.meta.dirname, 'serve.py')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // A service starts with two tasks running; moto starts none by itself.
    env: {...process.env, MOTO_ECS_SERVICE_RUNNING: '2', PYTHONUNBUFFERED: '1'},
  });
  let said = '';
  server.stderr.on('data', chunk => {
    said = `${said}${chunk}`.slice(-4_000);
  });
  const hasEnded = once(server, 'exit');
  const endNow = () => server.kill('SIGKILL');
  process.once('exit', endNow);
  const stop = async () => {
    process.removeListener('exit', endNow);
    server.kill('SIGKILL');
    await hasEnded;
  };

  const port = once(createInterface({input: server.stdout}), 'line').then(([line]) => Number(line));
  const started = await Promise.race([port, hasEnded.then(() => undefined), wait(patience, undefined, {ref: false})]);
  if (started === undefined) {
    await stop();
    throw new Error(`moto did not start:\n${said}`);
  }
  const endpoint = `http://127.0.0.1:${started}`;
  for (const until = Date.now() + patience; !(await isAnswering(endpoint)); await wait(100)) {
    if (Date.now() < until) continue;
    await stop();
    throw new Error(`moto does not answer on ${endpoint}:\n${said}`);
  }
  return {endpoint, stop};
}
