import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {oneOf, parseScript, parseSource, parseZone, parseZoneOrNone, scriptText} from '../../../src/fleet/playbooks/parameters.ts';
import {playbooks} from '../../../src/fleet/playbooks/registry.ts';

const hostile = [
  "Asia/Shanghai'; reboot; '",
  '$(reboot)',
  '`reboot`',
  'UTC\nreboot',
  'UTC\r',
  '{{ global:DATE }}',
  '{{UTC}}',
  'UTC; reboot',
  'UTC && reboot',
  'UTC|reboot',
  'UTC>file',
  '"UTC"',
  'UTC\\',
  'UTC\0',
  'Ａsia/Shanghai',
  'Asia/Shanghaí',
  'UTC\u202e',
  'UTC ',
  ' UTC',
  '*',
  '~root',
  '$HOME',
  '#UTC',
];

describe('a zone', () => {
  test.each(['UTC', 'Asia/Shanghai', 'America/Argentina/Buenos_Aires', 'Etc/GMT+8', 'America/Port-au-Prince'])('%s', zone =>
    expect(parseZone(zone)).toEqual({value: zone}),
  );
  test.each([...hostile, '', '../../etc/shadow', '/etc/shadow', 'Asia//Shanghai', 'Asia/', '-x', 'a'.repeat(65)])('not %j', zone =>
    expect(parseZone(zone)).toHaveProperty('problem'),
  );
  test('may be left out where it only judges', () => {
    expect(parseZoneOrNone('')).toEqual({value: ''});
    expect(parseZoneOrNone('$(x)')).toHaveProperty('problem');
  });
});

describe('a source', () => {
  test.each([
    ['amazon', 'amazon'],
    ['ptp', 'ptp'],
    ['NTP1.example.com, 10.0.0.5', 'ntp1.example.com,10.0.0.5'],
    ['fd00:ec2::123', 'fd00:ec2::123'],
  ])('%s', (typed, value) => expect(parseSource(typed)).toEqual({value}));
  test.each([
    ...hostile.filter(text => !/^\s*utc\s*$/i.test(text)),
    '',
    ',',
    'a,,b',
    'amazon,ntp1',
    'ptp,amazon',
    '-server',
    'server-',
    'ntp1.example.com iburst',
    'a:::b',
    'a_b',
    Array.from({length: 9}, (_, index) => `ntp${index}`).join(','),
    `${'a'.repeat(63)}.`.repeat(4),
  ])('not %j', typed => expect(parseSource(typed)).toHaveProperty('problem'));
});

test('of a few words each other one is refused with the words', () => {
  const parse = oneOf('slew', 'step');
  expect(parse('step')).toEqual({value: 'step'});
  expect(parse('STEP')).toEqual({problem: 'Give slew or step.'});
});

describe('a script', () => {
  test('comes back byte for byte, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({unit: 'grapheme', minLength: 1}), content => {
        const parsed = parseScript(content);
        if ('problem' in parsed) return;
        expect(parsed.value).toMatch(/^[A-Za-z0-9+/=]+$/);
        expect(scriptText(parsed.value)).toBe(content);
      }),
    );
  });
  test.each(['', ' \n', 'a\0b', 'caf\ufffd', 'echo a\r\necho b\r\n', 'x'.repeat(30_001)])('not %j', content =>
    expect(parseScript(content)).toHaveProperty('problem'),
  );
});

describe('of every playbook', () => {
  const parameters = playbooks.flatMap(playbook =>
    playbook.parameters.map(parameter => ({name: `${playbook.id} ${parameter.name}`, parameter})),
  );
  test.each(parameters)('$name has a good beginning and example', ({parameter}) => {
    if (parameter.isFile !== true) {
      expect(parameter.parse(parameter.initial)).toHaveProperty('value');
      expect(parameter.parse(parameter.example)).toHaveProperty('value');
    }
  });

  test.each(parameters)('$name lets no text through that a shell or the agent acts on', ({parameter}) => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({unit: 'binary'}), fc.constantFrom(...hostile)), typed => {
        const parsed = parameter.parse(typed);
        if ('value' in parsed) expect(parsed.value).toMatch(/^[A-Za-z0-9_+/.:,=-]*$/);
        else expect(parsed.problem).not.toBe('');
      }),
    );
  });
});
