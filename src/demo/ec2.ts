// EC2: the hosts under the container instances, with their addresses.

import type {EcsState, InstanceState} from './ecs/state.ts';
import {hostAttribute, hostId, hostsOf} from './hosts/directory.ts';
import {AwsError} from './wire/aws-error.ts';
import {takePage} from './wire/pages.ts';
import {ec2Protocol, QueryInput} from './wire/query-protocol.ts';
import type {DemoService} from './wire/service.ts';

/** EC2 over the hosts of the world. */
export function ec2({state}: {readonly state: EcsState}): DemoService {
  return {
    iamPrefix: 'ec2',
    wireName: '2016-11-15',
    protocol: ec2Protocol,
    operations: {
      DescribeInstances: input => describeInstances(state, input instanceof QueryInput ? input : new QueryInput('')),
    },
  };
}

const filters: Readonly<Record<string, (host: InstanceState) => string | undefined>> = {
  'instance-id': hostId,
  'private-ip-address': host => host.privateIpAddress,
  'instance-state-name': () => 'running',
  'instance-type': host => hostAttribute(host, 'ecs.instance-type'),
  'availability-zone': host => hostAttribute(host, 'ecs.availability-zone'),
};

function describeInstances(state: EcsState, input: QueryInput): object {
  const ids = input.list('InstanceId');
  const maxResults = input.text('MaxResults');
  const size = Number(maxResults ?? 1000);
  if (!(size >= 5 && size <= 1000)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ( ${maxResults} ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.`,
    );
  }
  if (ids.length > 0 && maxResults !== undefined) {
    throw new AwsError('InvalidParameterCombination', 'The parameter instancesSet cannot be used with the parameter maxResults');
  }
  requireExisting(state, ids);
  const wanted = new Set(ids);
  const matches = wantedBy(input);
  const page = takePage(
    () => hostsOf(state).filter(host => isInstance(host) && (wanted.size === 0 || wanted.has(hostId(host))) && matches(host)),
    hostId,
    {scope: 'DescribeInstances', size, token: input.text('NextToken')},
    () => new AwsError('InvalidNextToken', 'The token is invalid.'),
  );
  return {reservationSet: page.items.map(host => reservation(state, host)), nextToken: page.nextToken};
}

// mi-… are servers on premises: EC2 does not know them.
function isInstance(host: InstanceState): boolean {
  return hostId(host).startsWith('i-');
}

function requireExisting(state: EcsState, ids: readonly string[]): void {
  const malformed = ids.find(id => !/^i-[0-9a-f]{8,17}$/.test(id));
  if (malformed !== undefined) throw new AwsError('InvalidInstanceID.Malformed', `Invalid id: "${malformed}"`);
  const existing = new Set(ids.length === 0 ? [] : hostsOf(state).map(hostId));
  const missing = ids.filter(id => !existing.has(id));
  if (missing.length === 1) throw new AwsError('InvalidInstanceID.NotFound', `The instance ID '${missing[0]}' does not exist`);
  if (missing.length > 1) throw new AwsError('InvalidInstanceID.NotFound', `The instance IDs '${missing.join(', ')}' do not exist`);
}

function wantedBy(input: QueryInput): (host: InstanceState) => boolean {
  const tests: ((host: InstanceState) => boolean)[] = [];
  for (let index = 1; input.text(`Filter.${index}.Name`) !== undefined; index += 1) {
    const name = input.text(`Filter.${index}.Name`) ?? '';
    const read = Object.hasOwn(filters, name) ? filters[name] : undefined;
    if (read === undefined) throw new AwsError('InvalidParameterValue', `The filter '${name}' is invalid`);
    const values = new Set(input.list(`Filter.${index}.Value`));
    tests.push(host => values.has(read(host) ?? ''));
  }
  return host => tests.every(test => test(host));
}

function reservation(state: EcsState, host: InstanceState): object {
  const address = host.privateIpAddress;
  const instance = {
    instanceId: hostId(host),
    imageId: hostAttribute(host, 'ecs.ami-id'),
    instanceState: {code: 16, name: 'running'},
    privateDnsName: `ip-${address.replaceAll('.', '-')}.${state.region}.compute.internal`,
    instanceType: hostAttribute(host, 'ecs.instance-type'),
    launchTime: host.instance.registeredAt,
    placement: {availabilityZone: hostAttribute(host, 'ecs.availability-zone'), tenancy: 'default'},
    privateIpAddress: address,
  };
  return {reservationId: hostId(host).replace(/^i-/, 'r-'), ownerId: state.account, instancesSet: [instance]};
}
