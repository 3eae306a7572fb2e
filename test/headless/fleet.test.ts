// Playbooks without a screen, on the demo region: what is asked, printed and answered by the exit code.

import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {usualWaves} from '../../src/domain/fleet/run.ts';
import {parseArguments} from '../../src/headless/arguments.ts';
import type {HeadlessPorts} from '../../src/headless/ports.ts';
import {runHeadless} from '../../src/headless/run-headless.ts';
import {noLogs} from '../engine/no-logs.ts';
import {demoStage} from '../fleet/demo-stage.ts';
import {remembering} from './remembering.ts';

/** How the call is different from the usual one: a pipe, write mode, nobody types. */
interface Call {
  readonly stage?: Awaited<ReturnType<typeof demoStage>>;
  /** What the person types at the terminal; without it there is none. */
  readonly typed?: string;
  readonly isShellOn?: boolean;
  readonly signal?: AbortSignal;
  readonly script?: string;
}

async function ran(line: string, call: Call = {}) {
  const request = parseArguments(line.split(' '));
  if (request.type !== 'fleet' && request.type !== 'resume' && request.type !== 'retry')
    throw new Error(`${line}: ${JSON.stringify(request)}`);
  const stage = call.stage ?? (await demoStage());
  const [stdout, stderr] = [remembering(), remembering()];
  const isTTY = call.typed !== undefined;
  const stdin = new PassThrough();
  const {connection} = stage;
  const ports: HeadlessPorts = {
    stdout: stdout.stream,
    stderr: Object.assign(stderr.stream, {isTTY, columns: 100}),
    stdin: Object.assign(stdin, {isTTY}),
    clock: stage.clock,
    random: () => 0.5,
    readFile: async () => call.script ?? 'echo hello\n',
    audit: {write: async () => {}},
    ...(call.signal && {signal: call.signal}),
    place: async () => ({
      region: connection.region,
      changes: connection.changes,
      logs: noLogs,
      runCommand: connection.runCommand,
      runCommandChanges: connection.runCommandChanges,
      fleet: stage.fleet,
      playbooks: {waves: usualWaves, isShellOn: call.isShellOn === true},
      isDemo: true,
      mode: 'write',
      isProduction: false,
      close: () => {},
    }),
  };
  const running = runHeadless(request, ports);
  if (call.typed !== undefined) void stage.clock.wait(60_000).then(() => stdin.end(`${call.typed}\n`));
  const code = await stage.meanwhile(running);
  return {code, stdout: stdout.content(), stderr: stderr.content(), stage, runs: await stage.fleet.runs()};
}

const fix = 'time-fix --cluster erp --zone Asia/Shanghai --mode step';

test('time-check prints the hosts; one that is left out makes it partly done', async () => {
  const {code, stdout, stderr} = await ran('time-check --cluster erp --zone Asia/Shanghai');
  expect(code).toBe(5);
  expect(stdout).toMatch(/^HOST +STATE +OFFSET +ZONE/);
  expect(stdout).toMatch(/i-0328a5797aa28db13 .*DRIFT/);
  expect(stderr).toMatch(/finished: 3 of 3 hosts.*run 2026/);
});

test('over hosts that all can be reached it is done', async () => {
  const {code, stdout} = await ran('time-check i-0d8da151eff1c92a1 --cluster erp -o json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({playbook: 'time-check', totals: {checked: 1}, hosts: [{before: {verdict: 'OK'}}]});
});

test('time-fix without a terminal and without --yes sends no change, and leaves no run behind', async () => {
  const {code, stderr, runs} = await ran(fix);
  expect(code).toBe(3);
  expect(stderr).toContain('sets the zone: UTC → Asia/Shanghai');
  expect(stderr).toContain('there is no terminal to confirm at');
  expect(runs.map(({phase, sends}) => [phase, sends.map(({stage}) => stage)])).toEqual([['aborted', ['check']]]);
});

test('the name of the cluster confirms, and progress is shown on a terminal', async () => {
  const {code, stdout, stderr, runs} = await ran(fix, {typed: 'erp'});
  expect(code).toBe(5);
  expect(stderr).toContain('Type erp to go ahead: ');
  expect(stderr).toMatch(/\rapplying, wave 2 of 3: 1 of 3 hosts: 1 done/);
  expect(stdout).toMatch(/i-0328a5797aa28db13 .*UTC → Asia\/Shanghai/);
  expect(runs[0]?.phase).toBe('finished');
});

test('anything else does not', async () => {
  const {code, runs} = await ran(fix, {typed: 'y'});
  expect(code).toBe(3);
  expect(runs[0]?.phase).toBe('aborted');
});

test('--yes goes on by itself, and Markdown is the report', async () => {
  const {code, stdout} = await ran(`${fix} --yes -o markdown`);
  expect(code).toBe(5);
  expect(stdout).toMatch(/^# time-fix over erp\n/);
  expect(stdout).toContain('## Left out');
});

test('--dry-run says what would change, and stops there', async () => {
  const {code, stderr, runs} = await ran(`${fix} --dry-run`);
  expect(code).toBe(0);
  expect(stderr).toContain('installs chrony with yum');
  expect(runs[0]?.sends.map(({stage}) => stage)).toEqual(['check']);
});

test('a signal aborts the run in order', async () => {
  const stage = await demoStage();
  const controller = new AbortController();
  void stage.clock.wait(9_000).then(() => controller.abort(new Error('a signal')));
  const {code, stdout, runs} = await ran(`${fix} --yes`, {stage, signal: controller.signal});
  expect(runs[0]?.phase).toBe('aborted');
  expect(stdout).toContain('not reached');
  expect([1, 5]).toContain(code);
});

test('a run that was left is resumed by its id; one that is over is told', async () => {
  const stage = await demoStage();
  const run = await stage.begin('time-fix', 'erp', {zone: 'Asia/Shanghai', source: 'amazon', mode: 'step'});
  await stage.settled(run);
  await run.proceed();
  await stage.clock.advance(2_000);
  stage.fleet.stop();
  await stage.meanwhile(stage.fleet.stopped());
  const next = {...stage, fleet: stage.nextProgram()};
  const {code, stderr} = await ran(`resume ${run.current().id} --yes`, {stage: next});
  expect(stderr).toContain('Pick up time-fix over erp');
  expect(code).toBe(5);
  const over = await ran(`resume ${run.current().id} -o json`, {stage: {...stage, fleet: stage.nextProgram()}});
  expect(JSON.parse(over.stdout)).toMatchObject({phase: 'finished'});
});

test('retry goes once more over the hosts that failed, as they were meant', async () => {
  const stage = await demoStage();
  stage.region.faults.set('ssm-fail=1');
  const first = await ran(`${fix} --yes`, {stage});
  expect(first.code).toBe(1);
  const [failed] = first.runs;
  stage.region.faults.set('');
  const dry = await ran(`retry ${failed?.id} --dry-run`, {stage});
  expect(dry.code).toBe(0);
  const {code, runs} = await ran(`retry ${failed?.id} --yes`, {stage});
  expect(code).toBe(0);
  const bad = failed?.hosts.filter(({state}) => state === 'failed').map(({target}) => target.instanceId);
  expect(runs[0]).toMatchObject({phase: 'finished', values: failed?.values, settings: failed?.settings, retries: failed?.id});
  expect(runs[0]?.hosts.map(({target}) => target.instanceId)).toEqual(bad);
  const again = await ran(`retry ${runs[0]?.id}`, {stage});
  expect(again.stderr).toContain('no host of time-fix over erp failed');
  expect(again.code).toBe(3);
});

test('retry of a run that is not over, or that nobody knows, is refused', async () => {
  const stage = await demoStage();
  const run = await stage.begin('time-fix', 'erp', {zone: 'UTC', source: 'amazon', mode: 'step'});
  await stage.settled(run);
  const early = await ran(`retry ${run.current().id}`, {stage});
  expect(early).toMatchObject({code: 3, stderr: expect.stringContaining('is not over yet')});
  const unknown = await ran('retry 20260101T000000-none', {stage});
  expect(unknown).toMatchObject({code: 1, stderr: expect.stringContaining('there is no run')});
});

test('hosts that another run is changing are refused, and nothing is sent to them', async () => {
  const stage = await demoStage();
  const run = await stage.begin('time-fix', 'erp', {zone: 'Asia/Shanghai', source: 'amazon', mode: 'step'});
  await stage.settled(run);
  const waiting = await stage.begin('time-fix', 'erp', {zone: 'UTC', source: 'amazon', mode: 'step'});
  await stage.settled(waiting);
  await run.proceed();
  await stage.clock.advance(2_000);
  const {code, stderr} = await ran(`${fix} --yes`, {stage: {...stage, fleet: stage.nextProgram()}});
  expect(stderr).toContain('time-fix over erp is not over on');
  expect(code).toBe(3);
  const confirmed = await ran(`resume ${waiting.current().id} --yes`, {stage});
  expect(confirmed.stderr).toContain('time-fix over erp is not over on');
  expect(confirmed.code).toBe(3);
  expect(waiting.current().sends.map(({stage: sent}) => sent)).toEqual(['check']);
});

test('shell is off unless the configuration says otherwise, and shows the whole script first', async () => {
  const off = await ran('run shell --cluster erp --script x.sh --yes');
  expect(off.code).toBe(3);
  expect(off.stderr).toMatch(/shell is off/);
  const on = await ran('run shell --cluster erp --script x.sh --yes', {isShellOn: true, script: 'echo one\necho two\n'});
  expect(on.stderr).toMatch(/echo one[\s\S]*echo two/);
  expect(on.stdout).toMatch(/i-0328a5797aa28db13 .*done/);
});

test.each([
  ['run', 'run needs a playbook'],
  ['run time-fx --cluster erp', 'Did you mean time-fix'],
  ['time-fix', 'needs --cluster'],
  ['time-check --cluster erp --mode step', 'has no option --mode'],
  ['time-fix --cluster erp --wave 0%', '--wave cannot be'],
  ['time-fix --cluster erp --attribute a=b', '--attribute cannot be'],
  ['time-fix --cluster erp -o ndjson', 'cannot print ndjson'],
  ['time-fix --cluster erp --yes --dry-run', 'exclude each other'],
  ['resume', 'resume needs the id'],
  ['retry', 'retry needs the id'],
  ['retry one two', 'retry takes one run'],
])('%s is a mistake', (line, words) => {
  const request = parseArguments(line.split(' '));
  expect(request).toMatchObject({type: 'usage', message: expect.stringContaining(words)});
});

test('a value that a parameter does not take is told with an example', async () => {
  const {code, stderr} = await ran('time-fix --cluster erp --zone $(reboot)');
  expect(code).toBe(2);
  expect(stderr).toMatch(/--zone cannot be used: .*For example: --zone Asia\/Shanghai/);
});

test('attribute, zones and wave settings reach the run', async () => {
  const {runs} = await ran('time-check --cluster erp --zones ap-southeast-1a,ap-southeast-1b --wave 25% --canary 2 --max-errors 3');
  expect(runs[0]?.settings).toEqual({canary: 2, wavePercent: 25, maxErrors: 3});
  expect(runs[0]?.hosts.every(({target}) => target.availabilityZone !== 'ap-southeast-1c')).toBe(true);
});
