// Finding the row that matters: filter, problems only, sort.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('the filter narrows while it is typed, and Esc restores what was there', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.press('/');
  await app.type('taskw');
  app.sees('services 3 of 4', 'srvweb');
  app.doesNotSee('srvcache');
  await app.escape();
  app.sees('services 4', 'srvcache');
});

test('! inverts, column: looks into one column, and Esc clears a filter that was kept', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.press('/');
  await app.type('!taskweb');
  await app.enter();
  app.sees('services 1 of 4', 'srvcache');
  await app.escape();
  app.sees('services 4');

  await app.press('/');
  await app.type('tasks:5/6');
  await app.enter();
  app.sees('services 1 of 4', 'srvapp2');
});

test('letters typed into a filter never act as keys', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.press('/');
  await app.type('srq');
  app.sees('/srq', 'services 0 of 4');
  await app.enter();
  await app.press('s');
  app.sees('no row is selected');
});

test('problems only shows the troubled rows', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.pass(3);
  await app.press('!');
  app.sees('problems only', 'srvapp2');
  app.doesNotSee('srvweb');
  await app.press('!');
  app.sees('srvweb');
});

test('a chosen column sorts, again the other way, and the cursor stays on its row', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.select('srvapp2');
  await app.press('>', 'o');
  app.sees(/sort \w+ ▲/);
  expect(app.cursorLine()).toContain('srvapp2');
  const ascending = app
    .lines()
    .slice(3, 7)
    .map(line => line.slice(3, 12));
  await app.press('o');
  app.sees(/sort \w+ ▼/);
  expect(app.cursorLine()).toContain('srvapp2');
  expect(
    app
      .lines()
      .slice(3, 7)
      .map(line => line.slice(3, 12)),
  ).not.toEqual(ascending);
});

test('nobody sorts by a column that is not drawn at this width', async () => {
  const app = await launch({columns: 80, rows: 24});
  await app.goto('services erp');
  const titles = app.lines()[2]?.match(/[A-Z]{2,}/g) ?? [];
  expect(titles).not.toContain('STATUS');
  const sorted: (string | undefined)[] = [];
  for (const _ of titles) {
    await app.press('>', 'o');
    sorted.push(/sort (\w+)/.exec(app.screen())?.[1]);
  }
  expect(sorted).toEqual([...titles.slice(1), titles.at(-1)]);
});

test('a chosen column that the terminal has become too narrow for does not sort', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.press('>', '>');
  await app.resize(60, 24);
  await app.press('o');
  app.sees('DEPLOYMENT is not drawn at this width: choose another');
  app.doesNotSee('sort DEPLOYMENT');
  await app.press('<', 'o');
  app.sees('sort TASKS');
});
