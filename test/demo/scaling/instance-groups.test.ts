// EC2 Auto Scaling of the demo region on the wire, through the SDK's own client.

import {AutoScalingClient, DescribeAutoScalingGroupsCommand, DescribeScalingActivitiesCommand} from '@aws-sdk/client-auto-scaling';
import {expect, test} from 'vitest';
import {createDemo} from '../../../src/demo/demo.ts';
import {createRequestHandler} from '../../../src/demo/request-handler.ts';
import {manualClock} from '../../aws/manual-clock.ts';
import {credentials, refusal} from '../wire/fixture.ts';

function onRegion() {
  const clock = manualClock();
  const requestHandler = createRequestHandler(createDemo({clock}), clock);
  return {clock, groups: new AutoScalingClient({region: 'ap-southeast-1', credentials, maxAttempts: 1, requestHandler})};
}

test('groups with the instances of their capacity provider, by name and page by page', async () => {
  const {groups} = onRegion();
  const {AutoScalingGroups = []} = await groups.send(new DescribeAutoScalingGroupsCommand({AutoScalingGroupNames: ['erp-asg', 'none']}));
  expect(AutoScalingGroups).toMatchObject([{AutoScalingGroupName: 'erp-asg', DesiredCapacity: 5, MinSize: 2, MaxSize: 6}]);
  expect(AutoScalingGroups[0]?.Instances?.map(({LifecycleState, InstanceType}) => [LifecycleState, InstanceType])).toEqual(
    Array.from({length: 4}, () => ['InService', 'm4.large']),
  );
  const first = await groups.send(new DescribeAutoScalingGroupsCommand({MaxRecords: 1}));
  const second = await groups.send(new DescribeAutoScalingGroupsCommand({MaxRecords: 1, NextToken: first.NextToken}));
  expect(second.AutoScalingGroups).toHaveLength(1);
  expect(second.NextToken).toBeUndefined();
});

test('what could not be launched is tried again every few minutes', async () => {
  const {groups, clock} = onRegion();
  const activities = async () =>
    (await groups.send(new DescribeScalingActivitiesCommand({AutoScalingGroupName: 'erp-asg'}))).Activities ?? [];
  const before = await activities();
  expect(before[0]).toMatchObject({StatusCode: 'Failed', StatusMessage: expect.stringContaining('m4.large')});
  await clock.advance(8 * 60_000);
  expect((await activities()).length - before.length).toBe(2);
  expect((await groups.send(new DescribeScalingActivitiesCommand({AutoScalingGroupName: 'batch-asg'}))).Activities).toEqual([]);
});

test('refuses as AWS does', async () => {
  const {groups} = onRegion();
  expect(await refusal(groups.send(new DescribeScalingActivitiesCommand({AutoScalingGroupName: 'none'})))).toMatchObject({
    name: 'ValidationError',
    message: 'AutoScalingGroup name not found - none',
  });
  expect(await refusal(groups.send(new DescribeAutoScalingGroupsCommand({MaxRecords: 101})))).toMatchObject({name: 'ValidationError'});
  expect(await refusal(groups.send(new DescribeAutoScalingGroupsCommand({NextToken: 'x'})))).toMatchObject({name: 'InvalidNextToken'});
});
