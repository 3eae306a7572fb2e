// `npm run soak [-- --minutes 20 --seed 7 --real]`: first the log engine, in simulated time unless `--real` is given, and what was
// lost, twice or out of order; then the built dashboard for so many real minutes, and what grew.

import {parseArgs} from 'node:util';
import {systemClock} from '../../src/engine/clock.ts';
import {manualClock} from '../aws/manual-clock.ts';
import {type Idle, type Sample, soakDashboard} from './dashboard.ts';
import {heapSlope, slopeWords} from './heap-slope.ts';
import {soak} from './soak.ts';

const options = {
  minutes: {type: 'string', default: '20'},
  seed: {type: 'string', default: '7'},
  real: {type: 'boolean', default: false},
} as const;
const {values} = parseArgs({options});
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  process.stderr.write(`--minutes must be a number above 0, not ${values.minutes}\n`);
  process.exit(2);
}

const simulated = manualClock();
const time = values.real
  ? {clock: systemClock, pass: (milliseconds: number) => systemClock.wait(milliseconds)}
  : {clock: simulated, pass: (milliseconds: number) => simulated.advance(milliseconds)};
const result = await soak({minutes, seed: Number(values.seed), ...time});
process.stdout.write(
  `${minutes} minutes of ${values.real ? 'real' : 'simulated'} time, seed ${values.seed}: ` +
    `${result.written} lines of ${result.streams} streams, ${result.calls} calls, a line late by ${result.reach / 1_000} s is found\n` +
    `lost ${result.lost}  twice ${result.twice}  out of order ${result.outOfOrder}  found by a sweep ${result.lateLines}` +
    `  gaps ${result.gaps}, still open ${result.openGaps}\n`,
);
if (result.lost + result.twice + result.outOfOrder + result.openGaps > 0) process.exitCode = 1;

function sampleLine({at, heap, code, resident, descriptors, listeners, resources}: Sample): string {
  const megabytes = `heap ${heap.toFixed(1)} MB, code ${code.toFixed(1)} of it  RSS ${resident.toFixed(0)} MB`;
  return `${String(at).padStart(6)} s  ${megabytes}  ${descriptors} descriptors  ${listeners} listeners  ${resources} resources\n`;
}

function idleLine({load, callsAMinute, drawnAMinute, isStill}: Idle): string {
  const meanwhile = `${callsAMinute.toFixed(0)} calls and ${drawnAMinute.toFixed(0)} bytes drawn a minute`;
  return `idle CPU ${load.toFixed(1)} % (wanted ≤ 2), ${meanwhile}${isStill ? '' : ', while rows still changed'}\n`;
}

process.stdout.write(`\nthe dashboard for ${minutes} minutes: 500 services, keys, faults\n`);
const dashboard = await soakDashboard(minutes, Number(values.seed), sample => void process.stdout.write(sampleLine(sample)));
process.stdout.write(
  `${dashboard.linesWritten} log lines written  heap ${slopeWords(heapSlope(dashboard.samples))} (wanted ≤ 1)` +
    `, without code ${slopeWords(heapSlope(dashboard.samples.map(({at, heap, code}) => ({at, heap: heap - code}))))}` +
    `  RSS at its peak ${dashboard.peak.toFixed(0)} MB (wanted ≤ 250)\n${idleLine(dashboard.idle)}`,
);
