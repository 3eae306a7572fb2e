// The port SurroundingReads: hosts from EC2 and Systems Manager.

import type {Clock} from '../domain/clock.ts';
import type {Host} from '../domain/container-instance.ts';
import type {SurroundingReads} from '../domain/ports.ts';
import {batches} from './batches.ts';
import type {Call} from './caller.ts';
import type {Ec2Operations} from './ec2-client.ts';
import {createHostDirectory, type ReadHosts} from './host-directory.ts';
import {present} from './mapping.ts';
import {allItems, pages} from './paging.ts';
import type {SsmOperations} from './ssm-client.ts';

/** A filter of DescribeInstances takes 200 values; one of DescribeInstanceInformation 100, and a page of it is 50. */
const ec2Batch = 200;
const ssmBatch = 50;

/** Creates the reads; hosts are remembered for some minutes. */
export function createSurroundings(
  clock: Clock,
  calls: {readonly ec2: Call<Ec2Operations>; readonly ssm: Call<SsmOperations>},
): SurroundingReads {
  return {
    hosts: createHostDirectory(clock, {ec2: inBatches(ec2Batch, readEc2(calls.ec2)), ssm: inBatches(ssmBatch, readSsm(calls.ssm))}),
  };
}

function inBatches(size: number, read: ReadHosts): ReadHosts {
  return async (ids, signal) => (await Promise.all(batches(ids, size).map(batch => read(batch, signal)))).flat();
}

function readEc2(call: Call<Ec2Operations>): ReadHosts {
  return async (ids, signal) => {
    // By a filter: named directly, one id that is gone would fail them all.
    const filter = {Filters: [{Name: 'instance-id', Values: [...ids]}], MaxResults: 1_000};
    const answers = pages(async NextToken => {
      const answer = await call('DescribeInstances', {...filter, NextToken}, signal);
      return {items: answer.Reservations?.flatMap(reservation => reservation.Instances ?? []) ?? [], nextToken: answer.NextToken};
    });
    return (await allItems(answers)).map(
      (instance): Host => ({
        instanceId: instance.InstanceId ?? '',
        ...present({privateAddress: instance.PrivateIpAddress, publicAddress: instance.PublicIpAddress || undefined}),
      }),
    );
  };
}

function readSsm(call: Call<SsmOperations>): ReadHosts {
  return async (ids, signal) => {
    const filter = {Filters: [{Key: 'InstanceIds', Values: [...ids]}], MaxResults: ssmBatch};
    const answers = pages(async NextToken => {
      const answer = await call('DescribeInstanceInformation', {...filter, NextToken}, signal);
      return {items: answer.InstanceInformationList ?? [], nextToken: answer.NextToken};
    });
    return (await allItems(answers)).map(
      (information): Host => ({
        instanceId: information.InstanceId ?? '',
        ...present({
          privateAddress: information.IPAddress,
          managed: information.PingStatus,
          platform: platform(information.PlatformName, information.PlatformVersion),
          ssmAgentVersion: information.AgentVersion,
        }),
      }),
    );
  };
}

function platform(name: string | undefined, version: string | undefined): string | undefined {
  return name === undefined ? undefined : [name, version].filter(part => part !== undefined && part !== '').join(' ');
}
