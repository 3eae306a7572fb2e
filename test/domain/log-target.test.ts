// Where a container's lines go: a stream where every part of its name is certain, else a sentence.

import {describe, expect, test} from 'vitest';
import {logTarget, logTargetWords} from '../../src/domain/log-target.ts';
import type {ContainerDefinition} from '../../src/domain/task-definition.ts';
import {aContainer, aContainerDefinition} from './fixtures.ts';

const here = 'ap-southeast-1';

function words(definition: ContainerDefinition, others: readonly ContainerDefinition[] = [], container = aContainer()): string {
  return logTargetWords(logTarget(container, {containers: [definition, ...others]}, here), here);
}

const withLog = (driver: string, options: Record<string, string> = {}) => aContainerDefinition({log: {driver, options}});

describe('awslogs', () => {
  test('with a prefix', () => expect(words(aContainerDefinition())).toBe('erp-log/srvweb/web/t1'));
  test('without one it is the Docker id', () =>
    expect(words(withLog('awslogs', {'awslogs-group': 'g'}), [], aContainer({runtimeId: 'd0c'}))).toBe('g/d0c'));
  test('in another Region', () => {
    const options = {'awslogs-group': 'g', 'awslogs-stream-prefix': 'p', 'awslogs-region': 'us-east-1'};
    expect(words(withLog('awslogs', options))).toBe('g/p/web/t1 (us-east-1)');
  });
});

test.each([
  ['splunk', {}, 'splunk: not in CloudWatch Logs'],
  ['splunk', {'splunk-url': 'https://splunk:8088', 'splunk-token': 'secret'}, 'splunk at https://splunk:8088: not in CloudWatch Logs'],
  ['journald', {}, 'journald: in the journal of the host'],
  ['json-file', {}, 'json-file: stays on the host, docker logs reads it there'],
  ['none', {}, 'driver none: lines are thrown away'],
])('%s %j', (driver, options, said) => {
  expect(words(withLog(driver, options))).toBe(said);
});

describe('FireLens', () => {
  const router = (options: Record<string, string> = {}, type = 'fluentbit') =>
    aContainerDefinition({name: 'log_router', firelens: {type, options}});
  const cloudwatch = {Name: 'cloudwatch_logs', region: 'eu-west-1', log_group_name: 'shop', log_stream_prefix: 'from-'};
  const through = (options: Record<string, string>, by = router()) => words(withLog('awsfirelens', options), [by]);

  test('to CloudWatch Logs the stream is named after the tag', () => {
    expect(through(cloudwatch)).toBe('shop/from-web-firelens-t1 (eu-west-1)');
    const target = logTarget(aContainer(), {containers: [withLog('awsfirelens', cloudwatch), router()]}, here);
    expect(target).toMatchObject({prefix: 'from-web-firelens-'});
  });

  test.each([
    [
      'a configuration of its own',
      cloudwatch,
      router({'config-file-type': 's3', 'config-file-value': 'arn:x'}),
      /own \(arn:x\).*not known/,
    ],
    ['a group that is made for each line', {...cloudwatch, log_group_name: '$(ecs_cluster)'}, router(), /names are made for each line/],
    ['one stream for all tasks', {...cloudwatch, log_stream_name: 'all'}, router(), /all tasks write to shop\/all/],
    ['no stream at all', {Name: 'cloudwatch', log_group_name: 'shop'}, router(), /group shop, stream not known/],
    ['another output', {Name: 'firehose', delivery_stream: 'to-s3'}, router(), /sent to firehose to-s3/],
    ['fluentd', {'@type': 'kafka2'}, router({}, 'fluentd'), /sent to kafka2/],
    ['no output', {}, router(), /no output is named/],
  ])('%s', (_, options, by, said) => {
    expect(through(options, by)).toMatch(said);
  });

  test('without a router', () => expect(words(withLog('awsfirelens', cloudwatch))).toContain('no log router'));
});
