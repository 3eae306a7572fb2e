// Whether a connection knows a Consul at all: nothing but AWS is called unless the configuration says so.

import {expect, test} from 'vitest';
import {withConsul} from '../../src/consul-connection.ts';
import {connectTo, patient} from '../aws/fake-endpoint.ts';
import {manualClock} from '../aws/manual-clock.ts';

const address = 'http://10.0.0.5:8500';

async function connected(config: Parameters<typeof withConsul>[1]) {
  const {connection} = await connectTo(() => ({body: {}}));
  const asked: string[] = [];
  const {region, background} = withConsul(connection, config, {
    clock: manualClock(),
    trace: undefined,
    token: undefined,
    transport: async ({url}) => {
      asked.push(url.href);
      return {status: 200, headers: {}, body: '[]'};
    },
  });
  return {region, background, asked};
}

test('none is there unless it is configured, and none in another Region than it is for', async () => {
  expect((await connected(undefined)).region).not.toHaveProperty('consul');
  expect((await connected({address, services: {}, region: 'us-east-1'})).region).not.toHaveProperty('consul');
  expect((await connected({address, services: {}, region: 'eu-west-1'})).region).toHaveProperty('consul');
});

test('it is called when it is asked, and not before', async () => {
  const {region, background, asked} = await connected({address, services: {srvweb: 'shop'}});
  expect(region.consul?.names).toEqual({srvweb: 'shop'});
  expect(asked).toEqual([]);
  expect(await region.consul?.contents('shop', patient)).toMatchObject({entries: [], isPartial: false});
  await background.consul?.contents('web', patient);
  expect(asked).toEqual([`${address}/v1/health/service/shop`, `${address}/v1/health/service/web`]);
  await expect(region.consul?.raw('shop', 'a', patient)).rejects.toThrow('Consul has no entry a under shop');
});
