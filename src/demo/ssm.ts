// Systems Manager: which hosts it manages.

import type {DescribeInstanceInformationRequest, DescribeInstanceInformationResult, InstanceInformation} from '@aws-sdk/client-ssm';
import type {EcsState, InstanceState} from './ecs/state.ts';
import {hostId, hostsOf} from './hosts.ts';
import {AwsError} from './wire/aws-error.ts';
import {jsonProtocol} from './wire/json-protocol.ts';
import {takePage} from './wire/pages.ts';
import type {DemoService} from './wire/service.ts';

interface Parts {
  readonly state: EcsState;
  readonly now: () => number;
}

/** Systems Manager over the hosts of the world. */
export function ssm(parts: Parts): DemoService {
  return {
    iamPrefix: 'ssm',
    wireName: 'AmazonSSM',
    protocol: jsonProtocol,
    operations: {
      DescribeInstanceInformation: input => describeInstanceInformation(parts, input as DescribeInstanceInformationRequest),
    },
  };
}

const filters: Readonly<Record<string, (host: InstanceState) => string>> = {
  InstanceIds: hostId,
  PingStatus: () => 'Online',
  PlatformTypes: () => 'Linux',
  ResourceType: host => resourceType(host),
};

function describeInstanceInformation(parts: Parts, input: DescribeInstanceInformationRequest): DescribeInstanceInformationResult {
  const size = input.MaxResults ?? 10;
  if (size < 5 || size > 50) throw outOfBounds(size);
  const tests = testsOf(input);
  const page = takePage(
    () => hostsOf(parts.state).filter(host => host.isManagedBySsm && tests.every(test => test(host))),
    hostId,
    {scope: 'DescribeInstanceInformation', size, token: input.NextToken},
    () => new AwsError('InvalidNextToken', 'The specified token is not valid.'),
  );
  return {InstanceInformationList: page.items.map(host => information(host, parts.now())), NextToken: page.nextToken};
}

function outOfBounds(size: number): AwsError {
  const bound = size < 5 ? 'greater than or equal to 5' : 'less than or equal to 50';
  const message = `Value '${size}' at 'maxResults' failed to satisfy constraint: Member must have value ${bound}`;
  return new AwsError('ValidationException', `1 validation error detected: ${message}`);
}

function testsOf(input: DescribeInstanceInformationRequest): readonly ((host: InstanceState) => boolean)[] {
  const wanted = [
    ...(input.Filters ?? []).map(({Key, Values}) => ({key: Key ?? '', values: Values ?? []})),
    ...(input.InstanceInformationFilterList ?? []).map(({key, valueSet}) => ({key: key ?? '', values: valueSet ?? []})),
  ];
  return wanted.map(({key, values}) => {
    const read = Object.hasOwn(filters, key) ? filters[key] : undefined;
    if (read === undefined) throw new AwsError('InvalidFilterKey', `The specified key is not valid: ${key}`);
    const accepted = new Set(values);
    return host => accepted.has(read(host));
  });
}

function information(host: InstanceState, now: number): InstanceInformation {
  return {
    InstanceId: hostId(host),
    PingStatus: 'Online',
    LastPingDateTime: new Date(now),
    AgentVersion: '3.3.1142.0',
    IsLatestVersion: true,
    PlatformType: 'Linux',
    PlatformName: host.platform.name,
    PlatformVersion: host.platform.version,
    ResourceType: resourceType(host),
    IPAddress: host.privateIpAddress,
    ComputerName: `ip-${host.privateIpAddress.replaceAll('.', '-')}`,
  };
}

function resourceType(host: InstanceState): 'ManagedInstance' | 'EC2Instance' {
  return hostId(host).startsWith('mi-') ? 'ManagedInstance' : 'EC2Instance';
}
