// `npm run fuzz:fleet [-- --schedules 10000 --seed N]`: random schedules of failures against the supervisor, on all cores.

import {availableParallelism} from 'node:os';
import {parseArgs} from 'node:util';
import {isMainThread, parentPort, Worker, workerData} from 'node:worker_threads';
import {type Ends, playMany} from './schedules.ts';

interface Share {
  readonly count: number;
  readonly seed: number;
}

async function shared({count, seed}: Share): Promise<Ends> {
  const {promise, resolve, reject} = Promise.withResolvers<Ends>();
  const worker = new Worker(new URL(import.meta.url), {workerData: {count, seed}});
  worker.once('message', resolve);
  worker.once('error', reject);
  return promise;
}

async function main(): Promise<void> {
  const options = {schedules: {type: 'string', default: '10000'}, seed: {type: 'string', default: '1'}} as const;
  const {values} = parseArgs({options});
  const [count, seed, cores] = [Number(values.schedules), Number(values.seed), availableParallelism()];
  const began = performance.now();
  // Seeds far apart: fast-check walks on from the first one.
  const shares = Array.from({length: cores}, (_, at) => ({count: Math.ceil(count / cores), seed: seed + at * 1_000_003}));
  const ends = await Promise.all(shares.map(shared));
  const total: Record<string, number> = {};
  for (const [phase, number] of ends.flatMap(Object.entries<number>)) total[phase] = (total[phase] ?? 0) + number;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const played = Object.values(total).reduce((sum, number) => sum + number, 0);
  process.stdout.write(`${played} schedules over 1,000 hosts in ${seconds} s, no promise broken: ${JSON.stringify(total)}\n`);
}

if (isMainThread) await main();
else parentPort?.postMessage(await playMany(workerData.count, workerData.seed));
