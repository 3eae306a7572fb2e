// The target groups of the world: which service is behind each, which load balancer in front of it, and what it checks.

import type {TargetGroup} from '@aws-sdk/client-elastic-load-balancing-v2';
import {arn} from '../ecs/scheduler/arns.ts';
import type {ClusterState, EcsState, ServiceState} from '../ecs/state.ts';

/** What Elastic Load Balancing sees of a Region. */
export type LoadBalancedRegion = Pick<EcsState, 'account' | 'region' | 'clusters'>;

/** A target group with the service whose tasks are registered in it. */
export interface ListedGroup {
  readonly arn: string;
  readonly name: string;
  readonly loadBalancerArn: string;
  readonly targetType: 'instance' | 'ip';
  /** The container and its port that are registered; also the group's own port. */
  readonly container: string;
  readonly port: number;
  /** The group that a service which is deployed in stages changes to and from. */
  readonly isAlternate: boolean;
  readonly cluster: ClusterState;
  readonly service: ServiceState;
  readonly check: Check;
}

/** What a load balancer asks its targets. Times are seconds. */
export interface Check {
  readonly path: string;
  readonly interval: number;
  readonly timeout: number;
  readonly healthy: number;
  readonly unhealthy: number;
  readonly deregistrationDelay: number;
}

interface Setting extends Check {
  readonly groups: RegExp;
  readonly loadBalancer: string;
}

const usual = {interval: 10, timeout: 5, healthy: 3, unhealthy: 3, deregistrationDelay: 30};

// The first that fits a group's name.
const settings: readonly Setting[] = [
  spring('simple-application', '/simple-application/actuator/info'),
  spring('simple-config-server', '/actuator/health'),
  spring('simple-eureka', '/simple-eureka/actuator/health'),
  {...usual, groups: /^target(web|app\d)$/, loadBalancer: 'albdocker', path: '/index.php', interval: 30, healthy: 5, unhealthy: 2},
  {...usual, groups: /^checkout-[ab]$/, loadBalancer: 'albcheckout', path: '/health'},
  {...usual, groups: /^orders-blue$/, loadBalancer: 'orders-blue', path: '/health'},
  {...usual, groups: /^orders-green$/, loadBalancer: 'orders-green', path: '/health'},
  {...usual, groups: /(?:)/, loadBalancer: 'shared-alb', path: '/health'},
];

function spring(name: string, path: string): Setting {
  return {
    groups: new RegExp(`^${name}$`),
    loadBalancer: 'simple-ecs-alb',
    path,
    interval: 30,
    timeout: 5,
    healthy: 5,
    unhealthy: 5,
    deregistrationDelay: 20,
  };
}

/** All target groups that services name, or the one with an ARN. */
export function findGroups(region: LoadBalancedRegion, wanted?: string): readonly ListedGroup[] {
  const found: ListedGroup[] = [];
  for (const cluster of region.clusters.values()) {
    for (const service of cluster.services.values()) {
      for (const balancer of service.service.loadBalancers ?? []) {
        const alternate = balancer.advancedConfiguration?.alternateTargetGroupArn;
        for (const groupArn of [balancer.targetGroupArn, alternate]) {
          if (groupArn === undefined || (wanted !== undefined && groupArn !== wanted)) continue;
          const {containerName: container = '', containerPort: port = 80} = balancer;
          found.push({
            ...listed(region, groupArn),
            container,
            port,
            isAlternate: groupArn === alternate,
            cluster,
            service,
            targetType: typeOf(service),
          });
        }
      }
    }
  }
  return found;
}

function listed(region: LoadBalancedRegion, groupArn: string): Pick<ListedGroup, 'arn' | 'name' | 'loadBalancerArn' | 'check'> {
  const [, name = ''] = groupArn.split('/');
  const setting = settings.find(({groups}) => groups.test(name));
  if (setting === undefined) throw new Error(`no load balancer takes the target group ${name}`);
  const loadBalancerArn = arn(region, 'elasticloadbalancing', `loadbalancer/app/${setting.loadBalancer}/${idOf(setting.loadBalancer)}`);
  return {arn: groupArn, name, loadBalancerArn, check: setting};
}

// Under awsvpc each task has an address of its own, and that is what is registered.
function typeOf({service}: ServiceState): ListedGroup['targetType'] {
  return service.networkConfiguration?.awsvpcConfiguration === undefined ? 'instance' : 'ip';
}

/** Sixteen hexadecimal digits that follow from a name. */
function idOf(name: string): string {
  return Buffer.from(name.padEnd(8, '.')).toString('hex').slice(-16);
}

/** The group in AWS's shape. */
export function toTargetGroup(group: ListedGroup): TargetGroup {
  const {check} = group;
  return {
    TargetGroupArn: group.arn,
    TargetGroupName: group.name,
    Protocol: 'HTTP',
    Port: group.port,
    VpcId: 'vpc-0a1b2c3d4e5f60700',
    HealthCheckProtocol: 'HTTP',
    HealthCheckPort: 'traffic-port',
    HealthCheckEnabled: true,
    HealthCheckIntervalSeconds: check.interval,
    HealthCheckTimeoutSeconds: check.timeout,
    HealthyThresholdCount: check.healthy,
    UnhealthyThresholdCount: check.unhealthy,
    HealthCheckPath: check.path,
    Matcher: {HttpCode: '200'},
    LoadBalancerArns: [group.loadBalancerArn],
    TargetType: group.targetType,
    ProtocolVersion: 'HTTP1',
    IpAddressType: 'ipv4',
  };
}

/** The group's attributes, as names and values. */
export function groupAttributes({check}: ListedGroup): readonly {readonly Key: string; readonly Value: string}[] {
  const attributes = {
    'deregistration_delay.timeout_seconds': String(check.deregistrationDelay),
    'stickiness.enabled': 'false',
    'load_balancing.algorithm.type': 'round_robin',
    'slow_start.duration_seconds': '0',
  };
  return Object.entries(attributes).map(([Key, Value]) => ({Key, Value}));
}
