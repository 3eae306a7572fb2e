// The generated documents say what the declarations say, and nothing that they do not.

import {describe, expect, test} from 'vitest';
import {defineCommand} from '../../commands/command.ts';
import {commands} from '../../commands/registry.ts';
import {changePolicy, commandsDocument, generalKeys, readPolicy, withGenerated} from '../../scripts/documents.ts';
import {operationFacts, type ServiceId} from '../../src/aws/operations.ts';
import {text} from '../../src/domain/safe-text.ts';
import {playbooks} from '../../src/fleet/playbooks/registry.ts';
import {resources} from '../../src/resources/registry.ts';

const keepRow = defineCommand<'service', undefined>({
  id: 'service.keep',
  key: 'k',
  title: 'Keep',
  verb: 'keep',
  target: 'service',
  effect: 'change',
  needs: ['ecs:UpdateService', 'ecs:DescribeServices'],
  describe: row => text`${row.name}`,
  preview: async () => [],
  confirm: () => ({type: 'key'}),
  fingerprint: () => ({}),
  run: async () => ({requestId: ''}),
  hasArrived: () => true,
  progress: () => ({isDone: true, note: text``}),
});

describe('IAM policies', () => {
  test('the policy for changing names every action that a command needs, once, sorted', () => {
    const parsed = JSON.parse(changePolicy([keepRow, keepRow]));
    expect(parsed.Statement[0].Action).toEqual(['ecs:DescribeServices', 'ecs:UpdateService']);
  });

  test('the policy for looking always lets the program ask who it is', () => {
    expect(JSON.parse(readPolicy([])).Statement[0].Action).toEqual(['sts:GetCallerIdentity']);
  });

  const effects = (json: string) =>
    JSON.parse(json).Statement[0].Action.map((action: string) => {
      const [service, operation] = action.split(':');
      return [action, operationFacts(service as ServiceId, operation ?? '').effect];
    });

  test('all that the policy for looking allows is a read, as the wall in the SDK counts it', () => {
    expect(effects(readPolicy(resources, playbooks)).filter(([, effect]: readonly string[]) => effect !== 'read')).toEqual([]);
  });

  test('what the policy for changing adds is a change, as the wall in the SDK counts it', () => {
    expect(effects(changePolicy(commands, playbooks)).filter(([, effect]: readonly string[]) => effect !== 'change')).toEqual([]);
  });
});

test('what a playbook sends to hosts is in the policy for changing, and draining only where one drains', () => {
  const check = playbooks.filter(({drainsFirst}) => drainsFirst !== true);
  expect(JSON.parse(changePolicy([], check)).Statement[0].Action).toEqual(['ssm:CancelCommand', 'ssm:SendCommand']);
  expect(JSON.parse(changePolicy([], playbooks)).Statement[0].Action).toContain('ecs:UpdateContainerInstancesState');
});

test('a command appears with its verb and its key', () => {
  expect(commandsDocument([], [keepRow])).toContain(
    '| `keep` | `k` | service | changes | no | no | `ecs:UpdateService`, `ecs:DescribeServices` |',
  );
});

test('a bar as a key does not end its cell', () => {
  expect(generalKeys([{action: 'copy', keys: ['|'], title: 'copy', where: 'everywhere'}])).toContain('| `\\|` | copy |');
});

describe('parts between markers', () => {
  const document = 'before\n<!-- generated:keys -->\nold\n<!-- /generated -->\nafter\n';

  test('are replaced, and the rest stays', () => {
    expect(withGenerated(document, {keys: 'new'})).toBe('before\n<!-- generated:keys -->\nnew\n<!-- /generated -->\nafter\n');
  });

  test('replacing twice changes nothing more, whatever the new text holds', () => {
    const parts = {keys: 'costs $1 and $& more'};
    expect(withGenerated(withGenerated(document, parts), parts)).toBe(withGenerated(document, parts));
    expect(withGenerated(document, parts)).toContain('costs $1 and $& more');
  });

  test('a missing or open marker is an error that names it', () => {
    expect(() => withGenerated(document, {usage: ''})).toThrow('generated:usage');
    expect(() => withGenerated('<!-- generated:keys -->', {keys: ''})).toThrow('not closed');
  });
});
