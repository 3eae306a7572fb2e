// The file of --debug: what is in it, who may read it, and where it is not written to.

import {existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {debugFileOf, openDebugFile} from '../../src/debug-file.ts';
import {UsageError} from '../../src/domain/errors.ts';
import type {TracedCall} from '../../src/domain/traced-call.ts';
import {awsError, connectTo, patient} from '../aws/fake-endpoint.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecsdeck-debug-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

const lines = (file: string) =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));

const call: TracedCall = {
  at: Date.UTC(2026, 2, 1, 14),
  action: 'ecs:ListTasks',
  region: 'eu-west-1',
  effect: 'read',
  milliseconds: 120,
  waited: 20,
  attempts: 2,
  outcome: 'Throttled',
  code: 'ThrottlingException',
  status: 400,
  requestId: 'r1',
};

test('begins with the program and holds one line a call, for its owner alone', () => {
  const file = join(folder, 'trace.jsonl');
  openDebugFile(file)?.call(call);
  expect(lines(file)).toEqual([
    expect.objectContaining({event: 'start', version: expect.any(String), node: process.version}),
    {time: '2026-03-01T14:00:00.000Z', event: 'call', ...call, at: undefined},
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('adds to a file that is there, and closes it to others', () => {
  const file = join(folder, 'trace.jsonl');
  writeFileSync(file, '{"event":"before"}\n', {mode: 0o644});
  openDebugFile(file);
  expect(lines(file).map(({event}) => event)).toEqual(['before', 'start']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('never goes through a symbolic link, to a file that is there or is not', () => {
  const target = join(folder, 'precious');
  writeFileSync(target, 'precious');
  symlinkSync(target, join(folder, 'link'));
  symlinkSync(join(folder, 'nothing'), join(folder, 'dangling'));
  expect(() => openDebugFile(join(folder, 'link'))).toThrow(/link cannot be written \(it is a symbolic link\)/);
  expect(() => openDebugFile(join(folder, 'dangling'))).toThrow(UsageError);
  expect(readFileSync(target, 'utf8')).toBe('precious');
  expect(existsSync(join(folder, 'nothing'))).toBe(false);
});

test.each(['/dev/full', '/dev/null', '/'])('%s is no file for it', path => expect(() => openDebugFile(path)).toThrow(UsageError));

test('the option rules over the environment; without either there is none', () => {
  expect(debugFileOf({debug: 'a'}, {ECSDECK_DEBUG: 'b'})).toBe('a');
  expect(debugFileOf({}, {ECSDECK_DEBUG: 'b'})).toBe('b');
  expect(debugFileOf({}, {ECSDECK_DEBUG: ''})).toBeUndefined();
  expect(openDebugFile(undefined)).toBeUndefined();
});

test('each call is told once, with what became of it and nothing of what was in it', async () => {
  const traced: TracedCall[] = [];
  const metadata = {'x-amzn-requestid': 'request-1'};
  const {ecs} = await connectTo(
    ({operation}) =>
      operation === 'ListClusters'
        ? {body: {clusterArns: ['the-body']}, headers: metadata}
        : awsError('AccessDeniedException', 'the-message', 400, metadata),
    {trace: one => traced.push(one)},
  );
  for await (const _ of ecs.listClusters(patient));
  await expect(ecs.describeClusters(['the-input'], patient)).rejects.toThrow('denied');
  const left = AbortSignal.abort(new Error('left'));
  await expect(ecs.describeClusters(['the-input'], left)).rejects.toThrow('left');
  expect(traced).toMatchObject([
    {action: 'ecs:ListClusters', outcome: 'ok', attempts: 1, requestId: 'request-1', effect: 'read', region: 'eu-west-1'},
    {action: 'ecs:DescribeClusters', outcome: 'AccessDenied', code: 'AccessDeniedException', status: 400},
    {action: 'ecs:DescribeClusters', outcome: 'left', attempts: 0},
  ]);
  expect(JSON.stringify(traced)).not.toMatch(/the-body|the-message|the-input|the-secret|AKIAEXAMPLE/);
});
