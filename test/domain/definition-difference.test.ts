import {expect, test} from 'vitest';
import {definitionDifferences} from '../../src/domain/definition-difference.ts';
import type {ContainerDefinition, TaskDefinition} from '../../src/domain/task-definition.ts';
import {aContainerDefinition, aDefinition} from './fixtures.ts';

const withContainer = (parts: Partial<ContainerDefinition>) => aDefinition({containers: [aContainerDefinition(parts)]});

test('two of the same say nothing, whatever their numbers and tags are', () => {
  expect(definitionDifferences(aDefinition(), aDefinition({revision: 9, arn: 'other', tags: {a: 'b'}, registeredAt: 1}))).toEqual([]);
});

test.each<[string, string, readonly string[]]>([
  ['web:1', 'web:2', ['image web: 1 → 2']],
  ['r.example:5000/a/web:1', 'r.example:5000/a/web:2', ['image a/web: 1 → 2']],
  ['web:1', 'web@sha256:aa', ['image web: 1 → @sha256:aa']],
  ['web', 'web:2', ['image web → web:2']],
  ['web:1', 'website:1', ['image web:1 → website:1']],
  ['r.example:5000/web', 'r.example:5000/web', []],
])('image %s → %s', (before, after, words) => {
  expect(definitionDifferences(withContainer({image: before}), withContainer({image: after}))).toEqual(words);
});

test('variables: added, removed, changed; values only where they are no secrets', () => {
  const before = withContainer({
    environment: [
      {name: 'MODE', value: 'a'},
      {name: 'GONE', value: '1'},
      {name: 'API_KEY', value: 'hush'},
      {name: 'URL', value: 'https://example.com'},
    ],
  });
  const after = withContainer({
    environment: [
      {name: 'API_KEY', value: 'hush hush'},
      {name: 'MODE', value: 'b'},
      {name: 'NEW', value: '1'},
      {name: 'URL', value: 'https://user:hush@example.com'},
    ],
  });
  const words = definitionDifferences(before, after);
  expect(words).toEqual([
    'environment: MODE: a → b',
    'environment: GONE removed',
    'environment: API_KEY changed',
    'environment: URL changed',
    'environment: NEW added',
  ]);
});

test('containers that come and go, with their names where there are several', () => {
  const before: TaskDefinition = aDefinition({
    containers: [aContainerDefinition({name: 'app', memory: 512}), aContainerDefinition({name: 'old'})],
  });
  const after: TaskDefinition = aDefinition({
    containers: [aContainerDefinition({name: 'app', memory: 1024}), aContainerDefinition({name: 'new', image: 'x:1'})],
  });
  expect(definitionDifferences(before, after)).toEqual([
    'app: memory, MiB: 512 → 1024',
    'container old removed',
    'container new added: x:1',
  ]);
});

test('what belongs to the task, and lists whose values would fill the screen', () => {
  const after = aDefinition({cpu: 256, networkMode: 'awsvpc', taskRoleArn: 'role', volumes: ['data']});
  expect(definitionDifferences(aDefinition(), after)).toEqual([
    'task CPU units: none → 256',
    'network mode: bridge → awsvpc',
    'task role: none → role',
    'volumes changed',
  ]);
});

test('a hostile value acts on nothing, and a long one is cut', () => {
  const words = definitionDifferences(withContainer({healthCheck: 'x'}), withContainer({healthCheck: `\u001b[2J${'y'.repeat(500)}`}));
  expect(words.join()).not.toContain('\u001b');
  expect(words.join().length).toBeLessThan(120);
});
