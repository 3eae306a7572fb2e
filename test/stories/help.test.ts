// `?` shows every key that works on the screen below it.

import {test} from 'vitest';
import {commands} from '../../commands/registry.ts';
import {isBoundOn, keyBindings} from '../../src/domain/keys.ts';
import {resourceOf} from '../../src/resources/registry.ts';
import {launch} from '../harness/launch.ts';

test.each([
  ['services erp', 'service'],
  ['tasks erp', 'task'],
  ['instances erp', 'container-instance'],
] as const)('help on %s names every command, link and key', async (place, kind) => {
  const app = await launch({rows: 60});
  await app.goto(place);
  await app.press('?');
  for (const command of commands.filter(({target}) => target === kind)) app.sees(new RegExp(`${command.key} +${command.title}`));
  for (const link of resourceOf(kind).links) app.sees(link.title);
  const bindings = keyBindings.filter(binding => binding.where === 'everywhere' || (binding.where === 'table' && isBoundOn(binding, kind)));
  for (const {title} of bindings) app.sees(title);
  await app.press('?');
  app.doesNotSee('Everywhere');
});

test('help under the data still tells their age', async () => {
  const app = await launch();
  await app.pass(3);
  await app.press('?');
  app.sees('data 3s');
});
