// A host registered in an ECS cluster as the program sees it.

/** A container instance, from DescribeContainerInstances with TAGS and CONTAINER_INSTANCE_HEALTH. */
export interface ContainerInstance {
  readonly arn: string;
  readonly id: string;
  readonly clusterArn: string;
  /** `i-…`, or `mi-…` for ECS Anywhere. */
  readonly ec2InstanceId: string;
  /** ACTIVE, DRAINING, REGISTERING, DEREGISTERING or REGISTRATION_FAILED. */
  readonly status: string;
  readonly statusReason?: string;
  readonly isAgentConnected: boolean;
  readonly agentVersion?: string;
  readonly agentUpdateStatus?: string;
  readonly dockerVersion?: string;
  readonly ami?: string;
  readonly instanceType?: string;
  readonly zone?: string;
  readonly operatingSystem?: string;
  readonly capacityProvider?: string;
  readonly registered: HostResources;
  readonly remaining: HostResources;
  readonly runningTasks: number;
  readonly pendingTasks: number;
  readonly registeredAt: number;
  /** OK, IMPAIRED, INSUFFICIENT_DATA or INITIALIZING, where ECS tells it. */
  readonly health?: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly version: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** What a host has, or has left: CPU units, MiB, and host ports that are taken. */
export interface HostResources {
  readonly cpu: number;
  readonly memory: number;
  readonly ports: readonly number[];
}

/** What EC2 and Systems Manager know of a host. */
export interface Host {
  /** `i-…` or `mi-…`. */
  readonly instanceId: string;
  readonly privateAddress?: string;
  readonly publicAddress?: string;
  /** Systems Manager's PingStatus: Online, ConnectionLost or Inactive; absent when the host is not managed. */
  readonly managed?: string;
  readonly platform?: string;
  readonly ssmAgentVersion?: string;
}
