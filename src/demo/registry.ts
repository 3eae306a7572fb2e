// The AWS services of the demo region, one line each.

import {cloudMap} from './cloud-map/cloud-map.ts';
import {cloudWatch} from './cloudwatch/cloudwatch.ts';
import {ec2} from './ec2.ts';
import {ecs} from './ecs/ecs.ts';
import type {EcsState, Scheduler} from './ecs/state.ts';
import type {ScalableService} from './ecs/world/scalable-services.ts';
import {elasticLoadBalancing} from './elb/elastic-load-balancing.ts';
import type {FaultSwitch} from './faults.ts';
import type {HostBook} from './hosts/host-book.ts';
import type {Timeline} from './hosts/timeline.ts';
import {cloudWatchLogs} from './logs/cloudwatch-logs.ts';
import {applicationAutoScaling} from './scaling/application-auto-scaling.ts';
import {instanceGroups} from './scaling/instance-groups.ts';
import {ssm} from './ssm/ssm.ts';
import {sts} from './sts.ts';
import type {DemoService} from './wire/service.ts';

/** What the services are made of. */
export interface ServiceParts {
  readonly state: EcsState;
  readonly scheduler: Scheduler;
  readonly hosts: HostBook;
  readonly timeline: Timeline;
  readonly faults: FaultSwitch;
  readonly scalableTargets: readonly ScalableService[];
  readonly callerArn: string;
  readonly random: () => number;
  /** Demo time, milliseconds since 1970. */
  readonly now: () => number;
  /** Waits so many milliseconds of demo time; rejects with the signal's reason. */
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** All services over one world. */
export function servicesOf(parts: ServiceParts): readonly DemoService[] {
  return [
    ecs(parts),
    sts(parts),
    ec2(parts),
    ssm(parts),
    applicationAutoScaling(parts),
    instanceGroups(parts),
    elasticLoadBalancing(parts),
    cloudWatch(parts),
    cloudMap(parts),
    cloudWatchLogs(parts),
  ];
}
