// One change on several rows.

import {describe, expect, test} from 'vitest';
import {Refused, UserError} from '../../../src/domain/errors.ts';
import {stage} from './runner-stage.ts';

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
