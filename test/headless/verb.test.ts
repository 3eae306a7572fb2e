// A command without a screen: nothing is sent unless it may be, was confirmed, and is recorded.

import {describe, expect, test} from 'vitest';
import {AccessDenied, OutcomeUnknown, Unreachable} from '../../src/domain/errors.ts';
import type {Service} from '../../src/domain/service.ts';
import {aCluster, aService, aServiceDeployment, aTask} from '../domain/fixtures.ts';
import {ran} from './world.ts';

const prefix = 'arn:aws:ecs:ap-southeast-1:111122223333';
const named = (name: string, parts: Partial<Service> = {}) =>
  aService({arn: `${prefix}:service/erp/${name}`, name, launchType: 'FARGATE', ...parts});
const world = {clusters: [aCluster()], services: [named('srvweb'), named('api')]};

test('scale sends the count after the preview, and records before and after', async () => {
  const {code, stdout, stderr, sent, audit} = await ran('scale srvweb 4 --cluster erp --yes', world);
  expect({code, stderr, sent}).toEqual({code: 0, stderr: '', sent: ['scale srvweb 4']});
  expect(stdout).toMatch(/^srvweb: 2 → 4 tasks\n {4}now: 2 desired/);
  expect(stdout).toContain('accepted, request r-1');
  expect(audit.map(({phase, result}) => [phase, result])).toEqual([
    ['intent', undefined],
    ['outcome', 'accepted'],
  ]);
});

test('a dry run sends nothing, and may be done read-only', async () => {
  const ended = await ran('scale srvweb 4 --cluster erp --dry-run', {...world, mode: 'read-only'});
  expect(ended).toMatchObject({code: 0, sent: [], audit: []});
  expect(ended.stdout).toContain('srvweb: 2 → 4 tasks');
});

describe('refused with 3, and nothing was sent', () => {
  test('read-only', async () => {
    const ended = await ran('scale srvweb 4 --cluster erp --yes', {...world, mode: 'read-only'});
    expect(ended).toMatchObject({code: 3, sent: [], stdout: ''});
    expect(ended.stderr).toContain('--write');
    // Before anything is read: the unknown cluster is not even looked for.
    expect(await ran('scale srvweb 4 --cluster nope --yes', {...world, mode: 'read-only'})).toMatchObject({code: 3});
  });

  test('no terminal to ask at', async () => {
    const ended = await ran('scale srvweb 4 --cluster erp', world);
    expect(ended).toMatchObject({code: 3, sent: []});
    expect(ended.stderr).toContain('--yes');
  });

  test.each(['', '\n', 'n\n', 'srvweb\n'])('the answer %j', async typed => {
    expect(await ran('scale srvweb 4 --cluster erp', {...world, typed})).toMatchObject({code: 3, sent: []});
  });

  test('a y that was typed or pasted before the question', async () => {
    expect(await ran('scale srvweb 4 --cluster erp', {...world, typedAhead: 'y\ny\n', typed: ''})).toMatchObject({code: 3, sent: []});
  });

  test('y where a phrase is wanted', async () => {
    expect(await ran('scale srvweb 0 --cluster erp', {...world, typed: 'y\n'})).toMatchObject({code: 3, sent: []});
    expect(await ran('scale srvweb 4 --cluster erp', {...world, isProduction: true, typed: 'y\n'})).toMatchObject({code: 3, sent: []});
  });

  test('an audit log that cannot be written', async () => {
    const ended = await ran('scale srvweb 4 --cluster erp --yes', {...world, isAuditBroken: true});
    expect(ended).toMatchObject({code: 3, sent: []});
    expect(ended.stderr).toContain('not sent: the audit log cannot be written');
  });

  test('a service that was changed between the preview and the sending', async () => {
    let reads = 0;
    const describeServices = async () => ({rows: [named('srvweb', {desired: ++reads > 2 ? 3 : 2})], failures: []});
    const ended = await ran('scale srvweb 4 --cluster erp --yes', {...world, overrides: {describeServices}});
    expect(ended).toMatchObject({code: 3, sent: []});
    expect(ended.stderr).toContain('desired count 2 → 3');
  });

  test('a DAEMON service', async () => {
    const services = [named('agent', {schedulingStrategy: 'DAEMON'})];
    expect(await ran('scale agent 4 --cluster erp --yes', {...world, services})).toMatchObject({code: 3, sent: []});
  });
});

describe('confirmed on a terminal', () => {
  test('y', async () => {
    expect(await ran('scale srvweb 4 --cluster erp', {...world, typed: 'y\n'})).toMatchObject({code: 0, sent: ['scale srvweb 4']});
  });

  test('the phrase', async () => {
    expect(await ran('scale srvweb 0 --cluster erp', {...world, typed: 'zero srvweb\n'})).toMatchObject({
      code: 0,
      sent: ['scale srvweb 0'],
    });
  });
});

describe('several targets', () => {
  test('each is sent once, even when it was named twice', async () => {
    const {code, sent} = await ran('scale srvweb api srvweb +1 --cluster erp --yes', world);
    expect({code, sent}).toEqual({code: 0, sent: ['scale srvweb 3', 'scale api 3']});
  });

  test('one that AWS refuses makes it 5, and the other is told as done', async () => {
    const change = async (target: string) => {
      if (target === 'api') throw new AccessDenied('ecs:UpdateService', 'you may not scale api', 'Ask for ecs:UpdateService.');
      return {requestId: 'r-2'};
    };
    const ended = await ran('scale srvweb api 3 --cluster erp --yes', {...world, change});
    expect(ended.code).toBe(5);
    expect(ended.stdout).toContain('srvweb: 2 → 3 tasks: accepted');
    expect(ended.stderr).toBe('api: 2 → 3 tasks: failed: you may not scale api. Ask for ecs:UpdateService.\n');
  });

  test('one that is left alone makes it 5 too', async () => {
    const services = [named('srvweb'), named('agent', {schedulingStrategy: 'DAEMON'})];
    const ended = await ran('scale srvweb agent 3 --cluster erp --yes', {...world, services});
    expect(ended).toMatchObject({code: 5, sent: ['scale srvweb 3']});
    expect(ended.stdout).toContain('agent is left alone');
  });
});

describe('no answer to a change', () => {
  const lost = () => Promise.reject(new OutcomeUnknown('no answer within 15 s', 'Look at it before you try again.'));
  const results = ({audit}: {readonly audit: readonly {readonly result?: string}[]}) => audit.flatMap(({result}) => result ?? []);

  test('is read again and never sent again; without a sign of it that is a failure', async () => {
    const ended = await ran('scale srvweb 3 --cluster erp --yes', {...world, change: lost});
    expect(ended).toMatchObject({code: 1, sent: ['scale srvweb 3']});
    expect(ended.stderr).toContain('not known whether it happened');
    expect(ended.stderr).toContain('no sign of it');
    expect(results(ended)).toEqual(['unknown', 'never arrived']);
  });

  test('is done when reading shows that it has happened', async () => {
    let desired = 2;
    const describeServices = async () => ({rows: [named('srvweb', {desired})], failures: []});
    const change = () => {
      desired = 3;
      return lost();
    };
    const ended = await ran('scale srvweb 3 --cluster erp --yes', {...world, change, overrides: {describeServices}});
    expect(ended).toMatchObject({code: 0, sent: ['scale srvweb 3']});
    expect(ended.stderr).toContain('it has happened');
    expect(results(ended)).toEqual(['unknown', 'arrived']);
  });

  test('stays unknown when nothing can be read any more, and the call ends', async () => {
    let isDown = false;
    const describeServices = async () => {
      if (isDown) throw new Unreachable('no connection', 'Look at the network.');
      return {rows: [named('srvweb')], failures: []};
    };
    const change = () => {
      isDown = true;
      return lost();
    };
    const ended = await ran('scale srvweb 3 --cluster erp --yes', {...world, change, overrides: {describeServices}});
    expect(ended).toMatchObject({code: 1, sent: ['scale srvweb 3']});
    expect(ended.stderr).toContain('still not known');
  });
});

describe('naming the target', () => {
  const tasks = ['aaaa1111', 'aaaa2222', 'bbbb1111'].map(id => aTask({id, arn: `${prefix}:task/erp/${id}`}));

  test('the beginning of an id, when it is the only one', async () => {
    expect(await ran('stop bbbb --cluster erp --yes', {...world, tasks})).toMatchObject({
      code: 0,
      sent: [`stop ${prefix}:task/erp/bbbb1111`],
    });
    const ambiguous = await ran('stop aaaa --cluster erp --yes', {...world, tasks});
    expect(ambiguous).toMatchObject({code: 3, sent: []});
    expect(ambiguous.stderr).toContain('the beginning of 2 tasks');
  });

  test('an ARN', async () => {
    expect(await ran(`stop ${prefix}:task/erp/aaaa2222 --cluster erp --yes`, {...world, tasks})).toMatchObject({
      code: 0,
      sent: [`stop ${prefix}:task/erp/aaaa2222`],
    });
  });

  test('a name that is not there is told with the nearest', async () => {
    const ended = await ran('scale srvwbe 3 --cluster erp --yes', world);
    expect(ended).toMatchObject({code: 1, sent: []});
    expect(ended.stderr).toBe('ecsdeck: there is no service "srvwbe" in ap-southeast-1. There are srvweb, api.\n');
  });

  test('an answer that is none is a mistake in the usage', async () => {
    expect(await ran('scale srvweb many --cluster erp --yes', world)).toMatchObject({code: 2, sent: []});
  });
});

describe('a deployment in progress', () => {
  const source = {revisionArn: 'r1', taskDefinitionArn: `${prefix}:task-definition/taskweb:7`, requested: 2, running: 2, pending: 0};
  const pause = {id: 'ecs-pause-1', type: 'PAUSE', status: 'AWAITING_ACTION'};
  const deployment = aServiceDeployment({
    arn: `${prefix}:service-deployment/erp/srvweb/d1`,
    status: 'IN_PROGRESS',
    lifecycleStage: 'POST_SCALE_UP',
    hooks: [pause],
    sources: [source],
  });
  const deploying = {...world, deployments: [deployment]};

  test('rollback names what is left and what comes back, and sends the deployment', async () => {
    const {code, stdout, sent, audit} = await ran('rollback srvweb --cluster erp --yes', deploying);
    expect({code, sent}).toEqual({code: 0, sent: [`roll back ${deployment.arn}`]});
    expect(stdout).toContain('srvweb: roll back taskweb:8 → taskweb:7');
    expect(stdout).toContain('cannot be undone');
    expect(audit[0]).toMatchObject({command: 'service.roll-back', before: {deployment: 'd1', status: 'IN_PROGRESS'}});
  });

  test('continue answers the hook that it waits at', async () => {
    const {code, stdout, sent} = await ran('continue srvweb --cluster erp --yes', deploying);
    expect({code, sent}).toEqual({code: 0, sent: [`continue ${deployment.arn} ecs-pause-1`]});
    expect(stdout).toContain('next: test traffic moves to taskweb:8');
  });

  test('is asked for before, and left alone without a y', async () => {
    expect(await ran('rollback srvweb --cluster erp', {...deploying, typed: 'n\n'})).toMatchObject({code: 3, sent: []});
    expect(await ran('rollback srvweb --cluster erp --dry-run', {...deploying, mode: 'read-only'})).toMatchObject({code: 0, sent: []});
    expect(await ran('rollback srvweb --cluster erp --yes', {...deploying, mode: 'read-only'})).toMatchObject({code: 3, sent: []});
  });

  test.each(['rollback', 'continue'])('%s is refused with 3 where there is none', async verb => {
    const over = {...world, deployments: [aServiceDeployment({sources: [source]})]};
    const ended = await ran(`${verb} srvweb --cluster erp --yes`, over);
    expect(ended).toMatchObject({code: 3, sent: []});
    expect(ended.stderr).toContain('no deployment of srvweb is in progress: that of taskweb:8 is over (successful)');
  });

  test('--wait tells how far the way back is, and ends with it', async () => {
    const readings = ['IN_PROGRESS', 'IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'ROLLBACK_SUCCESSFUL'];
    let reads = 0;
    const describeServiceDeployments = async () => {
      const status = readings[Math.min(reads++, readings.length - 1)] ?? '';
      return {rows: [{...deployment, status}], failures: []};
    };
    const overrides = {describeServiceDeployments};
    const {code, stderr} = await ran('rollback srvweb --cluster erp --yes --wait', {...deploying, overrides});
    expect(code).toBe(0);
    expect(stderr).toMatch(/rolling back to taskweb:7\n.*done: back at taskweb:7/);
  });
});

describe('--wait stays until', () => {
  /** A service that reads differently each time: `readings` in turn, then the last of them. */
  function changing(...readings: readonly Partial<Service>[]) {
    let reads = 0;
    const describeServices = async () => {
      const parts = readings[Math.min(reads, readings.length - 1)];
      reads += 1;
      return {rows: [named('srvweb', parts)], failures: []};
    };
    return {...world, overrides: {describeServices}};
  }
  const before = {desired: 2, running: 2};

  test('it is steady, and tells how it goes', async () => {
    const {code, stderr, sent} = await ran(
      'scale srvweb 4 --cluster erp --yes --wait',
      changing(
        before,
        before,
        before,
        {desired: 4, running: 2, pending: 2},
        {desired: 4, running: 3, pending: 1},
        {desired: 4, running: 4},
      ),
    );
    expect({code, sent}).toEqual({code: 0, sent: ['scale srvweb 4']});
    expect(stderr).toMatch(/srvweb: 2\/4 .*\nsrvweb: 3\/4 .*\nsrvweb: done: /);
  });

  test('somebody sets it otherwise, which is a failure', async () => {
    const {code, stderr} = await ran(
      'scale srvweb 4 --cluster erp --yes --wait',
      changing(before, before, before, {desired: 4, running: 2, pending: 2}, {desired: 7, running: 4}),
    );
    expect(code).toBe(1);
    expect(stderr).toContain('srvweb: failed: someone or auto scaling set the desired count to 7');
  });

  test('its patience ends', async () => {
    const {code, stderr} = await ran(
      'scale srvweb 4 --cluster erp --yes --wait',
      changing(before, before, before, {desired: 4, running: 2, pending: 2}),
    );
    expect(code).toBe(1);
    expect(stderr).toContain('is not steady after 30 minutes');
  });

  test('nothing, when nothing happened', async () => {
    const ended = await ran('scale srvweb 4 --cluster erp --yes --wait', {
      ...world,
      change: () => Promise.reject(new AccessDenied('ecs:UpdateService', 'denied: ecs:UpdateService', 'Ask for it.')),
    });
    expect(ended).toMatchObject({code: 1, stderr: expect.stringContaining('denied: ecs:UpdateService')});
    expect(ended.stderr).not.toContain('done');
  });
});
