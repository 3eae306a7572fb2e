// The instances below a cluster as its capacity providers bring them: managed scaling, the Auto Scaling group, and what became of it.

import type {CapacityProvider} from './cluster.ts';

/** A row of the table of capacity providers: what ECS says of one, joined with its Auto Scaling group. */
export interface ClusterCapacity extends CapacityProvider {
  readonly clusterArn: string;
  /** Absent where it has none (Fargate, managed instances), or where it could not be read. */
  readonly group?: InstanceGroup;
  /** Its part in the cluster's default strategy. */
  readonly weight?: number;
  readonly base?: number;
  /** Sentences about what could not be read; the rest of the row stands. */
  readonly problems?: readonly string[];
}

/** An EC2 Auto Scaling group, from DescribeAutoScalingGroups. */
export interface InstanceGroup {
  readonly name: string;
  readonly desired: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly instances: readonly GroupInstance[];
  /** Names of processes that are suspended: Launch, Terminate, AZRebalance… */
  readonly suspended: readonly string[];
  readonly zones: readonly string[];
  /** Set while the group is being deleted. */
  readonly status?: string;
}

/** One instance of a group. */
export interface GroupInstance {
  readonly id: string;
  /** InService, Pending, Pending:Wait, Terminating… */
  readonly state: string;
  readonly isHealthy: boolean;
  readonly zone: string;
  readonly type?: string;
}

/** What a group did or tried, from EC2 Auto Scaling's DescribeScalingActivities; AWS keeps them for six weeks. */
export interface GroupActivity {
  readonly at: number;
  readonly endedAt?: number;
  /** Successful, Failed, InProgress, Cancelled, PreInService… */
  readonly status: string;
  readonly description: string;
  readonly cause: string;
  readonly message?: string;
}

/** Reads of EC2 Auto Scaling. Nothing is remembered. */
export interface InstanceGroupReads {
  /** By name, at most 50; those that are gone are left out. */
  groups(names: readonly string[], signal: AbortSignal): Promise<readonly InstanceGroup[]>;
  /** The newest 20, newest first. */
  activities(name: string, signal: AbortSignal): Promise<readonly GroupActivity[]>;
}

/** How many instances take tasks. */
export function instancesInService({instances}: InstanceGroup): number {
  return instances.filter(({state}) => state === 'InService').length;
}
