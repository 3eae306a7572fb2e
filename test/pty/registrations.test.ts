// The built program beside the demo region over HTTP: Cloud Map and Consul at the addresses that are configured, and no Consul where
// none is. The token of Consul goes to Consul alone.

import {readFileSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {expect, onTestFinished, test} from 'vitest';
import {createDemo, demoRegionName} from '../../src/demo/demo.ts';
import {serveDemoRegion} from '../../src/demo/http-server.ts';
import {systemClock} from '../../src/engine/clock.ts';
import {createStarter} from './start.ts';

const {shell, file} = createStarter();

const token = 'CANARYconsulTokenCANARY';

/** The region over HTTP, and a Consul in front of it that remembers which token it was shown. */
async function serve() {
  const region = createDemo({clock: systemClock});
  const server = await serveDemoRegion(region, 0);
  const tokens: unknown[] = [];
  const consul = createServer((request, response) => {
    tokens.push(request.headers['x-consul-token']);
    fetch(`http://127.0.0.1:${server.port}${request.url}`).then(
      async answer => response.writeHead(answer.status).end(await answer.text()),
      () => response.writeHead(502).end(),
    );
  });
  await new Promise<void>(resolve => consul.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    consul.close();
    consul.closeAllConnections();
    await server.close();
  });
  const address = consul.address();
  return {
    region,
    tokens,
    consul: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    env: {
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_REGION: demoRegionName,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL_SERVICEDISCOVERY: `http://127.0.0.1:${server.port}`,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${server.port}`,
      CONSUL_HTTP_TOKEN: token,
    },
  };
}

async function run(line: string, env: Readonly<Record<string, string>>): Promise<string> {
  const session = shell(line, {columns: 200, rows: 60, env});
  await session.exit;
  return session.text();
}

test('Cloud Map is read at its own address, without the prefix of its discovery API', async () => {
  const {env, region} = await serve();
  const said = await run('ecsdeck get registrations --cluster discovery --service ECS-Service-Discovery', env);
  expect(said.match(/✓ registered +healthy +ECS-Service-Discovery\.local-1/g)).toHaveLength(2);
  expect(region.calls.get('servicediscovery:ListInstances')).toBe(1);
});

test('Consul is read where the configuration names it, with its token, which is written nowhere', async () => {
  const {env, tokens, consul} = await serve();
  writeFileSync(file('deck.toml'), `[consul]\naddress = "${consul}"\n`);
  const get = 'ecsdeck get registrations --cluster consul-demo --service stock-price';
  const said = await run(`${get} --config "$HOME/deck.toml" --debug "$HOME/trace.jsonl"`, env);
  expect(said).toMatch(/:49158 +! stale +unhealthy +stock-price/);
  expect(tokens).toEqual([token]);
  const trace = readFileSync(file('trace.jsonl'), 'utf8');
  expect(trace).toContain('"consul:HealthService"');
  expect(said + trace).not.toContain(token);

  writeFileSync(file('gone.toml'), '[consul]\naddress = "http://127.0.0.1:9"\n');
  const refused = await run(`${get} --config "$HOME/gone.toml"`, env);
  expect(refused).toContain('Consul at 127.0.0.1:9 refuses connections');
});

test('without a word of Consul in the configuration it is not called', async () => {
  const {env, tokens, region} = await serve();
  const said = await run('ecsdeck get registrations --cluster consul-demo --service stock-price; echo "exit $?"', env);
  expect(said).toContain('exit 0');
  expect(tokens).toEqual([]);
  expect(region.calls.get('consul:HealthService')).toBeUndefined();
});
