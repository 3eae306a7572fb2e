// Lines understood: JSON, levels, stack traces, patterns.

import {describe, expect, test} from 'vitest';
import {levelOf, openJsonLine} from '../../src/logs/json-line.ts';
import {foldLines} from '../../src/logs/multi-line.ts';
import {PatternSummary, patternOf} from '../../src/logs/patterns.ts';
import {lineAt} from './lines.ts';

describe('JSON lines', () => {
  test('are opened as fields', () => {
    expect(openJsonLine('{"level":50,"msg":"no","orderId":"x","pool":{"size":1}}')).toEqual({
      level: 'error',
      text: 'no',
      fields: [
        ['orderId', 'x'],
        ['pool', '{"size":1}'],
      ],
    });
  });

  test.each(['{broken', '[1]', 'text', '', '"{}"'])('%s is none', message => {
    expect(openJsonLine(message)).toBeUndefined();
  });

  test('one that is too long to be opened between two keys is left as it is', () => {
    expect(openJsonLine(`{"a":"${'x'.repeat(70_000)}"}`)).toBeUndefined();
  });

  test.each([
    ['2026-11-20 10:00:00.123 ERROR 1 --- [main] x', 'error'],
    ['[Fri Nov 20] [php7:error] [pid 3] PHP Fatal error', 'error'],
    ['time=x level=warn msg=y', 'warn'],
    ['{"severity":"WARNING","message":"INFO is not meant"}', 'warn'],
    ['no information at all', undefined],
    ['GET /error 200', undefined],
  ])('level of %s', (message, level) => {
    expect(levelOf(message)).toBe(level);
  });
});

test('a stack trace stays together though other streams write in between', () => {
  const one = {stream: 'one'};
  const two = {stream: 'two'};
  const blocks = foldLines([
    lineAt(1, 'ERROR it broke', one),
    lineAt(2, 'GET / 200', two),
    lineAt(2, 'java.lang.IllegalStateException: no', one),
    lineAt(2, '\tat a.B.c(B.java:1)', one),
    lineAt(3, 'GET / 200', two),
    lineAt(3, 'Caused by: java.io.IOException', one),
    lineAt(4, 'INFO next', one),
    lineAt(9_000, '\tindented, but long after', one),
  ]);
  expect(blocks.map(({head, rest}) => [head.message.slice(0, 8), rest.length])).toEqual([
    ['ERROR it', 3],
    ['GET / 20', 0],
    ['GET / 20', 0],
    ['INFO nex', 0],
    ['\tindente', 0],
  ]);
});

test('a Python traceback ends with its exception', () => {
  const messages = ['ERROR in job', 'Traceback (most recent call last):', '  File "x.py", line 1', 'ValueError: no', 'ValueError: alone'];
  expect(foldLines(messages.map(message => lineAt(1, message))).map(({rest}) => rest.length)).toEqual([4]);
});

describe('patterns', () => {
  test.each([
    ['GET /orders/4711 200 12ms', 'GET /orders/9 404 3ms'],
    ['2026-11-20T10:00:00.000Z took 3', '2026-11-21T11:22:33.123Z took 99'],
    ['from 10.0.0.1:80 id 0f8fad5b-d9cb-469f-a165-70867728950e', 'from 10.2.3.4:8080 id 7c9e6679-7425-40de-944b-e07fc1f90ae7'],
    ['{"msg":"order 12 placed","id":"a1"}', '{"msg":"order 7 placed","id":"zz"}'],
  ])('%s is like %s', (one, other) => {
    expect(patternOf(one)).toBe(patternOf(other));
  });

  test('are counted over time; those that are new since a deployment come first', () => {
    const summary = new PatternSummary({from: 0, to: 100, buckets: 4});
    for (let at = 0; at < 100; at += 1) summary.add(lineAt(at, `old ${at}`));
    for (let at = 80; at < 83; at += 1) summary.add(lineAt(at, `new trouble ${at}`));
    const [first, second] = summary.patterns(({firstAt}) => firstAt >= 75);
    expect(first).toMatchObject({pattern: 'new trouble <n>', count: 3, firstAt: 80, buckets: [0, 0, 0, 3]});
    expect(second).toMatchObject({pattern: 'old <n>', count: 100, buckets: [25, 25, 25, 25]});
    expect(summary.patterns()[0]?.pattern).toBe('old <n>');
  });
});
