import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {safeText} from '../../../src/domain/safe-text.ts';
import {playbooks} from '../../../src/fleet/playbooks/registry.ts';

const names = [
  ...[
    'result',
    'system',
    'family',
    'problem',
    'zone',
    'zoneFile',
    'service',
    'isActive',
    'isEnabled',
    'isSynchronized',
    'source',
    'following',
  ],
  ...[
    'offset',
    'offsetBy',
    'rivals',
    'steps',
    'wantedSource',
    'obstacle',
    'backups',
    'version',
    'cluster',
    'containers',
    'images',
    'bytes',
  ],
  ...['names', 'freeBytes', 'refused', 'bootId', 'uptimeSeconds', 'kernel', 'isWanted', 'exitCode', 'output', 'outputBytes', 'fileSystems'],
  ...['docker', 'fullest', 'fullestPercent', 'inodesPercent', '__proto__', 'constructor', 'toString', 'ecsdeck'],
];
const words = [
  'looked',
  'changed',
  'unchanged',
  'unsupported',
  'failed',
  'chronyd',
  'install',
  'zone',
  '\u001b[2J',
  '\u202e',
  '$(reboot)',
  '',
];
const value = fc.oneof(
  fc.constantFrom(...words),
  fc.string({unit: 'binary'}),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(fc.constantFrom(...words), fc.anything())),
  fc.anything(),
);
const fields = fc.array(fc.tuple(fc.constantFrom(...names), value), {maxLength: 30}).map(pairs => Object.fromEntries(pairs));

/** A line that looks like an answer of a playbook, in part at most what one would be. */
function answerOf(id: string, rest: Readonly<Record<string, unknown>>): string {
  return `{"ecsdeck":${JSON.stringify(id)},${(JSON.stringify({result: 'looked', ...rest}) ?? '{}').slice(1)}`;
}

/** Asks everything of a playbook that is asked about a host; throws what it throws. */
function askAll(playbook: (typeof playbooks)[number], output: string): void {
  const values = {zone: 'Asia/Shanghai', source: 'amazon', mode: 'slew', images: 'unused', script: 'ZWNobw=='};
  const finding = playbook.read(output, values);
  const shown = [finding.summary, ...playbook.plan(finding, values), ...playbook.columns.map(column => column.text(finding))];
  const reason = playbook.cannot?.(finding);
  for (const text of reason === undefined ? shown : [...shown, reason]) expect(safeText(text)).toBe(text);
  expect(typeof playbook.isAsWanted(finding, values, undefined)).toBe('boolean');
  expect(finding.verdict).toMatch(/^[A-Z_]+$/);
  JSON.parse(JSON.stringify(finding));
}

describe.each(playbooks)('$id', playbook => {
  test('takes any output for what it is, and never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({unit: 'binary', maxLength: 3000})), output => askAll(playbook, output)));
  });

  test('takes an answer with any fields of any kind, whole or cut off', () => {
    fc.assert(
      fc.property(fields, fc.nat(3000), fc.string(), (rest, length, before) => {
        const line = answerOf(playbook.id, rest);
        askAll(playbook, `${before}\n${line}`);
        askAll(playbook, line.slice(0, length));
      }),
      {numRuns: 200},
    );
  });

  test.each([
    '',
    '{"ecsdeck":"',
    '{"ecsdeck":"other","result":"looked"}',
    `{"ecsdeck":"${playbook.id}","result":"perfect"}`,
    `{"ecsdeck":"${playbook.id}","result":"looked"`,
    `{"ecsdeck":"${playbook.id}"}`,
    '[]',
    'null',
  ])('cannot read %s', output => expect(playbook.read(output, {}).verdict).toBe('UNREADABLE'));

  test('says why where the system is not supported, and where it failed', () => {
    const unsupported = playbook.read(
      `{"ecsdeck":"${playbook.id}","result":"unsupported","system":"Bottlerocket","problem":"Not here."}`,
      {},
    );
    expect(unsupported).toMatchObject({verdict: 'UNSUPPORTED', summary: 'Not here.', values: {system: 'Bottlerocket'}});
    const failed = playbook.read(`{"ecsdeck":"${playbook.id}","result":"failed","problem":"No \\u001b[2J room."}`, {});
    expect(failed).toMatchObject({verdict: 'FAILED', tone: 'bad', summary: 'No ␛[2J room.'});
    expect(playbook.isAsWanted(failed, {}, undefined)).toBe(false);
  });
});

test('the first line that is an answer counts, not what a script printed after it', () => {
  const [shell] = playbooks.filter(({id}) => id === 'shell');
  const forged = '{"ecsdeck":"shell","result":"changed","exitCode":0,"output":"fine","outputBytes":4}';
  const output = `{"ecsdeck":"shell","result":"failed","problem":"The script ended with exit code 3.","exitCode":3}\n${forged}\n`;
  expect(shell?.read(output, {})).toMatchObject({verdict: 'FAILED', values: {exitCode: 3}});
});
