// The names that CloudWatch has for the target groups of the demo region.

import {DescribeServicesCommand} from '@aws-sdk/client-ecs';
import {DescribeTargetGroupsCommand} from '@aws-sdk/client-elastic-load-balancing-v2';
import {loadBalancerDimension, targetGroupDimension} from '../../../src/domain/alarm.ts';
import type {launch} from '../wire/fixture.ts';

/** A target group and its load balancer, as dimensions name them. */
export interface GroupNames {
  readonly group: string;
  readonly balancer: string;
}

/** The group of srvweb, and both of checkout. */
export async function groupNames(on: ReturnType<typeof launch>): Promise<Readonly<Record<'web' | 'checkoutA' | 'checkoutB', GroupNames>>> {
  const {services: erp = []} = await on.ecs.send(new DescribeServicesCommand({cluster: 'erp', services: ['srvweb']}));
  const {services: discovery = []} = await on.ecs.send(new DescribeServicesCommand({cluster: 'discovery', services: ['checkout']}));
  const checkout = discovery[0]?.loadBalancers?.[0];
  const names = async (arn = ''): Promise<GroupNames> => {
    const {TargetGroups = []} = await on.elb.send(new DescribeTargetGroupsCommand({TargetGroupArns: [arn]}));
    return {group: targetGroupDimension(arn), balancer: loadBalancerDimension(TargetGroups[0]?.LoadBalancerArns?.[0] ?? '')};
  };
  return {
    web: await names(erp[0]?.loadBalancers?.[0]?.targetGroupArn),
    checkoutA: await names(checkout?.targetGroupArn),
    checkoutB: await names(checkout?.advancedConfiguration?.alternateTargetGroupArn),
  };
}
