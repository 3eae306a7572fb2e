// An ECS service, its deployments and its events as the program sees them.

import type {CapacityProviderStrategyItem} from './cluster.ts';
import type {ScalableTarget} from './scaling/scaling.ts';
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
  readonly taskDefinitionArn: string;
  /** Newest first; the PRIMARY one is the wanted state. Empty for CODE_DEPLOY and EXTERNAL services. */
  readonly deployments: readonly Deployment[];
  /** Task sets of CODE_DEPLOY and EXTERNAL services. */
  readonly taskSets: readonly TaskSet[];
  readonly loadBalancers: readonly LoadBalancer[];
  readonly serviceRegistries: readonly string[];
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

/** A message that ECS wrote about a service. */
export interface ServiceEvent {
  readonly id: string;
  readonly at: number;
  readonly message: string;
}

/** One entry of a service's deployment history (ListServiceDeployments, kept for 90 days). */
export interface ServiceDeployment {
  readonly arn: string;
  readonly id: string;
  readonly serviceArn: string;
  readonly clusterArn: string;
  /** PENDING, IN_PROGRESS, SUCCESSFUL, STOPPED, STOP_REQUESTED, ROLLBACK_REQUESTED, ROLLBACK_IN_PROGRESS, ROLLBACK_SUCCESSFUL or ROLLBACK_FAILED. */
  readonly status: string;
  readonly statusReason?: string;
  readonly lifecycleStage?: string;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly strategy: string;
  readonly target: ServiceRevisionShare;
  readonly sources: readonly ServiceRevisionShare[];
  readonly circuitBreaker?: {readonly status: string; readonly failureCount: number; readonly threshold: number};
  readonly rollbackReason?: string;
}

/** How many tasks a service revision has in a deployment, and its share of production traffic where that is known. */
export interface ServiceRevisionShare {
  readonly revisionArn: string;
  readonly taskDefinitionArn?: string;
  readonly requested: number;
  readonly running: number;
  readonly pending: number;
  /** Percent of production traffic; absent for rolling deployments. */
  readonly trafficWeight?: number;
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
  /** Its targets at the load balancers, by target group; absent where it has none. */
  readonly targets?: readonly TargetCounts[];
  /** How auto scaling may scale it; absent where it does not. */
  readonly scaling?: ScalableTarget;
  /** Sentences about what could not be read (a denied action, a deadline); the rest of the finding stands. */
  readonly problems?: readonly string[];
}

/** The target groups that a service's tasks may be registered in, each once. */
export function targetGroupsOf({loadBalancers}: Pick<Service, 'loadBalancers'>): readonly string[] {
  const arns = loadBalancers.flatMap(({targetGroupArn, alternateTargetGroupArn}) => [targetGroupArn, alternateTargetGroupArn]);
  return [...new Set(arns.filter(arn => arn !== undefined))];
}
