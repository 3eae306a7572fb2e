// `E`: what is in front, whole, in the person's own editor.

import {PutLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {RegisterTaskDefinitionCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {type LaunchOptions, launch, type Story} from '../harness/launch.ts';
import {logsOf} from './opened-logs.ts';

async function withSecret(options: LaunchOptions = {}): Promise<Story> {
  const app = await launch({columns: 80, rows: 24, ...options});
  const environment = [
    {name: 'DB_PASSWORD', value: 'correct-horse'},
    {name: 'HOSTILE', value: 'a\u001b]52;c;ZXZpbA==\u0007b\u009bc'},
  ];
  const containerDefinitions = [{name: 'web', image: 'web:1', memory: 64, environment}];
  await app.colleague.send(new RegisterTaskDefinitionCommand({family: 'vault', containerDefinitions}));
  await app.goto('revisions vault');
  return app;
}

const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

test('the raw JSON is whole and still JSON, with secrets masked until v', async () => {
  const app = await withSecret();
  await app.press('y', 'E');
  app.sees('read in nano, its file is removed');
  await app.press('v', 'E');
  const [masked, revealed] = app.edited;
  expect(masked?.name).toBe('task-definition-vault-1.json');
  expect(JSON.parse(masked?.content ?? '')).toMatchObject({
    taskDefinition: {family: 'vault', containerDefinitions: [{environment: [{name: 'DB_PASSWORD'}, {}]}]},
  });
  expect(masked?.content).not.toContain('correct-horse');
  expect(masked?.content).not.toMatch(control);
  expect(revealed?.content).toContain('correct-horse');
});

test('the details are whole, also what does not fit the screen, with secrets masked until v', async () => {
  const app = await withSecret();
  await app.press('d', 'E');
  app.doesNotSee('DB_PASSWORD');
  await app.press('v', 'E');
  const [masked, revealed] = app.edited;
  expect(masked?.name).toBe('task-definition-vault-1.txt');
  expect(masked?.content).toMatch(/^# details of task definition "vault:1", secrets masked\n.*\n#\n# for reading: changes are discarded/);
  expect(masked?.content).toMatch(/DB_PASSWORD +•+/);
  expect(masked?.content).toContain('␛]52;c;ZXZpbA==␇b<U+009B>c');
  expect(masked?.content).not.toContain('correct-horse');
  expect(masked?.content).not.toMatch(control);
  expect(revealed?.content).toMatch(/DB_PASSWORD +correct-horse/);
});

test('the logs are all lines that pass the filter, as s saves them', async () => {
  const app = await logsOf('srvweb', 'erp', {columns: 80, rows: 24});
  await app.press('/');
  await app.type('!200');
  await app.enter();
  await app.press('E', 's');
  const [opened] = app.edited;
  const [saved = ''] = app.saved.values();
  expect(saved.split('\n').length).toBeGreaterThan(24);
  expect(opened?.name).toBe('srvweb-logs.log');
  expect(opened?.content.split('\n').slice(5).join('\n').trimEnd()).toBe(saved.trimEnd());
  expect(opened?.content).toContain(
    `# logs of "srvweb": ${saved.split('\n').filter(line => /^\d/.test(line)).length} lines, secrets masked`,
  );
});

test('no line of a stranger stands where vim looks for settings', async () => {
  const app = await logsOf('srvweb', 'erp');
  const followed = app.requests.findLast(({operation}) => operation === 'FilterLogEvents')?.body ?? '{}';
  const [logStreamName] = JSON.parse(followed).logStreamNames;
  const logEvents = Array.from({length: 9}, (_, index) => ({timestamp: app.clock.now() + index, message: 'vim: set shell=evil :'}));
  await app.colleagueLogs.send(new PutLogEventsCommand({logGroupName: 'taskweb', logStreamName, logEvents}));
  await app.pass(15);
  await app.press('/');
  await app.type('shell=evil');
  await app.enter();
  await app.press('E');
  const lines = app.edited[0]?.content.trim().split('\n') ?? [];
  const all = app.edited[0]?.content.split('\n').slice(0, -1) ?? [];
  expect(lines.filter(line => line.endsWith('vim: set shell=evil :'))).toHaveLength(9);
  expect([...all.slice(0, 5), ...all.slice(-5)].join()).not.toContain('vim');
});

test.each([
  ['missing', 'the editor nano of EDITOR is not on the PATH of this host. Set EDITOR anew.'],
  ['changes', 'it was for reading: what was changed in nano is discarded'],
  ['returns at once', 'one with a window of its own must wait, as "code -w" does'],
] as const)('an editor that is %s is told of', async (editor, words) => {
  const app = await withSecret({columns: 160, editor});
  await app.press('y', 'E');
  app.sees(words, '"name": "web"');
});

test('on a table and on the help there is nothing to open', async () => {
  const app = await launch();
  await app.press('E', '?', 'E');
  expect(app.edited).toEqual([]);
});
