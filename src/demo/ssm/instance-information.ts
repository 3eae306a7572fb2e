// DescribeInstanceInformation: which hosts Systems Manager manages, and when it last heard of them.

import type {DescribeInstanceInformationRequest, DescribeInstanceInformationResult, InstanceInformation} from '@aws-sdk/client-ssm';
import type {Host} from '../hosts/host.ts';
import type {HostBook} from '../hosts/host-book.ts';
import {AwsError} from '../wire/aws-error.ts';
import type {SsmContext} from './context.ts';
import {listPage} from './limits.ts';

const filters: Readonly<Record<string, (host: Host) => string>> = {
  InstanceIds: host => host.id,
  PingStatus: host => ping(host),
  PlatformTypes: host => host.system.type,
  ResourceType: host => resourceType(host),
  AgentVersion: () => agentVersion,
};

const agentVersion = '3.3.1142.0';

/** Lists managed hosts by filters, 5 to 50 a page. */
export function describeInstanceInformation(
  {book, timeline}: SsmContext,
  input: DescribeInstanceInformationRequest,
): DescribeInstanceInformationResult {
  const tests = testsOf(input);
  const named = input.Filters?.find(({Key}) => Key === 'InstanceIds')?.Values;
  const page = listPage(
    input,
    'DescribeInstanceInformation',
    () => (named === undefined ? book.managed() : managedOf(book, named)).filter(host => tests.every(test => test(host))),
    host => host.id,
    {least: 5, usual: 10},
  );
  return {InstanceInformationList: page.items.map(host => information(host, timeline.now)), NextToken: page.nextToken};
}

/** Those that are named, without a look at all the others. */
function managedOf(book: HostBook, ids: readonly string[]): IteratorObject<Host, undefined> {
  return Iterator.from(new Set(ids)).flatMap(id => {
    const host = book.find(id);
    return host === undefined || host.ssmAgent === 'none' ? [] : [host];
  });
}

function testsOf(input: DescribeInstanceInformationRequest): readonly ((host: Host) => boolean)[] {
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

/** AWS says ConnectionLost when it has not heard of an agent for five minutes; here a host that restarts is lost at once. */
function ping({ssmAgent}: Host): 'Online' | 'ConnectionLost' {
  return ssmAgent === 'online' ? 'Online' : 'ConnectionLost';
}

function information(host: Host, now: number): InstanceInformation {
  const {privateIpAddress, host: facts} = host.instance;
  return {
    InstanceId: host.id,
    PingStatus: ping(host),
    LastPingDateTime: new Date(host.ssmAgent === 'online' ? now - (now % 60_000) : host.lastPingAt),
    AgentVersion: agentVersion,
    IsLatestVersion: true,
    PlatformType: host.system.type,
    PlatformName: facts.platform.name,
    PlatformVersion: facts.platform.version,
    ResourceType: resourceType(host),
    IPAddress: privateIpAddress,
    ComputerName: `ip-${privateIpAddress.replaceAll('.', '-')}`,
  };
}

function resourceType({id}: Host): 'ManagedInstance' | 'EC2Instance' {
  return id.startsWith('mi-') ? 'ManagedInstance' : 'EC2Instance';
}
