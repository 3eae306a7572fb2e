// Redeploying a service: its tasks are replaced one after the other, and nothing else of it is touched.

import {expect, test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('redeploying says what it means, shows how far it is, and that it cannot be undone', async () => {
  const app = await launch();
  await app.goto('services erp');
  await app.select('srvweb');
  await app.press('r');
  app.sees('srvweb: replace 2 tasks', 'between 1 and 4 tasks run meanwhile', 'cannot be undone');
  await app.look();
  await app.press('y');
  const sent = app.requests.filter(({operation}) => operation === 'UpdateService').map(({body}) => JSON.parse(body));
  expect(sent).toEqual([{cluster: expect.stringContaining('/erp'), service: 'srvweb', forceNewDeployment: true}]);

  await app.pass(10);
  app.sees(/srvweb .*\d\/2 rolling.*\d\/2 new tasks running/);
  await app.press('u');
  app.sees('the last change cannot be undone: srvweb: replace 2 tasks');
  await app.pass(240);
  app.sees(/srvweb .*✓ 2\/2 +steady/);
});

test('with nothing done yet, undo says so', async () => {
  const app = await launch();
  await app.press('u');
  app.sees('there is nothing to undo');
});
