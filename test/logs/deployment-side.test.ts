// Which side of a deployment a task stands on, and what both sides write.

import {expect, test} from 'vitest';
import type {DeploymentMembers} from '../../src/domain/log-members.ts';
import {sideOf} from '../../src/logs/deployment-side.ts';
import {RevisionRates} from '../../src/logs/revision-rates.ts';
import {aTask} from '../domain/fixtures.ts';
import {lineAt} from './lines.ts';

const since = 1_000_000;
const sides = (tasks: readonly ReturnType<typeof aTask>[], deployment: DeploymentMembers) =>
  tasks.map(one => sideOf(one, tasks, deployment));

test('tasks that say which deployment started them are told by it, also with the same definition', () => {
  const deployment = {target: {id: '2', taskDefinitionArn: 'api:7'}, sources: [{id: '1', taskDefinitionArn: 'api:7'}], since};
  const tasks = ['ecs-svc/2', 'ecs-svc/1', 'ecs-svc/9'].map(startedBy => aTask({startedBy, taskDefinitionArn: 'api:7'}));
  expect(sides(tasks, deployment)).toEqual(['new', 'old', undefined]);
});

test('else by their definitions, and those of other revisions are left out', () => {
  const deployment = {target: {id: 'a', taskDefinitionArn: 'api:7'}, sources: [{id: 'b', taskDefinitionArn: 'api:6'}], since};
  const tasks = ['api:7', 'api:6', 'api:8'].map(taskDefinitionArn => aTask({startedBy: 'ecs-svc/4', taskDefinitionArn}));
  expect(sides(tasks, deployment)).toEqual(['new', 'old', undefined]);
});

test('where nothing else tells them, by when they were created', () => {
  const deployment = {target: {id: 'a', taskDefinitionArn: 'api:7'}, sources: [{id: 'b', taskDefinitionArn: 'api:7'}], since};
  const tasks = [since, since - 1].map(createdAt => aTask({createdAt, startedBy: 'x', taskDefinitionArn: 'api:7'}));
  expect(sides(tasks, deployment)).toEqual(['new', 'old']);
});

test('rates are a minute, over the last five minutes in which a side wrote', () => {
  const rates = new RevisionRates();
  expect(rates.rate('new')).toBeUndefined();
  // Ten minutes, first ten lines a minute, then one a second of which each tenth is an error.
  rates.take(
    'old',
    Array.from({length: 50}, (_, index) => lineAt(index * 6_000, 'INFO order placed')),
  );
  rates.take(
    'old',
    Array.from({length: 301}, (_, index) => lineAt(300_000 + index * 1_000, index % 10 === 0 ? 'ERROR no' : 'INFO yes')),
  );
  expect(rates.rate('old')?.lines).toBeCloseTo(60, 0);
  expect(rates.rate('old')?.errors).toBeCloseTo(6, 0);
  rates.take('new', [lineAt(900_000, 'INFO begun')]);
  expect(rates.rate('new')).toEqual({lines: 6, errors: 0});
});

test('a pattern is new where the old side has lines and none of it', () => {
  const rates = new RevisionRates();
  expect(rates.isNew('order <n> placed')).toBe(false);
  rates.take('old', [lineAt(0, 'order 12 placed')]);
  expect(rates.isNew('order <n> placed')).toBe(false);
  expect(rates.isNew('order <n> lost')).toBe(true);
});
