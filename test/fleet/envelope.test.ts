// How a script travels: whatever a value holds, no shell sees it, shown by a real shell.

import {execFileSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {envelope, scriptText} from '../../src/fleet/envelope.ts';

function decoded(line: string): string {
  const [, packed = ''] = /echo ([A-Za-z0-9+/=]+) \| base64 -d/.exec(line) ?? [];
  return Buffer.from(packed, 'base64').toString();
}

test('the second line tells playbook and script, and parameters are variables', () => {
  const line = envelope('time-fix', 'apply', 'echo done\n', {zone: 'Asia/Shanghai', 'ntp-server': 'a,b'});
  expect(line).toMatch(/^sh -c "\$\(echo [A-Za-z0-9+/=]+ \| base64 -d\)"$/);
  expect(decoded(line).split('\n')).toEqual([
    '#!/bin/sh',
    '# ecsdeck playbook=time-fix script=apply',
    "ECSDECK_ZONE='Asia/Shanghai'",
    "ECSDECK_NTP_SERVER='a,b'",
    'echo done',
    '',
  ]);
});

describe('values that want to be shell', () => {
  const literal = ['$(touch /tmp/x)', '`id`', '; reboot', '{{ssm:secret}}', '"', '\\', '$HOME', 'a b  c', '*', '时区', '!!', '#'];
  test.each(literal)('%s arrives as it is', value => {
    const line = envelope('probe', 'apply', 'printf %s "$ECSDECK_VALUE"\n', {value});
    // As the agent runs it: a line of a script of sh.
    expect(execFileSync('sh', ['-c', line], {encoding: 'utf8', env: {PATH: '/usr/bin:/bin', HOME: '/x'}})).toBe(value);
  });

  const refused = ["'", "'; reboot; '", 'a\nb', 'a\rb', 'a\0b', '\u001b[2J', '\u202e', '\u2028', '\ud800'];
  test.each(refused)('%j is refused before anything is sent', value => {
    expect(() => envelope('probe', 'apply', '', {value})).toThrow(/nothing was sent/);
  });
});

test('names that want to be shell are refused', () => {
  expect(() => scriptText('probe', 'check', '', {'a=1; reboot #': 'x'})).toThrow(/name of a parameter/);
  expect(() => scriptText('probe\nreboot', 'check', '', {})).toThrow(/name of a playbook/);
});

test('a script that is too long is refused', () => {
  expect(() => envelope('probe', 'apply', '#'.repeat(48_000), {})).toThrow(/64000/);
  expect(envelope('probe', 'apply', '#'.repeat(40_000), {}).length).toBeLessThan(64_000);
});
