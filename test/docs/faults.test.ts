// docs/faults.md names for each fault the tests that hold it: they are there, and no row is without one.

import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';

const root = join(import.meta.dirname, '../..');
const matrix = readFileSync(join(root, 'docs/faults.md'), 'utf8');
const rows = matrix.split('\n').filter(line => /^\| \d+ \|/.test(line));
const namedFiles = (text: string) => [...text.matchAll(/`(test\/[\w/.-]+\.(?:test|fuzz|types)\.tsx?)`/g)].map(([, file = '']) => file);

test('has all forty rows, in their order', () => {
  expect(rows.map(row => Number(row.split('|')[1]))).toEqual(Array.from({length: 40}, (_, index) => index + 1));
});

test('each row names a test', () => {
  expect(rows.filter(row => namedFiles(row.split('|')[4] ?? '').length === 0)).toEqual([]);
});

test('every test that is named exists', () => {
  const files = namedFiles(matrix);
  expect(files.length).toBeGreaterThan(60);
  expect(files.filter(file => !existsSync(join(root, file)))).toEqual([]);
});
