// A change whose answer never came is settled by reading.

import {describe, expect, test} from 'vitest';
import {OutcomeUnknown} from '../../../src/domain/errors.ts';
import {stage} from './runner-stage.ts';

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
