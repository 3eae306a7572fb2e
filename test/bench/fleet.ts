// A fleet of 300 hosts on a demo region, checked and fixed end to end, in the region's own time: how many calls it takes, and
// how long, against the least that is possible at three calls a second.

import {performance} from 'node:perf_hooks';
import type {FleetRun} from '../../src/domain/fleet/run.ts';
import {isOver} from '../../src/domain/fleet/run-summary.ts';
import {callPause} from '../../src/fleet/supervisor/limits.ts';
import {demoStage} from '../fleet/demo-stage.ts';
import type {Bench, Figure} from './bench.ts';

const hosts = 300;
const world = `services=60,tasks=600,instances=${hosts},clusters=1`;

interface Measured {
  readonly run: FleetRun;
  /** Calls to Systems Manager, and the region's time, milliseconds. */
  readonly calls: number;
  readonly took: number;
}

/** Counts the calls of a run by the commands that it sent and what the region was asked since. */
async function measured(playbookId: string, values: Readonly<Record<string, string>>): Promise<Measured> {
  const stage = await demoStage({world});
  const calls = () => [...stage.region.calls].reduce((sum, [action, count]) => (action.startsWith('ssm:') ? sum + count : sum), 0);
  const [cluster = ''] = await stage.clusters();
  const run = await stage.begin(playbookId, cluster, values);
  const [callsBefore, began] = [calls(), stage.clock.now()];
  let state = await stage.settled(run);
  if (!isOver(state.phase)) {
    await run.proceed();
    state = await stage.settled(run);
  }
  return {run: state, calls: calls() - callsBefore, took: stage.clock.now() - began};
}

/** One send and one reading for each command: fewer calls tell nothing. */
function leastCalls({sends}: FleetRun): number {
  return 2 * sends.length;
}

function figures(name: string, {run, calls, took}: Measured): readonly Figure[] {
  const least = leastCalls(run);
  const done = run.hosts.filter(({state}) => state === 'done' || state === 'checked' || state === 'unchanged').length;
  return [
    {name: `${name}: hosts done of ${run.hosts.length}`, value: done, unit: 'hosts'},
    {name: `${name}: calls to Systems Manager`, value: calls, unit: 'calls'},
    {name: `${name}: calls against one send and one reading a command`, value: calls / least, unit: '×'},
    {name: `${name}: time on the region's clock`, value: took, unit: 'ms'},
    {name: `${name}: time against the least at 3 calls/s`, value: took / (least * callPause), unit: '×'},
  ];
}

/** Check and fix of 300 hosts. */
export const fleet: Bench = {
  name: 'fleet',
  async run() {
    const began = performance.now();
    const check = await measured('time-check', {zone: 'Asia/Shanghai'});
    const fix = await measured('time-fix', {zone: 'Asia/Shanghai', source: 'amazon', mode: 'step'});
    return [
      ...figures('check', check),
      ...figures('fix', fix),
      {name: 'both, on this machine', value: performance.now() - began, unit: 'ms'},
    ];
  },
};
