// An ECS cluster as the program sees it.

/** A cluster, from DescribeClusters with STATISTICS, SETTINGS, CONFIGURATIONS and TAGS. */
export interface Cluster {
  readonly arn: string;
  readonly name: string;
  /** ACTIVE, PROVISIONING, DEPROVISIONING, FAILED or INACTIVE. */
  readonly status: string;
  readonly runningTasks: number;
  readonly pendingTasks: number;
  readonly services: number;
  readonly instances: number;
  readonly capacityProviders: readonly string[];
  readonly defaultStrategy: readonly CapacityProviderStrategyItem[];
  /** Container Insights and other settings, by name. */
  readonly settings: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A capacity provider, from DescribeCapacityProviders. */
export interface CapacityProvider {
  readonly name: string;
  /** AWS keeps its hosts itself (ECS Managed Instances): nobody else runs anything on them. */
  readonly isManagedInstances: boolean;
  /** ACTIVE, PROVISIONING, DEPROVISIONING or INACTIVE. */
  readonly status?: string;
  /** UPDATE_IN_PROGRESS, DELETE_FAILED…; absent while nothing is going on. */
  readonly updateStatus?: string;
  readonly updateReason?: string;
  /** The Auto Scaling group below it; absent for Fargate and managed instances. */
  readonly groupName?: string;
  readonly managedScaling?: {
    readonly isEnabled: boolean;
    /** Percent of the instances that are to be in use. */
    readonly target: number;
    readonly leastStep: number;
    readonly mostStep: number;
    readonly warmUpSeconds?: number;
  };
  readonly protectsFromTermination?: boolean;
  readonly drainsInstances?: boolean;
}

/** One item of a capacity provider strategy. */
export interface CapacityProviderStrategyItem {
  readonly provider: string;
  readonly weight: number;
  readonly base: number;
}

/** What a second, slower look at a cluster found: its instances' resources summed, and its services' troubles. */
export interface ClusterFinding {
  /** CPU units and MiB over all ACTIVE container instances; undefined where the cluster has none ("n/a", not 0). */
  readonly capacity?: {
    readonly cpuRegistered: number;
    readonly cpuReserved: number;
    readonly memoryRegistered: number;
    readonly memoryReserved: number;
  };
  /** How many container instances were read for the sums; fewer than the cluster has when it is very large. */
  readonly instancesRead: number;
  readonly instancesDraining: number;
  readonly agentsDisconnected: number;
  /** How many services were read for the troubles below; fewer than the cluster has when it is large. */
  readonly servicesRead: number;
  readonly troubledServices: readonly string[];
  /** Sentences about what could not be read (a denied action, a deadline); the rest of the finding stands. */
  readonly problems?: readonly string[];
}
