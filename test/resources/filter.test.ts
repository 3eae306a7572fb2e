import {expect, test} from 'vitest';
import {parseFilter} from '../../src/resources/filter.ts';

const titles = ['NAME', 'STATUS', 'TASKS', 'TASK DEFINITION', 'ADDRESS'];
const web = ['srvweb', 'ACTIVE', '2/2', 'taskweb:8', '10.0.0.1:8080'];
const worker = ['srvworker', 'DRAINING', '0/1', 'taskworker:12', ''];

function passing(input: string): readonly string[] {
  const filter = parseFilter(input, titles);
  return [web, worker].filter(cells => filter.matches(cells, cells.join('\n'))).map(([name]) => name ?? '');
}

test.each([
  ['', ['srvweb', 'srvworker']],
  ['web', ['srvweb']],
  ['srv active', ['srvweb']],
  ['!web', ['srvworker']],
  ['srv !drain', ['srvweb']],
  ['^srvw.*er$', ['srvworker']],
  ['status:drain', ['srvworker']],
  ['stat:active', ['srvweb']],
  ['!status:drain', ['srvweb']],
  ['tasks:^0', ['srvworker']],
])('/%s lets pass %j', (input, expected) => {
  expect(passing(input)).toEqual(expected);
});

test('a column means that column only', () => {
  expect(passing('name:active')).toEqual([]);
});

test('an exact title goes before one that merely begins so', () => {
  expect(passing('task:taskweb')).toEqual([]);
  expect(passing('tasks:2/2')).toEqual(['srvweb']);
});

test('a colon without such a column is part of the text', () => {
  expect(passing('taskweb:8')).toEqual(['srvweb']);
  expect(passing('10.0.0.1:8080')).toEqual(['srvweb']);
});

test('capitals in a term make it distinguish capitals', () => {
  expect(passing('active')).toEqual(['srvweb']);
  expect(passing('Active')).toEqual([]);
  expect(passing('ACTIVE')).toEqual(['srvweb']);
});

test('an escape of a regular expression is no capital', () => {
  expect(passing('SRV\\D')).toEqual([]);
  expect(passing('active\\S*')).toEqual(['srvweb']);
});

test('terms that are still being typed let everything pass', () => {
  for (const input of ['!', 'status:', '!status:', '  ']) {
    expect(passing(input)).toHaveLength(2);
    expect(parseFilter(input, titles).isEmpty).toBe(true);
  }
});

test('what is no regular expression is searched for as it stands, and says so', () => {
  const filter = parseFilter('web(', titles);
  expect(filter.problem).toMatch(/web\(/);
  expect(filter.matches(['web(1)'], 'web(1)')).toBe(true);
  expect(filter.matches(web, web.join('\n'))).toBe(false);
  expect(parseFilter('web', titles).problem).toBeUndefined();
});
