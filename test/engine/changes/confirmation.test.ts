// What counts as a confirmation, and what does not.

import {describe, expect, test} from 'vitest';
import {aTask} from '../../domain/fixtures.ts';
import {stage} from './runner-stage.ts';

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
