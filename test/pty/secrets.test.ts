// Secrets that other people keep where everybody looks: in the environment of a task definition, and in log lines. A session
// goes by all places that could show them or write them down.

import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {CloudWatchLogsClient, FilterLogEventsCommand, PutLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {ECSClient, RegisterTaskDefinitionCommand} from '@aws-sdk/client-ecs';
import {expect, onTestFinished, test} from 'vitest';
import {createDemo, demoRegionName} from '../../src/demo/demo.ts';
import {serveDemoRegion} from '../../src/demo/http-server.ts';
import {createRequestHandler} from '../../src/demo/request-handler.ts';
import {systemClock} from '../../src/engine/clock.ts';
import {createStarter} from './start.ts';
import {confirm, goTo, narrowTo} from './steps.ts';

const {shell, file} = createStarter();

const inEnvironment = ['CANARYdbPasswordCANARY', 'AKIACANARYENVIRONMENT', 'CANARYurlPasswordCANARY'] as const;
const inLogs = ['CANARYlogPasswordCANARY', 'AKIACANARYINTHELOGS0'] as const;

async function regionWithSecrets(): Promise<{readonly env: Readonly<Record<string, string>>}> {
  const region = createDemo({clock: systemClock});
  const server = await serveDemoRegion(region, 0);
  onTestFinished(() => server.close());
  const client = {
    region: demoRegionName,
    credentials: {accessKeyId: 'a', secretAccessKey: 'b'},
    requestHandler: createRequestHandler(region, systemClock),
  };
  const [password, key, inUrl] = inEnvironment;
  const environment = [
    {name: 'DB_PASSWORD', value: password},
    {name: 'INNOCENT', value: key},
    {name: 'DATABASE_URL', value: `postgres://erp:${inUrl}@db/erp`},
  ];
  await new ECSClient(client).send(
    new RegisterTaskDefinitionCommand({
      family: 'taskweb',
      containerDefinitions: [{name: 'web', image: 'erp/web', memory: 64, environment}],
    }),
  );
  const logs = new CloudWatchLogsClient(client);
  const {events = []} = await logs.send(new FilterLogEventsCommand({logGroupName: 'taskweb', limit: 200}));
  const logEvents = [{message: `login with password=${inLogs[0]} as ${inLogs[1]}`, timestamp: Date.now()}];
  for (const logStreamName of new Set(events.map(event => event.logStreamName))) {
    await logs.send(new PutLogEventsCommand({logGroupName: 'taskweb', logStreamName, logEvents}));
  }
  const keys = {
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'CANARYenvironmentKeyCANARY',
    AWS_SESSION_TOKEN: 'CANARYenvironmentTokenCANARY',
  };
  return {
    env: {...keys, AWS_ENDPOINT_URL: `http://127.0.0.1:${server.port}`, AWS_REGION: demoRegionName, AWS_EC2_METADATA_DISABLED: 'true'},
  };
}

test('the secrets of others are masked until asked for, and never written down; our own are nowhere', async () => {
  const {env} = await regionWithSecrets();
  const command = 'cd "$HOME" && ecsdeck --aws --write --debug "$HOME/trace.jsonl"; echo "exit $?"';
  const deck = shell(command, {columns: 160, rows: 45, env});
  await deck.sees('simple-ecs-cluster');
  await deck.sees('111122223333');
  await goTo(deck, 'revisions taskweb', 'erp/web');
  deck.type('d');
  await deck.sees('DB_PASSWORD');
  await deck.sees('DATABASE_URL');
  deck.type('\u001b');
  await deck.until('the table', screen => !screen.includes('› details'));
  deck.type('y');
  await deck.sees('"DB_PASSWORD"');
  deck.type('\u001b');
  await deck.until('the table', screen => !screen.includes('"DB_PASSWORD"'));
  await goTo(deck, 'services erp', '5/6');
  await narrowTo(deck, 'srvweb', 'srvapp2');
  deck.type('r');
  await confirm(deck, 'srvweb');
  await deck.sees('accepted');
  for (const secret of [...inEnvironment, 'CANARYenvironmentKeyCANARY', 'CANARYenvironmentTokenCANARY']) {
    expect(deck.output()).not.toContain(secret);
  }

  // Asked for, it is there: what was looked for above could have been found.
  await goTo(deck, 'revisions taskweb', 'erp/web');
  deck.type('d');
  await deck.sees('DB_PASSWORD');
  deck.type('v');
  await deck.sees(inEnvironment[0]);
  deck.type('\u001b');
  await deck.until('the table', screen => !screen.includes('› details'));

  await goTo(deck, 'services erp', 'srvweb');
  deck.type('l');
  await deck.sees('following');
  await narrowTo(deck, 'login', 'order.php');
  await deck.sees('login with password=');
  deck.type('s');
  await deck.until('the name of the saved file', screen => /saved|written/i.test(screen));
  deck.type('q');
  await deck.sees('exit 0');

  const written = readdirSync(file(''), {recursive: true, encoding: 'utf8'})
    .map(name => join(file(''), name))
    .filter(path => statSync(path).isFile());
  const all = written.map(path => readFileSync(path, 'latin1'));
  expect(all.some(content => content.includes('login with password='))).toBe(true);
  expect(all.some(content => content.includes('service.redeploy'))).toBe(true);
  for (const secret of [...inEnvironment, ...inLogs, 'CANARYenvironmentKeyCANARY', 'CANARYenvironmentTokenCANARY']) {
    expect(written.filter((_, index) => all[index]?.includes(secret))).toEqual([]);
  }
});
