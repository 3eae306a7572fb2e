// Which address a service has, by the order of the AWS SDK reference, and that the clients go there.

import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {type AddressPlaces, configuredAddress} from '../../src/aws/configured-address.ts';
import {createConnection} from '../../src/aws/connection.ts';
import {createDemo} from '../../src/demo/demo.ts';
import {serveDemoRegion} from '../../src/demo/http-server.ts';
import {patient} from './fake-endpoint.ts';
import {manualClock} from './manual-clock.ts';

const region = 'ap-southeast-1';
const here = 'http://127.0.0.1:1';

function places(given: Partial<AddressPlaces>): AddressPlaces {
  return {environment: {}, profile: 'local', section: {}, services: () => undefined, ...given};
}

/** From the first that is asked to the last. */
const order: readonly [string, (address: string) => Partial<AddressPlaces>][] = [
  ['the variable of the service', url => ({environment: {AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: url}})],
  ['the variable of all services', url => ({environment: {AWS_ENDPOINT_URL: url}})],
  ['the services section', url => ({section: {services: 'x'}, services: () => ({'cloudwatch_logs.endpoint_url': url})})],
  ['the profile', url => ({section: {endpoint_url: url}})],
];

function together(from: number): AddressPlaces {
  const given = order.slice(from).map(([, place], index) => place(`${here}${from + index}`));
  const environment = Object.assign({}, ...given.map(place => place.environment));
  const section = Object.assign({}, ...given.map(place => place.section));
  const services = given.find(place => place.services)?.services ?? (() => undefined);
  return places({environment, section, services});
}

test.each(order.map(([name], index) => ({name, index})))('$name goes before what comes after it', ({index}) => {
  expect(configuredAddress('logs', together(index))).toBe(`${here}${index}`);
});

test('an address of one service is not another one’s', () => {
  expect(configuredAddress('ecs', places({environment: {AWS_ENDPOINT_URL_SSM: here}}))).toBeUndefined();
  const services = () => ({'application_auto_scaling.endpoint_url': here});
  expect(configuredAddress('application-autoscaling', places({section: {services: 'x'}, services}))).toBe(here);
  expect(configuredAddress('ecs', places({section: {services: 'x', endpoint_url: `${here}9`}, services}))).toBe(`${here}9`);
});

test('configured addresses are ignored when told so, by the variable before the profile', () => {
  const section = {endpoint_url: here};
  const ignored = {AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true'};
  expect(configuredAddress('ecs', places({section, environment: {...ignored, AWS_ENDPOINT_URL: here}}))).toBeUndefined();
  const inProfile = {...section, ignore_configured_endpoint_urls: 'true'};
  expect(configuredAddress('ecs', places({section: inProfile}))).toBeUndefined();
  const environment = {AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false'};
  expect(configuredAddress('ecs', places({section: inProfile, environment}))).toBe(here);
});

test('a services section that is missing stops, instead of going on to AWS', () => {
  expect(() => configuredAddress('ecs', places({section: {services: 'lost'}}))).toThrow(
    'profile local names the services section lost, which does not exist',
  );
});

test('what is no address is named by its place, and not quoted', () => {
  expect(() => configuredAddress('ecs', places({section: {endpoint_url: 'user:secret@host'}}))).toThrow(
    /^endpoint_url of profile local is no address$/,
  );
});

function configurationFile(): (text: string) => void {
  const folder = mkdtempSync(join(tmpdir(), 'ecsdeck-'));
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, {recursive: true});
  });
  return text => writeFileSync(join(folder, 'config'), text);
}

async function served() {
  const clock = manualClock();
  const server = await serveDemoRegion(createDemo({clock}), 0);
  onTestFinished(() => server.close());
  const connect = async (profile: string) => {
    const credentials = {accessKeyId: 'AKIADEMO', secretAccessKey: 'secret'};
    const connection = await createConnection({clock, region, credentials, allowsChanges: false, profile});
    onTestFinished(() => connection.close());
    return connection;
  };
  return {connect, address: `http://127.0.0.1:${server.port}`};
}

test('the profile that is chosen brings its address, whatever AWS_PROFILE names', async () => {
  const {connect, address} = await served();
  const write = configurationFile();
  write(`[profile local]\nendpoint_url = ${address}\n[profile other]\nendpoint_url = ${here}\n`);
  vi.stubEnv('AWS_PROFILE', 'other');
  const {region: local, logs} = await connect('local');
  expect(await local.identity(patient)).toMatchObject({account: '111122223333'});
  const stop = new AbortController();
  const updates = logs.liveTail({group: 'taskweb', region}, stop.signal)[Symbol.asyncIterator]();
  expect((await updates.next()).value).toEqual({type: 'started'});
  stop.abort(new Error('left'));
});

test('a configuration that was mended is used at the next call', async () => {
  const {connect, address} = await served();
  const write = configurationFile();
  write('[profile local]\nservices = here\n');
  const {region: local} = await connect('local');
  await expect(local.identity(patient)).rejects.toThrow('names the services section here');
  write(`[profile local]\nservices = here\n[services here]\nsts =\n  endpoint_url = ${address}\n`);
  expect(await local.identity(patient)).toMatchObject({account: '111122223333'});
});
