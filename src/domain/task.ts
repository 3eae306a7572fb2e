// An ECS task and its containers as the program sees them.

/** A task, from DescribeTasks with TAGS. Times are milliseconds since 1970 UTC. */
export interface Task {
  readonly arn: string;
  readonly id: string;
  readonly clusterArn: string;
  /** `service:NAME`, or `family:NAME` for a task that was run by hand. */
  readonly group: string;
  readonly startedBy?: string;
  readonly taskDefinitionArn: string;
  /** PROVISIONING, PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING, STOPPED or DELETED. */
  readonly lastStatus: string;
  readonly desiredStatus: string;
  readonly health: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';
  readonly launchType?: string;
  readonly capacityProvider?: string;
  readonly zone?: string;
  readonly containerInstanceArn?: string;
  /** The task's own address; only with awsvpc networking. */
  readonly address?: string;
  /** CPU units (1,024 are one vCPU) and MiB that the task reserves, where it says so. */
  readonly cpu?: number;
  readonly memory?: number;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly stoppingAt?: number;
  readonly stoppedAt?: number;
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  readonly containers: readonly Container[];
  readonly allowsExec: boolean;
  readonly version: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** One container of a task. */
export interface Container {
  readonly arn: string;
  readonly name: string;
  readonly taskArn: string;
  readonly clusterArn: string;
  readonly taskDefinitionArn: string;
  readonly containerInstanceArn?: string;
  readonly lastStatus: string;
  readonly health: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';
  readonly exitCode?: number;
  readonly reason?: string;
  readonly image: string;
  readonly imageDigest?: string;
  /** RUNNING, PENDING or STOPPED: the agent of ECS Exec in it; absent where Exec is off. */
  readonly execAgent?: string;
  /** The Docker container id. */
  readonly runtimeId?: string;
  readonly cpu?: number;
  readonly memory?: number;
  readonly memoryReservation?: number;
  readonly ports: readonly PortBinding[];
  /** The container's own address; only with awsvpc networking. */
  readonly address?: string;
}

/** Whether deployments and scaling leave a task alone (GetTaskProtection). */
export interface TaskProtection {
  readonly taskArn: string;
  readonly isProtected: boolean;
  /** Until when, milliseconds since 1970; only of a protected task. */
  readonly until?: number;
}

/** A container port and the host port that leads to it. Under awsvpc both are the same. */
export interface PortBinding {
  readonly containerPort: number;
  readonly hostPort: number;
  readonly protocol: string;
  readonly bindAddress?: string;
}

/** What the joins add to a task or container: the host's address, and the definition it runs. */
export interface TaskFinding {
  readonly instanceId?: string;
  /** The private IPv4 address of the host, where EC2 or SSM tells it. */
  readonly hostAddress?: string;
  /** MiB and CPU units from the task definition, where the task itself does not say. */
  readonly cpu?: number;
  readonly memory?: number;
  /** `group/stream` by container name, or a sentence why it is not known. */
  readonly logs: Readonly<Record<string, string>>;
  /** Sentences about what could not be read (a denied action, a deadline); the rest of the finding stands. */
  readonly problems?: readonly string[];
}
