// `ecsdeck logs`: which lines, in which form, and how it ends.

import {Writable} from 'node:stream';
import {expect, test} from 'vitest';
import type {TaskDefinition} from '../../src/domain/task-definition.ts';
import {parseArguments} from '../../src/headless/arguments.ts';
import {aCluster, aContainer, aContainerDefinition, aDefinition, aService, aStoppedTask, aTask, minute, now} from '../domain/fixtures.ts';
import {LogServer} from '../logs/log-server.ts';
import {ran} from './world.ts';

const prefix = 'arn:aws:ecs:ap-southeast-1:111122223333';
const id = '0eff735f5aa104eb0a115f0ab8069944';
const stoppedId = 'aa11735f5aa104eb0a115f0ab8069944';
const taskArn = (task: string) => `${prefix}:task/erp/${task}`;
const ofTask = (task: string) => ({arn: taskArn(task), id: task, containers: [aContainer({taskArn: taskArn(task)})]});

function world(definition: TaskDefinition = aDefinition()) {
  const logs = new LogServer(
    () => now + 10 * minute,
    () => 0.5,
  );
  logs.write(`srvweb/web/${id}`, now - 5 * minute, 'second');
  logs.write(`srvweb/web/${stoppedId}`, now - 6 * minute, 'first');
  logs.write(`srvweb/web/${id}`, now - 60 * minute, 'long ago');
  logs.write(`srvweb/web/${id}`, now + minute, 'from a fast clock');
  return {
    clusters: [aCluster()],
    services: [aService({arn: `${prefix}:service/erp/srvweb`, name: 'srvweb'})],
    tasks: [aTask(ofTask(id)), aStoppedTask(ofTask(stoppedId))],
    definitions: [definition],
    logs,
  };
}

test('the lines of a service, stopped tasks too, in the order of time', async () => {
  const ended = await ran('logs srvweb --cluster erp', world());
  expect(ended).toMatchObject({code: 0, stderr: '', isClosed: true});
  expect(ended.stdout.trimEnd().split('\n')).toEqual([
    '2026-03-01T13:54:00.000Z  aa11735f  web  first',
    '2026-03-01T13:55:00.000Z  0eff735f  web  second',
    '2026-03-01T14:01:00.000Z  0eff735f  web  from a fast clock',
  ]);
});

test('--since reaches back', async () => {
  expect((await ran('logs srvweb --cluster erp --since 2h', world())).stdout).toContain('long ago');
});

test.each([
  ['an id', id],
  ['its beginning', id.slice(0, 9)],
  ['an ARN', taskArn(id)],
])('a task by %s', async (_, target) => {
  const {stdout} = await ran(`logs ${target} --cluster erp`, world());
  expect(stdout).toContain('second');
  expect(stdout).not.toContain('first');
});

test('a stopped task by its id', async () => {
  const {stdout} = await ran(`logs ${stoppedId} --cluster erp`, world());
  expect(stdout).toContain('first');
  expect(stdout).not.toContain('second');
});

test('--grep keeps what matches, and says when it is no regular expression', async () => {
  expect((await ran('logs srvweb --cluster erp --grep ^sec', world())).stdout.trimEnd().split('\n')).toHaveLength(1);
  expect((await ran('logs srvweb --cluster erp --grep sec(', world())).stderr).toContain('searched as plain text');
});

test('a hostile line acts on no terminal, in both forms', async () => {
  const hostile = world();
  const message = 'good\rEVIL\u001b]52;c;AAAA\u0007\u009b2J\u202e\nnext';
  hostile.logs.write(`srvweb/web/${id}`, now, message);
  for (const form of ['text', 'json']) {
    const {stdout} = await ran(`logs srvweb --cluster erp -o ${form}`, hostile);
    expect(stdout).not.toMatch(/[\u001b\u0007\u009b\u202e\r]/);
  }
  const {stdout} = await ran('logs srvweb --cluster erp -o json', hostile);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  expect(lines.find(line => line.message === message)).toMatchObject({task: id, container: 'web', group: 'erp-log'});
});

test('what has no log here is told with the reason', async () => {
  const log = {driver: 'splunk', options: {}};
  const ended = await ran('logs srvweb --cluster erp', world(aDefinition({containers: [aContainerDefinition({log})]})));
  expect(ended).toMatchObject({code: 1, stdout: ''});
  expect(ended.stderr).toContain('ontainer web has no lines here: splunk: not in CloudWatch Logs');
});

test('what is neither a service nor a task is told', async () => {
  expect(await ran('logs srvwbe --cluster erp', world())).toMatchObject({code: 1, stderr: expect.stringContaining('There are srvweb')});
});

test.each([
  ['logs --cluster erp', 'needs a service or a task'],
  ['logs srvweb', 'needs --cluster'],
  ['logs srvweb --cluster erp --since soon', '--since cannot be "soon"'],
  ['logs srvweb --cluster erp -o wide', 'logs cannot print wide'],
  ['get services --cluster erp -o text', 'get cannot print text'],
])('%s is a mistake', async (line, said) => {
  const request = parseArguments(line.split(' '));
  expect(request).toMatchObject({type: 'usage', message: expect.stringContaining(said)});
});

test('following prints lines once as they come, until it is ended', async () => {
  const stop = new AbortController();
  const following = world();
  let count = 0;
  const seen: string[] = [];
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      seen.push(String(chunk));
      count += 1;
      if (count === 1) following.logs.write(`srvweb/web/${id}`, now + 2 * minute, 'came later');
      if (seen.join('').includes('came later')) stop.abort(new Error('enough'));
      done();
    },
  });
  expect(await ran('logs srvweb --cluster erp --follow', {...following, stdout, signal: stop.signal})).toMatchObject({code: 0});
  expect(seen.join('').match(/first|second|came later/g)).toEqual(['first', 'second', 'came later']);
});

test('a reader that has gone, as head does, ends the following without a word', async () => {
  const stdout = new Writable({
    write(_chunk, _encoding, done) {
      done(Object.assign(new Error('write EPIPE'), {code: 'EPIPE'}));
    },
  });
  expect(await ran('logs srvweb --cluster erp --follow', {...world(), stdout})).toMatchObject({code: 0, stderr: '', isClosed: true});
});
