// `npm run soak [-- --minutes 20 --seed 7 --real]`: prints what was lost, twice or out of order. Simulated time unless `--real` is given.

import {parseArgs} from 'node:util';
import {systemClock} from '../../src/engine/clock.ts';
import {manualClock} from '../aws/manual-clock.ts';
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
