// The way of a change from the key to the outcome.

import {describe, expect, test} from 'vitest';
import {aDeployment, aService, aServiceDeployment} from '../../domain/fixtures.ts';
import {stage} from './runner-stage.ts';

describe('a change goes through', () => {
  test('question, preview on fresh state, y, audit before and after, notice', async () => {
    const deck = stage();
    deck.runner.start('service.scale', [deck.services[0]?.arn ?? '']);
    expect(deck.dialogs.at(-1)).toMatchObject({type: 'ask', input: '2'});
    deck.setService({running: 1}); // The table is older than this.
    deck.runner.answer('5');
    expect(deck.confirmation().phase).toBe('reading');
    await deck.runner.idle();
    expect(deck.confirmation()).toMatchObject({phase: 'ready', confirmation: {type: 'key'}});
    expect(deck.preview()).toContain('srvweb: 2 → 5 tasks');
    expect(deck.preview()).toContain('1 running');
    expect(deck.sent).toEqual([]);
    await deck.confirm();
    expect(deck.sent).toEqual(['scale srvweb 5']);
    expect(deck.dialogs.at(-1)).toBeUndefined();
    expect(deck.notices).toEqual(['srvweb: 2 → 5 tasks: accepted. u takes it back']);
    expect(deck.audit.map(({phase, result, requestId}) => ({phase, result, requestId}))).toEqual([
      {phase: 'intent', result: undefined, requestId: undefined},
      {phase: 'outcome', result: 'accepted', requestId: 'request-1'},
    ]);
    expect(deck.audit[0]).toMatchObject({summary: 'srvweb: 2 → 5 tasks', wanted: {type: 'to', count: 5}, actor: {account: '111122223333'}});
    expect(deck.audit[0]?.change).toBe(deck.audit[1]?.change);
  });

  test('a step counts from the state that is read, and not from the table', async () => {
    const deck = stage();
    deck.runner.start('service.scale', [deck.services[0]?.arn ?? '']);
    deck.setService({desired: 4});
    deck.runner.answer('+2');
    await deck.runner.idle();
    await deck.confirm();
    expect(deck.sent).toEqual(['scale srvweb 6']);
  });

  test('progress is followed until the service is steady', async () => {
    const deck = stage();
    await deck.scale('3');
    await deck.confirm();
    expect(deck.change()).toMatchObject({state: 'sent'});
    deck.setService({desired: 3, running: 2, pending: 1});
    await deck.clock.advance(5000);
    expect(deck.change()).toMatchObject({state: 'progressing', done: 2, total: 3});
    deck.setService({running: 3, pending: 0});
    await deck.clock.advance(5000);
    expect(deck.change()).toMatchObject({state: 'steady'});
    const reads = deck.calls.length;
    await deck.clock.advance(60_000);
    expect(deck.calls.length).toBe(reads);
  });

  test('a redeployment that the circuit breaker ends is told as failed', async () => {
    const deck = stage();
    deck.runner.start('service.redeploy', [deck.services[0]?.arn ?? '']);
    await deck.runner.idle();
    await deck.confirm();
    deck.setService({
      deployments: [
        aDeployment({id: 'ecs-svc/2', rolloutState: 'FAILED', rolloutReason: 'tasks failed to start'}),
        aDeployment({status: 'ACTIVE'}),
      ],
    });
    await deck.clock.advance(5000);
    expect(deck.change()).toMatchObject({state: 'failed', note: expect.stringContaining('tasks failed to start')});
  });
});

describe('another Region', () => {
  test('ends the following, and what was done in the old one is not undone in it', async () => {
    const deck = stage();
    await deck.scale('5');
    await deck.confirm();
    deck.leaveRegion();
    const reads = deck.calls.length;
    await deck.clock.advance(60_000);
    expect(deck.calls.length).toBe(reads);
    expect(deck.change()).toMatchObject({note: expect.stringContaining('not followed any more')});
    deck.runner.undoLast();
    await deck.runner.idle();
    expect(deck.notices.at(-1)).toContain('cannot be undone from another account or Region');
    expect(deck.sent).toHaveLength(1);
  });

  test('the end of the program ends the following', async () => {
    const deck = stage();
    await deck.scale('5');
    await deck.confirm();
    deck.runner.dispose();
    const reads = deck.calls.length;
    await deck.clock.advance(60_000);
    expect(deck.calls.length).toBe(reads);
    expect(deck.bugs).toEqual([]);
  });
});

describe('a command that reads more than its row', () => {
  const deployment = aServiceDeployment({
    status: 'IN_PROGRESS',
    sources: [{revisionArn: 'r1', taskDefinitionArn: aService().taskDefinitionArn, requested: 2, running: 1, pending: 0}],
  });
  const rollback = (deck: ReturnType<typeof stage>) => deck.runner.start('service.roll-back', [aService().arn]);
  const reads = (deck: ReturnType<typeof stage>) => deck.calls.filter(call => call === 'describeServiceDeployments').length;

  test('does so for the preview, right before it is sent, and on the way', async () => {
    const deck = stage({services: [aService({currentDeploymentArn: deployment.arn})], deployments: [deployment]});
    rollback(deck);
    await deck.runner.idle();
    expect(reads(deck)).toBe(1);
    await deck.confirm();
    expect(deck.sent).toEqual([`roll back ${deployment.arn}`]);
    expect(reads(deck)).toBe(2);
    deck.deployments[0] = {...deployment, status: 'ROLLBACK_IN_PROGRESS'};
    await deck.clock.advance(5_000);
    expect(deck.change()).toMatchObject({state: 'progressing', done: 1, total: 2, note: 'rolling back to taskweb:8'});
    deck.deployments[0] = {...deployment, status: 'ROLLBACK_SUCCESSFUL'};
    await deck.clock.advance(5_000);
    expect(deck.change()).toMatchObject({state: 'steady', note: 'back at taskweb:8'});
    expect(deck.bugs).toEqual([]);
  });

  test('is refused by what it read, and nothing is sent', async () => {
    const deck = stage({
      services: [aService({currentDeploymentArn: deployment.arn})],
      deployments: [{...deployment, status: 'SUCCESSFUL'}],
    });
    rollback(deck);
    await deck.runner.idle();
    expect(deck.confirmation()).toMatchObject({phase: 'refused', problem: {message: expect.stringContaining('is over (successful)')}});
    await deck.confirm();
    expect(deck.sent).toEqual([]);
  });
});
