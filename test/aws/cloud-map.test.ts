import {expect, test} from 'vitest';
import {answersInWords, callersName, toRegistryEntry} from '../../src/aws/cloud-map-mapper.ts';
import {AccessDenied, Gone, Throttled} from '../../src/domain/errors.ts';
import {type Answer, awsError, connectTo, patient, type SentRequest} from './fake-endpoint.ts';

const arn = 'arn:aws:servicediscovery:eu-west-1:111122223333:service/srv-orders';

const service = {
  Id: 'srv-orders',
  Name: 'orders',
  NamespaceId: 'ns-local',
  Type: 'DNS_HTTP',
  DnsConfig: {RoutingPolicy: 'WEIGHTED', DnsRecords: [{Type: 'A', TTL: 10}]},
  HealthCheckCustomConfig: {FailureThreshold: 1},
};

/** 150 instances in pages of 100, of which only the first is healthy; parts may be answered otherwise. */
function registry(...others: readonly (readonly [operation: string, answer: (request: SentRequest) => Answer])[]) {
  const ids = Array.from({length: 150}, (_, index) => `task${index}`);
  const pageOf = ({input}: SentRequest) => (input.NextToken === undefined ? ids.slice(0, 100) : ids.slice(100));
  const nextOf = ({input}: SentRequest) => (input.NextToken === undefined ? {NextToken: 'more'} : {});
  return (request: SentRequest): Answer => {
    const other = others.find(([operation]) => operation === request.operation);
    if (other !== undefined) return other[1](request);
    switch (request.operation) {
      case 'GetService':
        return {body: {Service: service}};
      case 'GetNamespace':
        return {body: {Namespace: {Id: 'ns-local', Name: 'local-1', Type: 'DNS_PRIVATE'}}};
      case 'ListInstances':
        return {body: {Instances: pageOf(request).map(Id => ({Id, Attributes: {AWS_INSTANCE_IPV4: '10.0.3.7'}})), ...nextOf(request)}};
      default:
        return {
          body: {Status: Object.fromEntries(pageOf(request).map(id => [id, id === 'task0' ? 'HEALTHY' : 'UNHEALTHY'])), ...nextOf(request)},
        };
    }
  };
}

const denied = () => awsError('AccessDeniedException', 'User: arn:aws:iam::1:user/a is not authorized to perform: servicediscovery:X');

test('all pages of instances with their health, under the name that callers use', async () => {
  const {connection, sent} = await connectTo(registry());
  const contents = await connection.region.cloudMap.contents(arn, patient);
  expect(contents).toMatchObject({
    name: 'orders.local-1',
    answers: 'A records for 10 s: one at random of those that are healthy (weighted)',
    isPartial: false,
  });
  expect(contents.entries).toHaveLength(150);
  expect(contents.entries.map(({health}) => health).slice(0, 2)).toEqual(['HEALTHY', 'UNHEALTHY']);
  expect(contents.entries[149]).toMatchObject({id: 'task149', address: '10.0.3.7', health: 'UNHEALTHY'});
  expect(sent.map(({operation}) => operation).toSorted()).toEqual([
    'GetInstancesHealthStatus',
    'GetInstancesHealthStatus',
    'GetNamespace',
    'GetService',
    'ListInstances',
    'ListInstances',
  ]);
  expect(sent.filter(({operation}) => operation.endsWith('s')).every(({input}) => input.ServiceId === 'srv-orders')).toBe(true);
});

test('names are asked for once in five minutes, instances and their health each time', async () => {
  const {connection, sent, clock} = await connectTo(registry());
  const counted = async () => {
    await connection.region.cloudMap.contents(arn, patient);
    const count = (name: string) => sent.filter(({operation}) => operation === name).length;
    return [count('GetService'), count('GetNamespace'), count('ListInstances'), count('GetInstancesHealthStatus')];
  };
  expect(await counted()).toEqual([1, 1, 2, 2]);
  await clock.advance(10_000);
  expect(await counted()).toEqual([1, 1, 4, 4]);
  await clock.advance(300_000);
  expect(await counted()).toEqual([2, 2, 6, 6]);
});

test('no host but the configured one is called: none has the prefix of the discovery API', async () => {
  const {connection, sent} = await connectTo(registry(), {endpoint: 'http://127.0.0.1:4570'});
  await connection.region.cloudMap.contents(arn, patient);
  expect(new Set(sent.map(({headers}) => headers.host))).toEqual(new Set(['127.0.0.1:4570']));
});

test('without a check no health is asked for; without names and health the entries stand, and it is said', async () => {
  const {HealthCheckCustomConfig: _, ...unchecked} = service;
  const plain = await connectTo(registry(['GetService', () => ({body: {Service: unchecked}})]));
  const {entries} = await plain.connection.region.cloudMap.contents(arn, patient);
  expect(entries[0]?.health).toBe('UNCHECKED');
  expect(plain.sent.map(({operation}) => operation)).not.toContain('GetInstancesHealthStatus');

  const blind = await connectTo(registry(['GetService', denied], ['GetInstancesHealthStatus', denied]));
  const contents = await blind.connection.region.cloudMap.contents(arn, patient);
  expect(contents.name).toBeUndefined();
  expect(contents.entries[0]).toMatchObject({id: 'task0', health: 'UNKNOWN'});
  expect(contents.problems).toHaveLength(2);

  const nameless = await connectTo(registry(['GetNamespace', () => awsError('NamespaceNotFound', 'no such namespace')]));
  expect(await nameless.connection.region.cloudMap.contents(arn, patient)).toMatchObject({
    name: 'orders',
    problems: [expect.stringContaining('no such namespace')],
  });
});

test.each([
  ['ServiceNotFound', Gone],
  ['AccessDeniedException', AccessDenied],
  ['RequestLimitExceeded', Throttled],
])('%s is told in our words', async (code, kind) => {
  const {connection, clock} = await connectTo(registry(['ListInstances', () => awsError(code, 'no')]));
  const outcome = expect(connection.region.cloudMap.contents(arn, patient)).rejects.toThrow(kind);
  await clock.advance(5_000);
  await outcome;
});

test('health that is throttled costs the reading: rows with their age are better than health unknown', async () => {
  const {connection, clock} = await connectTo(registry(['GetInstancesHealthStatus', () => awsError('RequestLimitExceeded', 'slow down')]));
  const outcome = expect(connection.region.cloudMap.contents(arn, patient)).rejects.toThrow(Throttled);
  await clock.advance(5_000);
  await outcome;
});

test('what ECS writes into an instance, an alias, and an instance with nothing', () => {
  const attributes = {
    AWS_INSTANCE_IPV4: '10.0.3.7',
    AWS_INSTANCE_PORT: '8080',
    ECS_CLUSTER_NAME: 'discovery',
    ECS_SERVICE_NAME: 'orders-blue',
  };
  expect(toRegistryEntry({Id: 'task1', Attributes: attributes}, 'HEALTHY')).toEqual({
    id: 'task1',
    health: 'HEALTHY',
    attributes,
    address: '10.0.3.7',
    port: 8080,
    cluster: 'discovery',
    service: 'orders-blue',
  });
  expect(toRegistryEntry({Id: 'alb', Attributes: {AWS_ALIAS_DNS_NAME: 'a.elb.amazonaws.com'}}, 'UNKNOWN')).toMatchObject({
    alias: 'a.elb.amazonaws.com',
  });
  expect(toRegistryEntry({Id: 'six', Attributes: {AWS_INSTANCE_IPV6: 'fd00::7', AWS_INSTANCE_PORT: 'x'}}, 'UNKNOWN')).toEqual({
    id: 'six',
    health: 'UNKNOWN',
    attributes: {AWS_INSTANCE_IPV6: 'fd00::7', AWS_INSTANCE_PORT: 'x'},
    address: 'fd00::7',
  });
  expect(toRegistryEntry({}, 'UNKNOWN')).toEqual({id: '', health: 'UNKNOWN', attributes: {}});
});

test('how callers are answered, in words', () => {
  const records = [{Type: 'SRV' as const, TTL: 60}];
  expect(answersInWords({DnsConfig: {RoutingPolicy: 'MULTIVALUE', DnsRecords: records}})).toBe(
    'SRV records for 60 s: up to 8 (multivalue)',
  );
  expect(answersInWords({DnsConfig: {RoutingPolicy: 'WEIGHTED', DnsRecords: records}})).toBe(
    'SRV records for 60 s: one at random of those that are registered (weighted)',
  );
  expect(answersInWords({Type: 'HTTP'})).toBe('by DiscoverInstances alone, no DNS');
  expect(callersName({Name: 'orders'}, undefined)).toBe('orders');
});
