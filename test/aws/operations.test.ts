import * as sdk from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {ecsChangeOperations, ecsReadOperations} from '../../src/aws/ecs-operations.ts';
import {operationFacts} from '../../src/aws/operations.ts';

const operationsOfSdk = Object.keys(sdk).flatMap(name => (/^[A-Z]\w+Command$/.test(name) ? [name.replace(/Command$/, '')] : []));

test('every operation of the SDK is classified, and nothing that it does not have', () => {
  expect(operationsOfSdk.length).toBeGreaterThan(60);
  expect([...Object.keys(ecsReadOperations), ...Object.keys(ecsChangeOperations)].toSorted()).toEqual(operationsOfSdk.toSorted());
});

test('no operation counts as a read that is not named like one', () => {
  expect(Object.keys(ecsReadOperations).filter(name => !/^(?:List|Describe|Get|Discover)/.test(name))).toEqual([]);
});

test('what is unknown is a change', () => {
  expect(operationFacts('ecs', 'DescribeTheFuture').effect).toBe('change');
  expect(operationFacts('ecs', 'constructor').effect).toBe('change');
  expect(operationFacts('ssm', 'GetParameter').effect).toBe('change');
  expect(operationFacts('sts', 'AssumeRole').effect).toBe('change');
});

test('a command for hosts is a change, whatever its script does; what is asked about it is read', () => {
  expect(operationFacts('ssm', 'SendCommand')).toEqual({effect: 'change', category: 'ssm'});
  expect(operationFacts('ssm', 'CancelCommand')).toEqual({effect: 'change', category: 'ssm'});
  for (const name of ['ListCommands', 'ListCommandInvocations', 'GetCommandInvocation', 'DescribeInstanceInformation']) {
    expect(operationFacts('ssm', name)).toEqual({effect: 'read', category: 'ssm'});
  }
});

test('lists and descriptions of tasks and instances spend from one bucket, as at AWS', () => {
  for (const name of ['ListTasks', 'DescribeTasks', 'ListContainerInstances', 'DescribeContainerInstances']) {
    expect(operationFacts('ecs', name)).toEqual({effect: 'read', category: 'cluster-resource read'});
  }
});
