// Which hosts take part, and of each other one the reason why not.

import {describe, expect, test} from 'vitest';
import type {ContainerInstance} from '../../src/domain/container-instance.ts';
import {AccessDenied} from '../../src/domain/errors.ts';
import type {ManagedHost} from '../../src/domain/run-command.ts';
import {readTargets, type TargetChoice} from '../../src/fleet/targets.ts';
import {aCluster, anInstance, clusterArn} from '../domain/fixtures.ts';
import {type Contents, regionOf} from '../resources/region.ts';

const instance = (name: string, parts: Partial<ContainerInstance> = {}) =>
  anInstance({arn: `arn:ci/${name}`, id: name, ec2InstanceId: `i-${name}`, ...parts});
const online = (name: string, parts: Partial<ManagedHost> = {}): ManagedHost => ({
  instanceId: `i-${name}`,
  ping: 'Online',
  platformType: 'Linux',
  ...parts,
});

async function targets(contents: Contents, managed: readonly ManagedHost[], choice: TargetChoice = {}) {
  const {aws} = regionOf({clusters: [aCluster()], ...contents});
  const runCommand = {managedHosts: async (ids: readonly string[]) => managed.filter(({instanceId}) => ids.includes(instanceId))};
  return readTargets({ecs: aws.ecs, runCommand}, clusterArn, choice, new AbortController().signal);
}

async function why(row: ContainerInstance, managed: readonly ManagedHost[]): Promise<string | undefined> {
  return (await targets({instances: [row]}, managed))[0]?.exclusion;
}

test('a host is told with what Systems Manager knows of it', async () => {
  const host = online('1', {platformName: 'Amazon Linux', platformVersion: '2', agentVersion: '3.3', address: '10.0.0.1'});
  expect(await targets({instances: [instance('1', {zone: 'eu-west-1a', runningTasks: 3})]}, [host])).toEqual([
    {
      arn: 'arn:ci/1',
      instanceId: 'i-1',
      status: 'ACTIVE',
      runningTasks: 3,
      availabilityZone: 'eu-west-1a',
      address: '10.0.0.1',
      platform: 'Amazon Linux 2',
      agentVersion: '3.3',
    },
  ]);
});

describe('left out', () => {
  test.each([
    ['not managed', instance('1'), [], /does not know it/],
    ['offline', instance('1'), [online('1', {ping: 'ConnectionLost'})], /ConnectionLost/],
    ['Windows by Systems Manager', instance('1'), [online('1', {platformType: 'Windows'})], /Windows/],
    ['Windows by ECS', instance('1', {operatingSystem: 'WINDOWS_SERVER_2022_CORE'}), [], /Windows/],
    ['Bottlerocket', instance('1'), [online('1', {platformName: 'Bottlerocket'})], /no shell/],
    ['going away', instance('1', {status: 'DEREGISTERING'}), [online('1')], /DEREGISTERING/],
    ['Managed Instances', instance('1', {capacityProvider: 'managed-1'}), [online('1')], /ECS Managed Instances/],
  ] as const)('%s', async (_, row, managed, words) => {
    expect(await why(row, managed)).toMatch(words);
  });

  test('a cluster without hosts of its own', async () => {
    const [fargate] = await targets({clusters: [aCluster({runningTasks: 4})]}, []);
    expect(fargate).toMatchObject({instanceId: '', exclusion: expect.stringContaining('Fargate')});
    const [empty] = await targets({clusters: [aCluster({runningTasks: 0})]}, []);
    expect(empty?.exclusion).toBe('the cluster has no container instances');
  });

  test('an old registration of the same host', async () => {
    const rows = [instance('old', {ec2InstanceId: 'i-1', isAgentConnected: false}), instance('new', {ec2InstanceId: 'i-1'})];
    const found = await targets({instances: rows}, [online('1')]);
    expect(found.map(({exclusion}) => exclusion)).toEqual(['i-1 is registered twice, and takes part as new', undefined]);
  });
});

test('a DRAINING host takes part', async () => {
  expect(await why(instance('1', {status: 'DRAINING'}), [online('1')])).toBeUndefined();
});

test('without leave to read capacity providers the rest is told all the same', async () => {
  const denied = async () => {
    throw new AccessDenied('ecs:DescribeCapacityProviders', 'denied', 'Ask.');
  };
  const rows = [instance('1', {capacityProvider: 'asg'})];
  expect(await targets({instances: rows, overrides: {capacityProviders: denied}}, [online('1')])).toHaveLength(1);
});

describe('chosen', () => {
  const rows = [
    instance('1', {zone: 'a', attributes: {size: 'large'}}),
    instance('2', {zone: 'b', attributes: {size: 'small'}}),
    instance('3', {zone: 'c', attributes: {size: 'large'}}),
  ];
  const managed = [online('1'), online('2'), online('3')];
  const ids = async (choice: TargetChoice) => (await targets({instances: rows}, managed, choice)).map(({instanceId}) => instanceId);

  test('by mark, attribute and zone', async () => {
    expect(await ids({instances: ['arn:ci/2', 'arn:ci/3']})).toEqual(['i-2', 'i-3']);
    expect(await ids({attribute: {name: 'size', value: 'large'}})).toEqual(['i-1', 'i-3']);
    expect(await ids({availabilityZones: ['a', 'b']})).toEqual(['i-1', 'i-2']);
    expect(await ids({attribute: {name: 'size', value: 'large'}, availabilityZones: ['a', 'b']})).toEqual(['i-1']);
  });

  test('what leaves none is told with what there is', async () => {
    await expect(ids({attribute: {name: 'size', value: 'huge'}})).rejects.toMatchObject({advice: 'The values of size are large, small.'});
    await expect(ids({attribute: {name: 'colour', value: 'red'}})).rejects.toMatchObject({advice: 'None has an attribute colour.'});
    await expect(ids({availabilityZones: ['z']})).rejects.toMatchObject({advice: 'Their zones are a, b, c.'});
  });
});
