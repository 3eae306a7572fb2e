// A name is data, whatever it holds: it is seen whole, does nothing to the terminal, and reaches AWS byte for byte.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

const names = {
  'a clipboard': 'web\u001b]52;c;ZXZpbA==\u0007end',
  'a cleared screen': 'web\u001b[2J\u001b[Hend',
  'another screen': 'web\u001b[?1049lend',
  'a title': 'web\u009d0;evil\u009cend',
  'a line break': 'web\r\nend',
  'reversed text': 'web\u202eend',
};

test.each(Object.entries(names))('a service whose name holds %s is inert', async (_, shownAs) => {
  const app = await launch({columns: 200, alias: {name: 'srvweb', shownAs}});
  await app.goto('services erp');
  await app.pass(2);
  expect(app.lines().filter(line => /^ [▸ ] (srv|web)/.test(line))).toHaveLength(4);
  app.sees('clusters › erp › services 4', 'srvapp1', /web.*end/);
  expect(app.terminal.clipboard()).toEqual([]);
  expect(app.terminal.titles()).toEqual([]);
  expect(app.terminal.isAlternate()).toBe(true);

  await app.press('G', 'd');
  await app.pass(1);
  app.sees('Overview', '2 running, 0 pending, 2 desired');
  await app.escape();
  await app.press('r');
  await app.look();
  await app.press('y');
  const sent = app.requests.filter(({operation}) => operation === 'UpdateService').map(({body}) => JSON.parse(body).service);
  expect(sent).toEqual([shownAs]);
  app.sees('clusters › erp › services 4');
  expect(app.terminal.clipboard()).toEqual([]);
});
