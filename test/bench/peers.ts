// `npm run bench:peers [-- --seconds 60 --rate 200 --late 0.01]`: `ecsdeck logs --follow` and the AWS CLI's `aws logs tail --follow`
// side by side on one demo region over HTTP, with lines of known numbers: what each lost and repeated. Asserts nothing.
// The AWS CLI is the one that $AWS_CLI names, or the first on the PATH that has `logs tail`: version 2 has, PyPI's version 1 has not.

import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {privateHome} from '../pty/private-home.ts';
import {startDemoRegion} from './demo-region.ts';
import {type LogReader, startEcsdeckLogs, startReader} from './log-reader.ts';
import {logWorld, openLogWriter} from './log-writer.ts';

const {values} = parseArgs({
  options: {
    seconds: {type: 'string', default: '60'},
    rate: {type: 'string', default: '200'},
    late: {type: 'string', default: '0.01'},
  },
});
const writing = {seconds: Number(values.seconds), linesPerSecond: Number(values.rate), lateShare: Number(values.late)};

/** The program and its version, or why none can be measured. */
function findAwsCli(): {readonly path: string; readonly version: string} | {readonly why: string} {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(folder => folder !== '');
  const named = process.env.AWS_CLI;
  const paths = named === undefined ? folders.map(folder => join(folder, 'aws')).filter(path => existsSync(path)) : [named];
  const versions: string[] = [];
  for (const path of paths) {
    const {stdout, stderr} = spawnSync(path, ['--version'], {encoding: 'utf8'});
    const version = /aws-cli\/(\S+)/.exec(`${stdout}${stderr}`)?.[1];
    if (version === undefined) continue;
    if (!version.startsWith('1.')) return {path, version};
    versions.push(version);
  }
  const found = versions.length === 0 ? 'there is no aws on the PATH' : `aws ${versions.join(', ')} has no "logs tail"`;
  return {why: `${found}, nor has PyPI's awscli: install version 2 (Debian: apt-get install awscli), or name one in AWS_CLI`};
}

function told(name: string, reader: LogReader, written: number): string {
  const {lines} = reader;
  // What told nothing at all could not read, and did not lose.
  if (lines.size === 0) return `${name.padEnd(36)}  not measured: it told nothing: ${reader.said()}\n`;
  const counts = [`written ${written}`, `lost ${written - lines.size}`, `repeated ${lines.repeated}`];
  const errors = reader.said().split('\n').at(-1) ?? '';
  return `${name.padEnd(36)}  ${counts.join('  ')}${errors === '' ? '' : `  (it said: ${errors})`}\n`;
}

const cli = findAwsCli();
if ('why' in cli) process.stdout.write(`aws logs tail: not measured: ${cli.why}\n`);

const home = privateHome();
const region = await startDemoRegion(logWorld.settings);
const writer = await openLogWriter(region.endpoint);
const env = {...process.env, ...home.env, ...region.env, AWS_DEFAULT_REGION: region.env.AWS_REGION, PYTHONUNBUFFERED: '1'};
const readers: {readonly name: string; readonly reader: LogReader}[] = [{name: 'ecsdeck logs --follow', reader: startEcsdeckLogs(env)}];
if ('path' in cli) {
  // Said as an option too: versions before 2.13 do not know AWS_ENDPOINT_URL.
  const args = ['logs', 'tail', logWorld.group, '--follow', '--since', '10m', '--format', 'short', '--endpoint-url', region.endpoint];
  const reader = startReader(cli.path, args, env);
  readers.push({name: `aws logs tail --follow (${cli.version})`, reader});
}
try {
  await wait(10_000);
  const written = await writer.write(writing);
  // Both have the same time: enough for a sweep, which comes once a minute.
  await Promise.all(readers.map(({reader}) => reader.caughtUp(written, 65)));
  const late = `${(writing.lateShare * 100).toFixed(1)} % of them stamped 10 to 50 s before they were put`;
  process.stdout.write(`${writing.linesPerSecond} lines a second for ${writing.seconds} s into ${writer.streams} streams, ${late}\n`);
  for (const {name, reader} of readers) process.stdout.write(told(name, reader, written));
} finally {
  await Promise.all(readers.map(({reader}) => reader.stop()));
  writer.close();
  await region.stop();
  home.remove();
}
