// The way over the network, to a server on the loopback address.

import {createServer, type RequestListener} from 'node:http';
import {expect, onTestFinished, test} from 'vitest';
import {createConsul} from '../../src/consul/consul.ts';
import {overNetwork} from '../../src/consul/transport.ts';
import {patient} from '../aws/fake-endpoint.ts';
import {manualClock} from '../aws/manual-clock.ts';

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1/health/service/web`);
}

const headers = {'x-consul-token': 'a-token'};

test('headers go out, and status, headers and body come back', async () => {
  const seen: unknown[] = [];
  const url = await serve((request, response) => {
    seen.push([request.method, request.url, request.headers['x-consul-token']]);
    response.writeHead(200, {'X-Consul-Index': '7'}).end('["ü"]');
  });
  expect(await overNetwork({url, headers}, patient)).toMatchObject({status: 200, headers: {'x-consul-index': '7'}, body: '["ü"]'});
  expect(seen).toEqual([['GET', '/v1/health/service/web', 'a-token']]);
});

test('a redirect is not followed: the token goes nowhere else', async () => {
  let calls = 0;
  const url = await serve((_, response) => {
    calls += 1;
    response.writeHead(302, {location: '/elsewhere'}).end();
  });
  expect(await overNetwork({url, headers}, patient)).toMatchObject({status: 302});
  expect(calls).toBe(1);
});

test('an answer without end is left', async () => {
  const url = await serve((_, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(256 * 1024))) if (response.destroyed) return;
    };
    response.on('drain', more);
    more();
  });
  await expect(overNetwork({url, headers}, patient)).rejects.toThrow('more than 16 MB');
});

test('nobody there, and a caller who leaves', async () => {
  const url = await serve(() => {});
  const left = new AbortController();
  const leaving = overNetwork({url, headers}, left.signal);
  left.abort(new Error('left'));
  await expect(leaving).rejects.toThrow('left');
  const consul = (token: string, address: string) =>
    createConsul({clock: manualClock(), address, token, names: {}, transport: overNetwork, region: 'eu-west-1', trace: undefined});
  await expect(consul('a', 'http://127.0.0.1:1').contents('web', patient)).rejects.toThrow('Consul at 127.0.0.1:1 refuses connections');
  await expect(consul('a\nb', url.origin).contents('web', patient)).rejects.toThrow('CONSUL_HTTP_TOKEN holds what no token can hold');
});
