// The files of the bundle, run from memory.

import {expect, test} from 'vitest';
import {BundledProgram} from '../../src/bundle/bundled-program.ts';

function programOf(files: Readonly<Record<string, string>>, compiled: Readonly<Record<string, Uint8Array>> = {}): BundledProgram {
  return new BundledProgram(name => {
    const source = files[name];
    const code = compiled[name];
    return source === undefined ? undefined : {source, ...(code && {compiled: code})};
  });
}

const sums = {
  'entry.cjs': 'exports.answer = require("./sum.cjs").sum(40, 2)',
  'sum.cjs': 'exports.sum = (left, right) => left + right; // the last line is a comment',
};

test('files require each other by name', () => {
  expect(programOf(sums).require('./entry.cjs')).toEqual({answer: 42});
});

test('a file runs once', () => {
  const program = programOf({'once.cjs': 'module.exports = {}'});
  expect(program.require('./once.cjs')).toBe(program.require('./folder/../once.cjs'));
});

test('files may require each other in a circle', () => {
  const program = programOf({
    'one.cjs': 'exports.name = "one"; exports.other = require("./two.cjs").seen',
    'two.cjs': 'exports.seen = require("./one.cjs").name',
  });
  expect(program.require('./one.cjs')).toEqual({name: 'one', other: 'one'});
});

test.each(['os', 'node:os'])('%s is Node its own', id => {
  expect(programOf({}).require(id)).toBe(process.getBuiltinModule('os'));
});

test.each(['./none.cjs', 'left-pad'])('%s is nowhere', id => {
  expect(() => programOf({}).require(id)).toThrow(`the bundle has no file ${id}`);
});

test('compiled code that does not fit is compiled anew', () => {
  const program = programOf({'own.cjs': 'exports.answer = 6 * 7'}, {'own.cjs': Buffer.from('something else')});
  expect(program.require('./own.cjs')).toEqual({answer: 42});
  expect(program.scripts.get('own.cjs')?.cachedDataRejected).toBe(true);
});
