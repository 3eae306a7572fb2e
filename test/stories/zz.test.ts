import {test} from 'vitest';
import {launch} from '../harness/launch.ts';
test('look', async () => {
  const app = await launch({rows: 24});
  const show = (what: string) => console.log(`===== ${what}\n` + app.screen().replace(/\n(\s*\n)+/g, '\n~\n'));
  await app.goto('stopped consul-demo'); await app.pass(3); show('stopped');
  await app.enter(); await app.pass(2); show('enter stopped');
  await app.goto('revisions ECS-Service-Discovery'); await app.pass(2); show('revs');
  await app.press('d', 'G'); show('secrets'); await app.press('v'); show('secrets v');
  await app.escape(); await app.press('y', 'ctrl+f'); show('raw'); await app.press('v'); show('raw v');
  await app.goto('services erp'); await app.pass(2);
  await app.press('/'); await app.type('web'); show('filter'); await app.escape(); show('filter esc');
  await app.press('/'); await app.type('!web'); await app.enter(); show('filter not'); await app.escape();
  await app.press('/'); await app.type('tasks:5'); await app.enter(); show('filter col'); await app.escape();
  await app.press('!'); show('problems'); await app.press('!');
  await app.press('>','>','o'); show('sort');
  await app.press('p'); await app.pass(3); show('pause');
});
test('ro', async () => {
  const app = await launch({rows: 24, source: 'aws'});
  const show = (what: string) => console.log(`===== ${what}\n` + app.screen().replace(/\n(\s*\n)+/g, '\n~\n'));
  await app.goto('services erp'); await app.pass(2);
  await app.press('s'); show('ro');
});
test('prod', async () => {
  const app = await launch({rows: 24, config: {accounts: {'111122223333': {production: true, write: true}}}});
  const show = (what: string) => console.log(`===== ${what}\n` + app.screen().replace(/\n(\s*\n)+/g, '\n~\n'));
  await app.goto('services erp'); await app.pass(2);
  await app.press('r'); show('prod');
});
