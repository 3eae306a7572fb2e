// Secrets in lines.

import {expect, test} from 'vitest';
import {mask} from '../../src/domain/secret.ts';
import {maskLine} from '../../src/logs/mask-line.ts';

test.each([
  ['DB_PASSWORD=hunter2 ok', `DB_PASSWORD=${mask} ok`],
  ['{"api_key": "a b\\"c", "id": 4}', `{"api_key": "${mask}", "id": 4}`],
  ['Authorization: Bearer abcdef0123456789 end', `Authorization: ${mask} end`],
  ['key AKIAIOSFODNN7EXAMPLE used', `key ${mask} used`],
  ['postgres://me:pw@db/x', `postgres://${mask}@db/x`],
  ['token eyJhbGciOi.eyJzdWIiOi.c2ln', `token ${mask}`],
])('%s', (line, masked) => {
  expect(maskLine(line)).toBe(masked);
});

test('what is no secret stays as it is', () => {
  const line = 'GET /orders/27270 200 12ms passed the key check';
  expect(maskLine(line)).toBe(line);
});

test('a long line that almost looks like secrets takes no time', () => {
  const start = performance.now();
  maskLine(`${'password_'.repeat(900)}x`);
  maskLine(`${'a'.repeat(8_000)}://`);
  expect(performance.now() - start).toBeLessThan(1_000);
});
