// Live Tail goes to a host name of its own at AWS, and to exactly the address that was configured elsewhere, wherever that stands.

import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {createConnection} from '../../src/aws/connection.ts';
import {createDemo} from '../../src/demo/demo.ts';
import {serveDemoRegion} from '../../src/demo/http-server.ts';
import {manualClock} from './manual-clock.ts';

const region = 'ap-southeast-1';
const credentials = {accessKeyId: 'AKIADEMO', secretAccessKey: 'secret'};

/** Where an address can stand: variables, or a profile in a configuration file. */
const places: Readonly<Record<string, (address: string) => {readonly env?: Readonly<Record<string, string>>; readonly file?: string}>> = {
  AWS_ENDPOINT_URL: address => ({env: {AWS_ENDPOINT_URL: address}}),
  AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: address => ({
    env: {AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: address, AWS_ENDPOINT_URL_STS: address},
  }),
  'endpoint_url of the profile': address => ({env: {AWS_PROFILE: 'local'}, file: `[profile local]\nendpoint_url = ${address}\n`}),
  'the services section of the profile': address => ({
    env: {AWS_PROFILE: 'local'},
    file: `[profile local]\nservices = here\n[services here]\nsts =\n  endpoint_url = ${address}\ncloudwatch_logs =\n  endpoint_url = ${address}\n`,
  }),
};

async function served() {
  const clock = manualClock();
  const server = await serveDemoRegion(createDemo({clock}), 0);
  onTestFinished(() => server.close());
  return {clock, address: `http://127.0.0.1:${server.port}`};
}

async function liveTail(options: Parameters<typeof createConnection>[0]) {
  const connection = await createConnection(options);
  onTestFinished(() => connection.close());
  const stop = new AbortController();
  const updates = connection.logs.liveTail({group: 'taskweb', region}, stop.signal)[Symbol.asyncIterator]();
  return {stop, updates};
}

test('an address that is handed in is used, and the connection ends with the signal', async () => {
  const {clock, address} = await served();
  const {stop, updates} = await liveTail({clock, region, endpoint: address, credentials, allowsChanges: false, environment: {}});
  expect((await updates.next()).value).toEqual({type: 'started'});
  const pending = updates.next();
  stop.abort(new Error('left'));
  await expect(pending).rejects.toThrow('left');
});

test.each(Object.keys(places))('an address from %s is used', async place => {
  const {clock, address} = await served();
  const {env = {}, file = ''} = places[place]?.(address) ?? {};
  const folder = mkdtempSync(join(tmpdir(), 'ecsdeck-'));
  writeFileSync(join(folder, 'config'), file);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, {recursive: true});
  });
  const {stop, updates} = await liveTail({clock, region, credentials, allowsChanges: false});
  expect((await updates.next()).value).toEqual({type: 'started'});
  stop.abort(new Error('left'));
});

test('at AWS it goes to the host that Live Tail has there', async () => {
  const hosts: string[] = [];
  const requestHandler = {
    metadata: {handlerProtocol: 'http/1.1'},
    async handle({hostname}: {readonly hostname: string}) {
      hosts.push(hostname);
      const body = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
        <Arn>arn:aws:iam::111122223333:user/ada</Arn><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
      return {response: {statusCode: hostname.startsWith('sts.') ? 200 : 400, headers: {}, body: new TextEncoder().encode(body)}};
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
  const {updates} = await liveTail({clock: manualClock(), region, requestHandler, credentials, allowsChanges: false, environment: {}});
  await expect(updates.next()).rejects.toThrow();
  expect(hosts).toContain('stream-logs.ap-southeast-1.amazonaws.com');
});
