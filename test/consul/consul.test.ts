// Consul's answers, good and bad, as the registry that the tables read.

import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type ConsulParts, createConsul} from '../../src/consul/consul.ts';
import {healthAnswer, toEntry} from '../../src/consul/health-mapper.ts';
import type {ConsulRequest, ConsulResponse} from '../../src/consul/transport.ts';
import {AccessDenied, Gone, Throttled, Unreachable, UserError} from '../../src/domain/errors.ts';
import type {TracedCall} from '../../src/domain/traced-call.ts';
import {patient} from '../aws/fake-endpoint.ts';
import {manualClock} from '../aws/manual-clock.ts';

const check = (Status: string, parts: object = {}) => ({CheckID: 'c', Name: 'web check', Status, Output: '', ServiceID: 'a', ...parts});
const alive = {CheckID: 'serfHealth', Name: 'Serf Health Status', Status: 'passing', Output: 'Agent alive and reachable', ServiceID: ''};

function instance(parts: {readonly Service?: object; readonly Checks?: readonly object[] | null} = {}) {
  return {
    Node: {Node: 'ip-10-0-1-5', Address: '10.0.1.5', Datacenter: 'dc1'},
    Service: {ID: 'a', Service: 'web', Address: '', Port: 32_768, Tags: ['http'], Meta: {version: '4'}, ...parts.Service},
    Checks: parts.Checks === undefined ? [alive, check('passing')] : parts.Checks,
  };
}

function consulThat(answer: Partial<ConsulResponse> | 'never' | Error, parts: Partial<ConsulParts> = {}) {
  const asked: ConsulRequest[] = [];
  const traced: TracedCall[] = [];
  const clock = manualClock();
  const consul = createConsul({
    clock,
    address: 'http://10.0.0.5:8500',
    token: undefined,
    names: {},
    region: 'eu-west-1',
    trace: call => traced.push(call),
    transport: request => {
      asked.push(request);
      if (answer === 'never') return new Promise(() => {});
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve({status: 200, headers: {}, body: '[]', ...answer});
    },
    ...parts,
  });
  return {consul, asked, traced, clock};
}

function entryOf(raw: object) {
  const [first] = healthAnswer([raw]) ?? [];
  if (first === undefined) throw new Error('was not understood');
  return toEntry(first);
}

describe('an entry', () => {
  test("without an address of its own has its node's, and tells what is known of it", () => {
    expect(entryOf(instance())).toEqual({
      id: 'ip-10-0-1-5/a',
      address: '10.0.1.5',
      port: 32_768,
      health: 'HEALTHY',
      attributes: {
        node: 'ip-10-0-1-5',
        datacenter: 'dc1',
        tags: 'http',
        version: '4',
        'check Serf Health Status': 'passing',
        'check web check': 'passing',
      },
    });
    expect(entryOf(instance({Service: {Address: '10.0.9.9', Port: 80}}))).toMatchObject({address: '10.0.9.9', port: 80});
    expect(entryOf(instance({Service: {Port: 0}}))).not.toHaveProperty('port');
  });

  test.each([
    ['passes', [alive, check('passing')], 'HEALTHY', undefined],
    ['warns', [alive, check('warning', {Output: 'disk at\n 91 %'})], 'WARNING', 'disk at 91 %'],
    ['fails', [alive, check('critical'), check('passing')], 'UNHEALTHY', 'web check'],
    ['is in maintenance', [alive, check('passing'), check('critical', {Name: 'Maintenance', Output: 'by hand'})], 'UNHEALTHY', 'by hand'],
    ['has a dead node', [{...alive, Status: 'critical', Output: 'Agent not live'}, check('passing')], 'UNHEALTHY', 'Agent not live'],
    ['has no check of its own', [alive], 'UNCHECKED', undefined],
    ['has none at all', null, 'UNCHECKED', undefined],
    ['has a status that nobody knows', [check('puzzled')], 'UNHEALTHY', 'web check'],
  ])('that %s', (_, Checks, health, healthReason) => {
    expect(entryOf(instance({Checks}))).toMatchObject({health, ...(healthReason !== undefined && {healthReason})});
  });

  test('of a Consul that sends what it should not is understood as far as it goes', () => {
    expect(entryOf({Node: {}, Service: {Tags: null, Meta: null, Port: 'x', ID: 7}, Checks: null})).toEqual({
      id: '',
      health: 'UNCHECKED',
      attributes: {node: ''},
    });
    expect(entryOf(instance({Checks: [check('critical', {Output: 'x'.repeat(5_000)})]})).healthReason).toHaveLength(301);
    for (const wrong of [{}, 'text', 7, null, [7], [{Node: 1}]]) expect(healthAnswer(wrong)).toBeUndefined();
  });

  test('is told from one of the same id on another node', () => {
    const other = {...instance(), Node: {Node: 'ip-10-0-1-6', Address: '10.0.1.6'}};
    expect([entryOf(instance()).id, entryOf(other).id]).toEqual(['ip-10-0-1-5/a', 'ip-10-0-1-6/a']);
  });

  test('of any JSON never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({Node: fc.object(), Service: fc.object(), Checks: fc.anything()})),
        raw => void (healthAnswer(raw) ?? []).map(toEntry),
      ),
    );
  });
});

describe('the client', () => {
  test('asks for service health by GET, with its token in the header alone', async () => {
    const {consul, asked} = consulThat(
      {body: JSON.stringify([instance()])},
      {token: 'canary-token', address: 'https://consul.example.com/mesh/'},
    );
    expect((await consul.contents('web/a b', patient)).entries).toHaveLength(1);
    expect(asked.map(({url, headers}) => [url.href, headers])).toEqual([
      ['https://consul.example.com/mesh/v1/health/service/web%2Fa%20b', {accept: 'application/json', 'x-consul-token': 'canary-token'}],
    ]);
    const plain = consulThat({});
    await plain.consul.contents('web', patient);
    expect(plain.asked[0]?.headers).not.toHaveProperty('x-consul-token');
  });

  test('says when the ACL left entries out, and when there is no leader', async () => {
    const filtered = consulThat({headers: {'x-consul-results-filtered-by-acls': 'true', 'x-consul-knownleader': 'false'}});
    expect(await filtered.consul.contents('web', patient)).toMatchObject({
      entries: [],
      isPartial: true,
      problems: ['Consul at 10.0.0.5:8500 has no leader: what it tells may be old'],
    });
    expect((await consulThat({}).consul.contents('web', patient)).isPartial).toBe(false);
  });

  test.each([
    [
      403,
      'Permission denied',
      AccessDenied,
      "denied: Consul's service:read of web",
      'set CONSUL_HTTP_TOKEN to a token with service:read and node:read',
    ],
    [403, 'ACL not found', AccessDenied, 'Consul does not know the token of CONSUL_HTTP_TOKEN', 'renew it'],
    [429, '', Throttled, 'Consul at 10.0.0.5:8500 throttled us', 'tried again'],
    [500, 'No cluster leader', Unreachable, 'Consul at 10.0.0.5:8500 failed (HTTP 500: No cluster leader)', 'see how its servers are'],
    [301, '', UserError, '10.0.0.5:8500 answered with something that is no answer of Consul (HTTP 301)', 'check the address'],
    [
      200,
      '<html>login</html>',
      UserError,
      '10.0.0.5:8500 answered with something that is no answer of Consul (no JSON)',
      'check the address',
    ],
    [
      200,
      '{"a":1}',
      UserError,
      '10.0.0.5:8500 answered with something that is no answer of Consul (no list of entries)',
      'check the address',
    ],
  ])('HTTP %i with %j is told in our words', async (status, body, kind, message, advice) => {
    const failure = await consulThat({status, body})
      .consul.contents('web', patient)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(kind);
    expect(failure).toMatchObject({message, advice: expect.stringContaining(advice)});
  });

  test.each([
    ['ECONNREFUSED', 'Consul at 10.0.0.5:8500 refuses connections'],
    ['ENOTFOUND', 'Consul at 10.0.0.5:8500 is no known host'],
    ['ECONNRESET', 'Consul at 10.0.0.5:8500 cannot be reached (ECONNRESET)'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate of Consul at 10.0.0.5:8500 is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)'],
  ])('a connection that fails with %s too', async (code, message) => {
    const {consul} = consulThat(Object.assign(new Error('failed'), {code}));
    await expect(consul.contents('web', patient)).rejects.toMatchObject({name: 'Unreachable', message});
  });

  test('no answer ends at the deadline, and leaving it is no failure of its own', async () => {
    const {consul, clock, traced} = consulThat('never');
    const outcome = expect(consul.contents('web', patient)).rejects.toThrow('did not answer within 10 s');
    await clock.advance(10_000);
    await outcome;
    expect(traced).toMatchObject([{action: 'consul:HealthService', outcome: 'Unreachable', milliseconds: 10_000}]);
    const left = new AbortController();
    const leaving = consulThat('never').consul.contents('web', left.signal);
    left.abort(new Error('left'));
    await expect(leaving).rejects.toThrow('left');
  });

  test('a trace has neither the token nor what Consul said', async () => {
    const {consul, traced} = consulThat({status: 403, body: 'canary-body'}, {token: 'canary-token'});
    const failure = await consul.contents('web', patient).catch((error: unknown) => error);
    expect(traced).toMatchObject([{action: 'consul:HealthService', region: 'eu-west-1', effect: 'read', status: 403}]);
    expect(JSON.stringify([traced, failure])).not.toContain('canary');
  });

  test('the raw view has the entry as Consul sent it', async () => {
    const {consul} = consulThat({body: JSON.stringify([instance(), {...instance({Service: {ID: 'b'}}), Extra: 1}])});
    expect(await consul.raw('web', 'ip-10-0-1-5/b', patient)).toMatchObject({Extra: 1});
    await expect(consul.raw('web', 'c', patient)).rejects.toThrow(Gone);
  });
});
