// What decides a container's zone, and what is said where containers differ.

import {describe, expect, test} from 'vitest';
import {commonZone, isSameZone, timezoneOf} from '../../src/domain/container-timezone.ts';
import {timezoneVerdict} from '../../src/domain/health/timezone-health.ts';
import type {ContainerDefinition} from '../../src/domain/task-definition.ts';
import {aDefinition} from './fixtures.ts';

function aContainer(parts: Partial<ContainerDefinition>): ContainerDefinition {
  const [container] = aDefinition().containers;
  if (container === undefined) throw new Error('the fixture has no container');
  return {...container, command: [], entryPoint: [], environment: [], secrets: [], mounts: [], ...parts};
}

describe('the zone of a container', () => {
  test.each([
    ['nothing but its image', {}, {source: 'image'}],
    ['TZ', {environment: [{name: 'TZ', value: ' Asia/Shanghai '}]}, {source: 'environment', zone: 'Asia/Shanghai'}],
    [
      'the last TZ of two',
      {
        environment: [
          {name: 'TZ', value: 'UTC'},
          {name: 'TZ', value: 'Asia/Tokyo'},
        ],
      },
      {source: 'environment', zone: 'Asia/Tokyo'},
    ],
    ['no zone where TZ is empty', {environment: [{name: 'TZ', value: ''}]}, {source: 'image'}],
    ['TZ out of a secret, which nobody reads', {secrets: [{name: 'TZ', valueFrom: 'arn:aws:ssm:::parameter/tz'}]}, {source: 'secret'}],
    ['a mounted file of the host', {mounts: ['/etc/localtime → /etc/localtime']}, {source: 'mount'}],
    [
      "the JVM's option in the command",
      {command: ['java', '-Duser.timezone=Asia/Shanghai', '-jar', 'app.jar']},
      {source: 'java', zone: 'Asia/Shanghai'},
    ],
    [
      "the JVM's option in JAVA_OPTS, in quotes",
      {environment: [{name: 'JAVA_OPTS', value: '-Xmx1g -Duser.timezone="UTC"'}]},
      {source: 'java', zone: 'UTC'},
    ],
    [
      "the JVM's option, though TZ says another",
      {entryPoint: ['sh', '-c', 'java -Duser.timezone=UTC'], environment: [{name: 'TZ', value: 'Asia/Shanghai'}]},
      {source: 'java', zone: 'UTC', otherZone: 'Asia/Shanghai'},
    ],
    [
      "the JVM's option, where TZ says the same by another name",
      {command: ['-Duser.timezone=Etc/UTC'], environment: [{name: 'TZ', value: ':UTC'}]},
      {source: 'java', zone: 'Etc/UTC'},
    ],
    ['nothing by a variable that only looks alike', {environment: [{name: 'MY_TZ', value: 'UTC'}]}, {source: 'image'}],
    ['nothing by a mount that only looks alike', {mounts: ['data → /etc/localtime.d']}, {source: 'image'}],
  ])('comes from %s', (_, parts, expected) => {
    expect(timezoneOf(aContainer(parts as Partial<ContainerDefinition>))).toEqual(expected);
  });
});

test('a zone has several names', () => {
  expect(isSameZone('UTC', ':Etc/UTC')).toBe(true);
  expect(isSameZone('asia/shanghai', 'Asia/Shanghai')).toBe(true);
  expect(isSameZone('Asia/Shanghai', 'Asia/Tokyo')).toBe(false);
});

test('the common zone is that of most, under the name that came first', () => {
  expect(commonZone([undefined, 'Asia/Shanghai', 'UTC', 'Etc/UTC', undefined])).toBe('UTC');
  expect(commonZone(['Asia/Tokyo', 'UTC'])).toBe('Asia/Tokyo');
  expect(commonZone([undefined])).toBeUndefined();
  expect(commonZone([])).toBeUndefined();
});

describe('the verdict on it', () => {
  const row = {id: 'x', clusterArn: 'c', taskDefinitionArn: 't', container: 'web', image: 'i', groups: [], tasks: 1};
  test.each([
    ['as wanted', {source: 'environment', zone: 'Etc/UTC', wanted: 'UTC'}, 'ok', ''],
    ['another', {source: 'environment', zone: 'UTC', wanted: 'Asia/Shanghai'}, 'warn', 'differs from Asia/Shanghai'],
    [
      'two at once',
      {source: 'java', zone: 'UTC', otherZone: 'Asia/Tokyo', wanted: 'UTC'},
      'warn',
      'the JVM is in UTC, and TZ says Asia/Tokyo',
    ],
    ['not set, and UTC will do', {source: 'image', wanted: 'UTC'}, 'quiet', "the image's own, in most images UTC"],
    [
      'not set, and another is wanted',
      {source: 'image', wanted: 'Asia/Shanghai'},
      'warn',
      "not set: the image's own, in most images UTC and not Asia/Shanghai",
    ],
    ["the host's", {source: 'mount', wanted: 'UTC'}, 'quiet', "the host's zone: see :time for the hosts"],
    ['a secret', {source: 'secret', wanted: 'UTC'}, 'quiet', 'TZ comes from a secret, which is not read'],
  ] as const)('%s', (_, setting, tone, note) => {
    expect(timezoneVerdict({...row, ...setting})).toEqual({tone, note});
  });
});
