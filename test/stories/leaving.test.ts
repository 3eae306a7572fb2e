// Leaving gives the terminal back as it was.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test.each(['q', 'ctrl+c'])('%s leaves and restores the primary screen', async key => {
  const app = await launch();
  expect(app.terminal.isAlternate()).toBe(true);
  app.terminal.type(key === 'q' ? 'q' : '\u0003');
  await app.dashboard.closed;
  await app.terminal.flush();
  expect(app.terminal.isAlternate()).toBe(false);
  expect(app.terminal.stdin.isRaw).toBe(false);
});

test('a q inside a question is a letter', async () => {
  const app = await launch();
  await app.press(':');
  await app.type('q');
  app.sees(':q');
  expect(app.terminal.isAlternate()).toBe(true);
});
