// Credentials of the built program: none at all on a machine whose metadata service is dead, an SSO login that is made while
// it runs, and what is left of them afterwards: nothing, on no byte of the terminal and in no file.

import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import {dirname, join} from 'node:path';
import {afterEach, expect, test} from 'vitest';
import {createDemo} from '../../src/demo/demo.ts';
import {serveDemoRegion} from '../../src/demo/http-server.ts';
import {systemClock} from '../../src/engine/clock.ts';
import {createStarter} from '../pty/start.ts';
import {confirm, goTo, narrowTo} from '../pty/steps.ts';

const {start, shell, file} = createStarter();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  closing.push(
    () =>
      new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${address.port}`;
}

test.each([
  ['without a Region', [], 'no Region is known'],
  ['with a Region', ['--region', 'eu-west-1'], 'no AWS credentials were found'],
])('a metadata service that never answers: %s it says within two seconds what is missing', async (_, args, words) => {
  const metadata = await serve(createServer(() => {}));
  const deck = start(['--aws', ...args], {columns: 120, rows: 30, env: {AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata}});
  await deck.sees('starting');
  await deck.sees(words, 2_500);
});

// Nothing of these may ever be seen again.
const canaries = {
  accessToken: 'CANARYssoAccessTokenCANARY',
  accessKeyId: 'ASIACANARYACCESSKEYID',
  secretAccessKey: 'CANARYsecretAccessKeyCANARY',
  sessionToken: 'CANARYsessionTokenCANARY',
};

const startUrl = 'https://corp.example/start';

/** The portal of IAM Identity Center: credentials of a role for a token. */
function portal(): Server {
  return createServer((request, response) => {
    const isLoggedIn = request.headers['x-amz-sso_bearer_token'] === canaries.accessToken;
    const {accessKeyId, secretAccessKey, sessionToken} = canaries;
    response.writeHead(isLoggedIn ? 200 : 401, {'content-type': 'application/json'});
    response.end(JSON.stringify({roleCredentials: {accessKeyId, secretAccessKey, sessionToken, expiration: Date.now() + 3_600_000}}));
  });
}

/** What `aws sso login` leaves. */
function logIn(): void {
  const cache = file(`.aws/sso/cache/${createHash('sha1').update(startUrl).digest('hex')}.json`);
  mkdirSync(dirname(cache), {recursive: true});
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  writeFileSync(cache, JSON.stringify({startUrl, region: 'ap-southeast-1', accessToken: canaries.accessToken, expiresAt}));
}

function writeConfig(): void {
  mkdirSync(file('.aws'), {recursive: true});
  writeFileSync(
    file('.aws/config'),
    `[profile prod]\nregion = ap-southeast-1\nsso_start_url = ${startUrl}\nsso_region = ap-southeast-1\nsso_account_id = 111122223333\nsso_role_name = OnCall\n`,
  );
}

/** Every file below, but for the one that `aws sso login` itself has written. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile() && !path.includes('/.aws/sso/cache/'));
}

test('an SSO session: the login command is on the screen, a login is seen by itself, and no secret is left anywhere', async () => {
  writeConfig();
  const region = createDemo({clock: systemClock});
  const server = await serveDemoRegion(region, 0);
  closing.push(() => server.close());
  const env = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${server.port}`,
    AWS_ENDPOINT_URL_SSO: await serve(portal()),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const trace = file('trace.jsonl');
  const deck = start(['--aws', '--profile', 'prod', '--write', '--debug', trace], {columns: 120, rows: 30, env});
  await deck.sees('aws sso login --profile prod');
  logIn();
  await deck.sees('simple-ecs-cluster', 10_000);
  // As long as the account is unknown it may be one of production, which wants more than a y.
  await deck.sees('111122223333', 20_000);
  await goTo(deck, 'services erp', '5/6');

  region.faults.set('expired');
  await deck.sees('aws sso login --profile prod', 30_000);
  await deck.until(
    'the rows with their age',
    screen => /data \S+ old/.test(screen) && screen.includes('srvweb') && screen.includes('PROBLEM'),
  );
  region.faults.set('');
  await deck.until('everything fresh', screen => !screen.includes('PROBLEM') && !screen.includes('old'), 10_000);

  await narrowTo(deck, 'srvweb', 'srvapp2');
  deck.type('r');
  await confirm(deck, 'srvweb');
  await deck.sees('accepted');
  deck.type('q');
  await deck.exit;

  const said = readFileSync(trace, 'utf8');
  expect(said).toContain('"outcome":"CredentialsExpired"');
  expect(said).toMatch(/"action":"ecs:UpdateService".*"outcome":"ok".*"requestId"/);
  expect(statSync(trace).mode & 0o777).toBe(0o600);
  const written = filesBelow(file(''));
  expect(written.length).toBeGreaterThan(3);
  for (const canary of Object.values(canaries)) {
    expect(deck.output()).not.toContain(canary);
    expect(written.filter(path => readFileSync(path).includes(canary))).toEqual([]);
  }
});

test('a fault of the program that quotes credentials is told without them', async () => {
  const preload = '--import=data:text/javascript,setTimeout(()=>{throw(new(Error)(process.env.QUOTED))},1000)';
  const quoted = `request with ${canaries.accessKeyId}, AWS_SECRET_ACCESS_KEY=${canaries.secretAccessKey}, token: ${canaries.sessionToken}`;
  const env = {NODE_OPTIONS: preload, QUOTED: quoted};
  const deck = shell('ecsdeck --demo --debug "$HOME/trace.jsonl"; echo "exit $?"', {columns: 120, rows: 30, env});
  await deck.exit;
  expect(deck.text()).toContain('a fault of its own');
  expect(deck.text()).toContain('exit 1');
  for (const canary of [canaries.accessKeyId, canaries.secretAccessKey, canaries.sessionToken]) {
    expect(deck.output()).not.toContain(canary);
    expect(filesBelow(file('')).filter(path => readFileSync(path).includes(canary))).toEqual([]);
  }
});
