// Whether there is room: a wrong "yes" sends an engineer scaling into a wall.

import {describe, expect, test} from 'vitest';
import {readRoom, roomOn, taskNeeds} from '../../commands/room.ts';
import {aContainerDefinition, aDefinition, anInstance, clusterArn} from '../domain/fixtures.ts';
import {patient, regionOf} from '../resources/region.ts';

describe('what a task needs', () => {
  test('is what the task says, where it does', () => {
    expect(taskNeeds(aDefinition({cpu: 256, memory: 1024}))).toMatchObject({cpu: 256, memory: 1024});
  });

  test('is the sum of its containers, by their reservations first', () => {
    const containers = [aContainerDefinition({cpu: 100, memory: 512, memoryReservation: 128}), aContainerDefinition({cpu: 50, memory: 64})];
    expect(taskNeeds(aDefinition({containers}))).toMatchObject({cpu: 150, memory: 192});
  });

  test('counts fixed host ports, not dynamic ones and not those of awsvpc', () => {
    const containers = [
      aContainerDefinition({
        ports: [
          {containerPort: 80, hostPort: 8080, protocol: 'tcp'},
          {containerPort: 81, hostPort: 0, protocol: 'tcp'},
        ],
      }),
    ];
    expect(taskNeeds(aDefinition({containers})).ports).toEqual([8080]);
    expect(taskNeeds(aDefinition({containers, networkMode: 'awsvpc'})).ports).toEqual([]);
  });
});

describe('room on an instance', () => {
  const needs = {cpu: 0, memory: 512, ports: []};

  test('is what the scarcest resource allows', () => {
    const remaining = {cpu: 1024, memory: 1100, ports: []};
    expect(roomOn(anInstance({remaining}), needs)).toBe(2);
    expect(roomOn(anInstance({remaining}), {...needs, cpu: 1000})).toBe(1);
  });

  test.each([
    ['draining', anInstance({status: 'DRAINING'})],
    ['without its agent', anInstance({isAgentConnected: false})],
  ])('is none while it is %s', (_, instance) => expect(roomOn(instance, needs)).toBe(0));

  test('with a fixed port is one task, and none where the port is taken', () => {
    expect(roomOn(anInstance(), {...needs, ports: [8080]})).toBe(1);
    expect(roomOn(anInstance({remaining: {cpu: 1024, memory: 4096, ports: [22, 8080]}}), {...needs, ports: [8080]})).toBe(0);
  });

  test('leaves out the instance that is to be drained', async () => {
    const {aws} = regionOf({instances: [anInstance({arn: 'a'}), anInstance({arn: 'b'})]});
    expect((await readRoom(aws, clusterArn, needs, 100, patient)).tasks).toBe(14);
    expect((await readRoom(aws, clusterArn, needs, 100, patient, 'a')).tasks).toBe(7);
  });
});
