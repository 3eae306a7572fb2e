// Compiled code in a folder: kept once, by each V8 for itself, and no longer than the bundle has the file.

import {chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {scriptOf} from '../../src/bundle/bundled-program.ts';
import {KeptCode} from '../../src/bundle/kept-code.ts';

let home = '';
const folder = () => join(home, 'ecsdeck/dashboard');
const source = 'exports.sum = (left, right) => left + right';
const scripts = (compiled?: Buffer) => new Map([['sum-1.cjs', scriptOf('sum-1.cjs', {source, ...(compiled && {compiled})})]]);
const isBundled = (name: string) => name === 'sum-1.cjs';

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ecsdeck-kept-'));
});

afterEach(() => {
  rmSync(home, {recursive: true, force: true});
});

test('what was kept is read by the next start, and nobody else may read or write it', () => {
  const kept = new KeptCode(folder());
  expect(kept.read('sum-1.cjs')).toBeUndefined();
  kept.keep(scripts(), isBundled);
  expect(new KeptCode(folder()).read('sum-1.cjs')?.length).toBeGreaterThan(100);
  expect(statSync(folder()).mode & 0o777).toBe(0o700);
  for (const file of readdirSync(folder())) expect(statSync(join(folder(), file)).mode & 0o777).toBe(0o600);
});

test('code that does not fit is kept anew', () => {
  const kept = new KeptCode(folder());
  kept.keep(scripts(), isBundled);
  const good = kept.read('sum-1.cjs');
  kept.keep(new Map([['sum-1.cjs', scriptOf('sum-1.cjs', {source: `${source} + 1`, compiled: Buffer.from('something else')})]]), isBundled);
  expect(kept.read('sum-1.cjs')?.equals(good ?? Buffer.of())).toBe(false);
});

test('files of an earlier build go', () => {
  const kept = new KeptCode(folder());
  kept.keep(scripts(), isBundled);
  writeFileSync(join(folder(), 'sum-0.cjs.1.2.3-x64'), 'old');
  kept.keep(scripts(), isBundled);
  expect(readdirSync(folder())).toEqual([expect.stringMatching(/^sum-1\.cjs\./)]);
});

test('a folder that cannot be made is no trouble', () => {
  writeFileSync(join(home, 'ecsdeck'), 'a file');
  chmodSync(join(home, 'ecsdeck'), 0o400);
  const kept = new KeptCode(folder());
  kept.keep(scripts(), isBundled);
  expect(kept.read('sum-1.cjs')).toBeUndefined();
});
