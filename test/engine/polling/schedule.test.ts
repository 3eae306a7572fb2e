import {expect, test} from 'vitest';
import {forgetLeft} from '../../../src/engine/polling/schedule.ts';
import type {Entry} from '../../../store/state.ts';

test('what is noted of rows goes with them', () => {
  const entry = (id: string): Entry => ({id, row: {}, finding: undefined, readAt: 1, investigatedAt: 0, presence: 'described'});
  const entries = new Map(['a', 'b'].map(id => [id, entry(id)]));
  const asked = new Map([...'abcd'].map(id => [id, 1]));
  const wanted = new Set(['b', 'x']);
  forgetLeft(asked, entries);
  forgetLeft(wanted, entries);
  expect([[...asked.keys()], [...wanted]]).toEqual([['a', 'b'], ['b']]);
});
