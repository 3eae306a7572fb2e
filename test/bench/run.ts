// `npm run bench [-- NAME… --quick]`: runs the benches one after the other and prints what they measured. Asserts nothing.

import {cpus, loadavg} from 'node:os';
import {parseArgs} from 'node:util';
import type {Bench} from './bench.ts';
import {fleet} from './fleet.ts';
import {keys, keysInProgram, keysOnSlowRegion} from './keys.ts';
import {largeWorld} from './large-world.ts';
import {logs} from './logs.ts';
import {figureLines, figureTable} from './report.ts';
import {resources} from './resources.ts';
import {safeTextSpeed} from './safe-text.ts';
import {start} from './start.ts';
import {terminal} from './terminal.ts';

const benches: readonly Bench[] = [
  start,
  terminal,
  keys,
  keysInProgram,
  keysOnSlowRegion,
  largeWorld,
  resources,
  logs,
  fleet,
  safeTextSpeed,
];

const {positionals, values} = parseArgs({allowPositionals: true, options: {quick: {type: 'boolean', default: false}}});
const unknown = positionals.filter(name => !benches.some(bench => bench.name === name));
if (unknown.length > 0) {
  process.stderr.write(`no bench is called ${unknown.join(', ')}: there are ${benches.map(bench => bench.name).join(', ')}\n`);
  process.exit(2);
}

process.stdout.write(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}${values.quick ? ', quick' : ''}\n`);
for (const bench of benches.filter(({name}) => positionals.length === 0 || positionals.includes(name))) {
  try {
    const figures = await bench.run({isQuick: values.quick});
    process.stdout.write(`\n${figureTable(bench.name, figures)}\n${figureLines(bench.name, figures)}\n`);
  } catch (error) {
    // One bench that cannot be measured does not cost the others; the run says so by its exit code.
    process.stdout.write(`\n${bench.name}: not measured: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
