// Taking a change back.

import {describe, expect, test} from 'vitest';
import {stage} from './runner-stage.ts';

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
