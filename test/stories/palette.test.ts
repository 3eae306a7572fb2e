// `:` goes anywhere by name, completes, and says what is wrong with a name that leads nowhere.

import {test} from 'vitest';
import {launch} from '../harness/launch.ts';

test('Tab completes a table, then its cluster', async () => {
  const app = await launch();
  await app.press(':');
  await app.type('insta');
  await app.press('tab');
  app.sees(':instances');
  await app.type(' er');
  await app.press('tab');
  app.sees(':instances erp');
  await app.enter();
  app.sees('erp › services › instances 4');
});

test('an alias and a few letters are enough', async () => {
  const app = await launch();
  await app.goto('svc erp');
  app.sees('erp › services 4');
  await app.goto('clus');
  app.sees('clusters 5');
});

test('a cluster that is not there is told with those that are, and what was typed stays', async () => {
  const app = await launch();
  await app.goto('services nowhere');
  app.sees(':services nowhere', 'there is no cluster nowhere', 'simple-ecs-cluster');
  await app.escape();
  app.sees('clusters 5');
});

test('a word that is nothing is told, and a command by its name starts it', async () => {
  const app = await launch();
  await app.goto('qqqq');
  app.sees('nothing is called qqqq');
  await app.escape();
  await app.goto('services erp');
  await app.select('srvweb');
  await app.goto('scale');
  app.sees('Desired count');
});

test('a command that belongs to another table says which', async () => {
  const app = await launch();
  await app.goto('drain');
  app.sees('drain works on rows of');
});
