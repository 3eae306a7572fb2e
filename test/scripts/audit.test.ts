// The answers of a registry to `npm audit`.

import {expect, test} from 'vitest';
import {auditVerdict} from '../../scripts/release/audit.ts';

const report = (vulnerabilities: object) => JSON.stringify({auditReportVersion: 2, vulnerabilities});

test('a registry that does not answer is named, and no failure', () => {
  const {text, isBad} = auditVerdict(JSON.stringify({message: '405 Method Not Allowed', statusCode: 405}));
  expect(isBad).toBe(false);
  expect(text).toContain('405 Method Not Allowed');
  expect(text).toContain('nothing was checked');
});

test('nothing known is said', () => {
  expect(auditVerdict(report({}))).toEqual({text: 'no package of the program is known to be vulnerable', isBad: false});
});

test.each([
  ['critical', true],
  ['high', true],
  ['moderate', false],
  ['low', false],
])('a %s weakness', (severity, isBad) => {
  expect(auditVerdict(report({ink: {severity, range: '<9'}}))).toEqual({text: `${severity}: ink <9`, isBad});
});
