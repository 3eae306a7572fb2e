// The way of a change from the key to the outcome, and everything that must stop it.

import {describe, expect, test} from 'vitest';
import {OutcomeUnknown, Refused, UserError} from '../../../src/domain/errors.ts';
import {aDeployment, aService, aTask} from '../../domain/fixtures.ts';
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

describe('a change is stopped', () => {
  test('in read-only mode, before anything is read, with the way out', async () => {
    const deck = stage({place: {mode: 'read-only'}});
    deck.runner.start('service.scale', [deck.services[0]?.arn ?? '']);
    expect(deck.dialogs).toEqual([]);
    expect(deck.notices[0]).toMatch(/read-only.*--write/);
    expect(deck.calls).toEqual([]);
  });

  test('when the command is disabled for the row, with its reason', () => {
    const deck = stage({services: [aService({schedulingStrategy: 'DAEMON'})]});
    deck.runner.start('service.scale', [deck.services[0]?.arn ?? '']);
    expect(deck.notices[0]).toContain('DAEMON');
    expect(deck.dialogs).toEqual([]);
  });

  test('when the row is gone by the time of the preview', async () => {
    const deck = stage();
    deck.runner.start('service.scale', [deck.services[0]?.arn ?? '']);
    deck.services.shift();
    deck.runner.answer('3');
    await deck.runner.idle();
    expect(deck.confirmation()).toMatchObject({phase: 'refused', problem: {message: expect.stringContaining('MISSING')}});
    await deck.confirm();
    expect(deck.sent).toEqual([]);
  });

  test.each([
    ['desired count 2 → 4', {desired: 4}],
    ['status ACTIVE → DRAINING', {status: 'DRAINING'}],
    ['deployment ecs-svc/1 → ecs-svc/2', {deployments: [aDeployment({id: 'ecs-svc/2'})]}],
  ])('when the target changed since the preview: %s', async (difference, parts) => {
    const deck = stage();
    await deck.scale('5');
    deck.setService(parts);
    await deck.confirm();
    expect(deck.sent).toEqual([]);
    expect(deck.audit).toEqual([]);
    expect(deck.confirmation()).toMatchObject({phase: 'refused', problem: {message: expect.stringContaining(difference)}});
  });

  test('when the audit log cannot be written', async () => {
    const deck = stage({
      onAudit() {
        throw new Refused('the audit log cannot be written (ENOSPC)', 'Make room.');
      },
    });
    await deck.scale('5');
    await deck.confirm();
    expect(deck.sent).toEqual([]);
    expect(deck.confirmation()).toMatchObject({phase: 'refused', problem: {message: expect.stringContaining('ENOSPC')}});
  });

  test('by leaving the dialog while it reads: what is read then opens nothing', async () => {
    const deck = stage();
    deck.runner.start('service.scale', [deck.services[0]?.arn ?? '']);
    deck.runner.answer('5');
    deck.runner.cancel();
    await deck.runner.idle();
    expect(deck.dialogs.at(-1)).toBeUndefined();
    await deck.confirm();
    expect(deck.sent).toEqual([]);
    expect(deck.bugs).toEqual([]);
  });

  test('by a refusal of AWS, which the dialog tells and the audit log keeps', async () => {
    const deck = stage({
      onChange() {
        throw new UserError('ecs:UpdateService is denied', 'Ask for it.');
      },
    });
    await deck.scale('5');
    await deck.confirm();
    expect(deck.confirmation()).toMatchObject({phase: 'refused', problem: {message: 'ecs:UpdateService is denied'}});
    expect(deck.audit.at(-1)).toMatchObject({result: 'failed', error: 'ecs:UpdateService is denied'});
    expect(deck.change()).toBeUndefined();
  });
});

describe('a confirmation', () => {
  test('y counts once the dialog has been there for 300 ms', async () => {
    const deck = stage();
    await deck.scale('5');
    await deck.clock.advance(299);
    deck.runner.confirm('y');
    await deck.runner.idle();
    expect(deck.sent).toEqual([]);
    expect(deck.confirmation().problem?.message).toContain('too soon');
    await deck.confirm();
    expect(deck.sent).toEqual(['scale srvweb 5']);
  });

  test('a held y never confirms, however long', async () => {
    const deck = stage();
    await deck.scale('5');
    deck.runner.confirm('y');
    await deck.clock.advance(500); // The delay before a keyboard repeats.
    for (let count = 0; count < 100; count++) {
      deck.runner.confirm('y');
      await deck.clock.advance(33);
    }
    await deck.runner.idle();
    expect(deck.sent).toEqual([]);
  });

  test.each(['enter', '', 'yy', 'Y', 'y\r', 'yes'])('%j is no y', async input => {
    const deck = stage();
    await deck.scale('5');
    await deck.confirm(input);
    expect(deck.sent).toEqual([]);
  });

  test('two quick y send once', async () => {
    const deck = stage();
    await deck.scale('5');
    await deck.clock.advance(1000);
    deck.runner.confirm('y');
    deck.runner.confirm('y');
    await deck.runner.idle();
    expect(deck.sent).toEqual(['scale srvweb 5']);
  });

  test('scaling to zero wants its own phrase', async () => {
    const deck = stage();
    await deck.scale('0');
    expect(deck.confirmation().confirmation).toEqual({type: 'phrase', phrase: 'zero srvweb'});
    for (const wrong of ['y', '', 'srvweb', 'zero srvweb ', 'zero srv']) await deck.confirm(wrong);
    expect(deck.sent).toEqual([]);
    await deck.confirm('zero srvweb');
    expect(deck.sent).toEqual(['scale srvweb 0']);
  });

  test('a production account wants the name of the cluster typed', async () => {
    const deck = stage({place: {isProduction: true}});
    await deck.scale('3');
    await deck.confirm('y');
    expect(deck.sent).toEqual([]);
    await deck.confirm('erp');
    expect(deck.sent).toEqual(['scale srvweb 3']);
  });

  test('stopping a task wants the name of its service', async () => {
    const deck = stage({tasks: [aTask()]});
    deck.runner.start('task.stop', [aTask().arn]);
    await deck.runner.idle();
    expect(deck.preview()).toContain('SIGTERM');
    await deck.confirm('y');
    expect(deck.sent).toEqual([]);
    await deck.confirm('srvweb');
    expect(deck.sent).toEqual([`stop ${aTask().arn}`]);
  });
});

describe('an unknown outcome', () => {
  const unanswered = () =>
    stage({
      onChange() {
        throw new OutcomeUnknown('no answer within 15 s', 'Read it again.');
      },
    });

  test('is settled by reading when the change has arrived, and is never sent again', async () => {
    const deck = unanswered();
    await deck.scale('5');
    await deck.confirm();
    expect(deck.change()).toMatchObject({state: 'unknown'});
    expect(deck.audit.at(-1)).toMatchObject({result: 'unknown'});
    deck.runner.cancel();
    await deck.clock.advance(20_000);
    expect(deck.change()).toMatchObject({state: 'unknown'});
    deck.setService({desired: 5, running: 2, pending: 3});
    await deck.clock.advance(5000);
    expect(deck.change()).toMatchObject({state: 'progressing', done: 2, total: 5});
    expect(deck.audit.at(-1)).toMatchObject({result: 'arrived', after: {'desired count': 5}});
    expect(deck.sent).toEqual(['scale srvweb 5']);
  });

  test('without a sign for 60 s counts as not made, and there is nothing to undo', async () => {
    const deck = unanswered();
    await deck.scale('5');
    await deck.confirm();
    deck.runner.cancel();
    await deck.clock.advance(60_000);
    expect(deck.change()).toMatchObject({state: 'failed', undo: undefined});
    expect(deck.audit.at(-1)).toMatchObject({result: 'never arrived'});
    deck.runner.undoLast();
    expect(deck.notices.at(-1)).toContain('cannot be undone');
    expect(deck.sent).toEqual(['scale srvweb 5']);
  });
});

describe('undo', () => {
  test('goes back to the count before, through preview and confirmation', async () => {
    const deck = stage();
    await deck.scale('5');
    await deck.confirm();
    deck.setService({desired: 5, running: 5});
    deck.runner.undoLast();
    await deck.runner.idle();
    expect(deck.preview()).toContain('srvweb: 5 → 2 tasks');
    expect(deck.sent).toHaveLength(1);
    await deck.confirm();
    expect(deck.sent).toEqual(['scale srvweb 5', 'scale srvweb 2']);
  });

  test('of several goes back to the count of each', async () => {
    const deck = stage();
    deck.setService({desired: 3}, 1);
    await deck.scale(
      '6',
      deck.services.map(row => row.arn),
    );
    await deck.confirm();
    deck.setService({desired: 6}, 0);
    deck.setService({desired: 6}, 1);
    deck.runner.undoLast();
    await deck.runner.idle();
    await deck.confirm();
    expect(deck.sent.slice(2)).toEqual(['scale srvweb 2', 'scale srvapp1 3']);
  });

  test('says that a redeployment cannot be undone, and does not undo what was before it', async () => {
    const deck = stage();
    await deck.scale('5');
    await deck.confirm();
    deck.runner.start('service.redeploy', [deck.services[1]?.arn ?? '']);
    await deck.runner.idle();
    await deck.confirm();
    deck.runner.undoLast();
    await deck.runner.idle();
    expect(deck.notices.at(-1)).toContain('cannot be undone');
    expect(deck.sent).toEqual(['scale srvweb 5', 'redeploy srvapp1']);
  });

  test('says when there is nothing to undo', () => {
    const deck = stage();
    deck.runner.undoLast();
    expect(deck.notices[0]).toContain('nothing to undo');
  });
});

describe('a run over marked rows', () => {
  const both = (deck: ReturnType<typeof stage>) => deck.services.map(row => row.arn);

  test('tells which of them failed, and goes on with the others', async () => {
    const deck = stage({
      onChange(what) {
        if (what.includes('srvweb')) throw new UserError('throttled', 'Wait.');
      },
    });
    await deck.scale('5', both(deck));
    await deck.confirm();
    expect(deck.sent).toEqual(['scale srvweb 5', 'scale srvapp1 5']);
    expect(deck.confirmation().problem?.message).toContain('1 of 2 accepted');
    expect(deck.preview()).toMatch(/srvweb.*\nfailed: throttled.*\nsrvapp1.*\naccepted \(request request-2\)/);
    expect(deck.changes.size).toBe(1);
  });

  test('sends none when one changed since the preview', async () => {
    const deck = stage();
    await deck.scale('5', both(deck));
    deck.setService({desired: 9}, 1);
    await deck.confirm();
    expect(deck.sent).toEqual([]);
  });

  test('compares each again right before its own turn', async () => {
    const deck = stage({onChange: () => deck.setService({desired: 9}, 1)});
    await deck.scale('5', both(deck));
    await deck.confirm();
    expect(deck.sent).toEqual(['scale srvweb 5']);
    expect(deck.preview()).toContain('not sent: srvapp1 has changed since the preview: desired count 2 → 9');
  });

  test('stops where the audit log fails', async () => {
    const deck = stage({
      onAudit(entry) {
        if (entry.phase === 'outcome') throw new Refused('disk full', 'Make room.');
      },
    });
    await deck.scale('5', both(deck));
    await deck.confirm();
    expect(deck.sent).toEqual(['scale srvweb 5']);
    expect(deck.preview()).toContain('its outcome is not recorded: disk full');
  });

  test('leaves out those for which the command is disabled, and says so', async () => {
    const deck = stage();
    deck.setService({status: 'DRAINING'}, 1);
    await deck.scale('5', both(deck));
    expect(deck.preview()).toContain('srvapp1 is DRAINING');
    await deck.confirm();
    expect(deck.sent).toEqual(['scale srvweb 5']);
  });

  test('leaving the dialog meanwhile sends no further one', async () => {
    const deck = stage({onChange: () => deck.runner.cancel()});
    await deck.scale('5', both(deck));
    await deck.confirm();
    expect(deck.sent).toEqual(['scale srvweb 5']);
    expect(deck.notices.at(-1)).toContain('1 of 2 accepted');
    expect(deck.bugs).toEqual([]);
  });
});
