import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {PackedBundle, packed} from '../../src/bundle/packed-bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'ecsdeck-test-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const files = new Map([
  ['entry.cjs', 'require("./größe.cjs")'],
  ['größe.cjs', 'exports.sign = "▸ 訂單"'],
  ['empty.cjs', ''],
]);

function written(content: Buffer): string {
  const path = join(folder, `${content.length}.bundle`);
  writeFileSync(path, content);
  return path;
}

test('each file comes out as it went in, and others are not there', () => {
  const bundle = new PackedBundle(written(packed(files)));
  for (const [name, source] of files) expect(bundle.read(name)).toBe(source);
  expect(bundle.has('entry.cjs')).toBe(true);
  expect(bundle.has('none.cjs')).toBe(false);
  expect(bundle.read('none.cjs')).toBeUndefined();
});

test('what is loaded later comes from the same version, though another one was installed meanwhile', () => {
  const path = written(packed(files));
  const bundle = new PackedBundle(path);
  rmSync(path);
  writeFileSync(path, packed(new Map([['entry.cjs', 'another version']])));
  expect(bundle.read('entry.cjs')).toBe(files.get('entry.cjs'));
});

test('a file that was cut short says so', () => {
  const whole = packed(files);
  const bundle = new PackedBundle(written(whole.subarray(0, whole.length - 3)));
  expect(() => bundle.read('größe.cjs')).toThrow('cut short');
});
