// An ECS service, the deployments that it names itself, and its events as the program sees them.

import type {CapacityProviderStrategyItem} from './cluster.ts';
import type {MetricPoint} from './metric.ts';
import type {RegistrationCounts} from './registration.ts';
import type {ScalableTarget} from './scaling/scaling.ts';
import type {ServiceDeployment} from './service-deployment.ts';
import type {TargetCounts} from './target.ts';

/** A service, from DescribeServices with TAGS. Times are milliseconds since 1970 UTC. */
export interface Service {
  readonly arn: string;
  readonly name: string;
  readonly clusterArn: string;
  /** ACTIVE, DRAINING or INACTIVE. */
  readonly status: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly launchType?: string;
  readonly capacityProviderStrategy: readonly CapacityProviderStrategyItem[];
  readonly schedulingStrategy: 'REPLICA' | 'DAEMON';
  /** ECS, CODE_DEPLOY or EXTERNAL. */
  readonly deploymentController: string;
  /** ROLLING, BLUE_GREEN, LINEAR or CANARY. */
  readonly deploymentStrategy: string;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly circuitBreaker?: {readonly isEnabled: boolean; readonly rollsBack: boolean};
  /** The CloudWatch alarms that its deployments heed; absent where none are named. */
  readonly deploymentAlarms?: {readonly names: readonly string[]; readonly isEnabled: boolean; readonly rollsBack: boolean};
  readonly taskDefinitionArn: string;
  /** Newest first; the PRIMARY one is the wanted state. Empty for CODE_DEPLOY and EXTERNAL services. */
  readonly deployments: readonly Deployment[];
  /** Task sets of CODE_DEPLOY and EXTERNAL services. */
  readonly taskSets: readonly TaskSet[];
  /** The entry of the deployment history that ECS is at work on; absent where it names none. */
  readonly currentDeploymentArn?: string;
  /** Its deployments stop at hooks: Lambda functions, or pauses until somebody says go on. */
  readonly hasLifecycleHooks?: true;
  /** That entry itself: only in rows that a command has looked at more closely. */
  readonly currentDeployment?: ServiceDeployment;
  readonly loadBalancers: readonly LoadBalancer[];
  /** ARNs of Cloud Map's services that its tasks are registered in. */
  readonly serviceRegistries: readonly string[];
  /** Absent where the service does not use Service Connect. */
  readonly serviceConnect?: ServiceConnect;
  readonly placementConstraints: readonly string[];
  readonly placementStrategy: readonly string[];
  readonly healthCheckGraceSeconds?: number;
  readonly network?: {readonly subnets: readonly string[]; readonly securityGroups: readonly string[]; readonly assignsPublicIp: boolean};
  readonly platformVersion?: string;
  readonly allowsExec: boolean;
  readonly createdAt: number;
  /** The newest few events, newest first; the events table reads all. */
  readonly events: readonly ServiceEvent[];
  readonly tags: Readonly<Record<string, string>>;
  /** How auto scaling may scale it. Only where a command is about it: ECS does not tell it, and tables do without. */
  readonly scaling?: ScalableTarget | 'none';
}

/** One deployment inside a service that ECS itself deploys. */
export interface Deployment {
  readonly id: string;
  /** PRIMARY, ACTIVE or INACTIVE. */
  readonly status: string;
  readonly taskDefinitionArn: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  readonly failed: number;
  /** IN_PROGRESS, COMPLETED or FAILED; absent for other strategies than rolling. */
  readonly rolloutState?: string;
  readonly rolloutReason?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** One task set of a CODE_DEPLOY or EXTERNAL service. */
export interface TaskSet {
  readonly id: string;
  readonly status: string;
  readonly taskDefinitionArn: string;
  readonly desired: number;
  readonly running: number;
  readonly pending: number;
  /** STEADY_STATE or STABILIZING. */
  readonly stability: string;
  /** Percent of the desired count. */
  readonly scale: number;
}

/** A target group or classic load balancer that a service registers its tasks in. */
export interface LoadBalancer {
  readonly targetGroupArn?: string;
  /** The other group of a service that is deployed in stages: each revision in turn is registered in one of both. */
  readonly alternateTargetGroupArn?: string;
  readonly loadBalancerName?: string;
  readonly containerName?: string;
  readonly containerPort?: number;
}

/** How a service takes part in Service Connect, by its PRIMARY deployment. */
export interface ServiceConnect {
  /** The name or ARN of its Cloud Map namespace. */
  readonly namespace?: string;
  /** None: it only calls others. */
  readonly endpoints: readonly {
    readonly name: string;
    /** Cloud Map's service for it. */
    readonly registryArn?: string;
    /** Under which others call it: `orders:8080`. */
    readonly aliases: readonly string[];
  }[];
}

/** A message that ECS wrote about a service. */
export interface ServiceEvent {
  readonly id: string;
  readonly at: number;
  readonly message: string;
}

/** What a second, slower look at an unsteady service found. */
export interface ServiceFinding {
  /** Set when ECS cannot place a task: what is needed and what the best container instance has left. */
  readonly placement?: {
    readonly resource: 'cpu' | 'memory' | 'ports' | 'attribute' | 'none';
    readonly needed?: number;
    readonly mostFree?: number;
    readonly instance?: string;
    readonly reason: string;
  };
  /** Tasks of this service that ECS stopped or that failed within the hour it remembers, newest first. */
  readonly failures: readonly {readonly at: number; readonly cause: string; readonly taskArn: string}[];
  /** The deployment in progress, where it goes by stages that the service itself does not tell. */
  readonly deployment?: ServiceDeployment;
  /** Its targets at the load balancers, by target group; absent where it has none. */
  readonly targets?: readonly TargetCounts[];
  /** What its service registries have, by registry; absent where it has none. */
  readonly registrations?: readonly RegistrationCounts[];
  /** How auto scaling may scale it; absent where it does not. */
  readonly scaling?: ScalableTarget;
  /** Sentences about what could not be read (a denied action, a deadline); the rest of the finding stands. */
  readonly problems?: readonly string[];
}

/** What CloudWatch tells of a service. */
export interface ServiceMeasured {
  /** Percent of what its tasks have reserved, all of them together, in the newest minute that has a datapoint; absent without one. */
  readonly cpu?: MetricPoint;
  readonly memory?: MetricPoint;
  /** The figures could not be read; those that are there were read before. */
  readonly isUnread: boolean;
  /** The names of the alarms about it that are in ALARM; those that only let auto scaling act are left out. */
  readonly alarms: readonly string[];
}

/** The target groups that a service's tasks may be registered in, each once. */
export function targetGroupsOf({loadBalancers}: Pick<Service, 'loadBalancers'>): readonly string[] {
  const arns = loadBalancers.flatMap(({targetGroupArn, alternateTargetGroupArn}) => [targetGroupArn, alternateTargetGroupArn]);
  return [...new Set(arns.filter(arn => arn !== undefined))];
}
