// A target of an Elastic Load Balancing target group as the program sees it: what a service's tasks are to the load balancer.

/** A target group, from DescribeTargetGroups. */
export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  /** instance, ip, lambda or alb: what the ids of its targets are. */
  readonly targetType: string;
  readonly protocol?: string;
  /** The port of targets that were registered without one. */
  readonly port?: number;
  /** None: the group gets no traffic, and its targets are `unused`. */
  readonly loadBalancerArns: readonly string[];
  readonly healthCheck: HealthCheck;
}

/** What the load balancer asks each target, and how it judges the answers. */
export interface HealthCheck {
  readonly isEnabled: boolean;
  /** HTTP, HTTPS, TCP or TLS. */
  readonly protocol: string;
  /** A number, or `traffic-port`: the port that each target is registered with. */
  readonly port: string;
  /** Of HTTP checks only. */
  readonly path?: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  /** Passes in a row that make an unhealthy target healthy; a new target needs one. */
  readonly healthyThreshold: number;
  /** Failures in a row that make a target unhealthy. */
  readonly unhealthyThreshold: number;
  /** The HTTP or gRPC codes that pass: `200`, `200-399`. */
  readonly matcher?: string;
}

/** How one registered target is, from DescribeTargetHealth. */
export interface TargetHealth {
  /** An instance id or an address, by the group's target type. */
  readonly id: string;
  readonly port?: number;
  /** Where AWS tells it: of addresses. */
  readonly zone?: string;
  /** healthy, unhealthy, initial, draining, unhealthy.draining, unused or unavailable. */
  readonly state: string;
  /** AWS's code: Target.ResponseCodeMismatch, Elb.RegistrationInProgress… Absent where the target is healthy. */
  readonly reason?: string;
  readonly description?: string;
  /** The port that is checked. */
  readonly checkedPort?: string;
}

/** A row of the table of targets: its health, the task that it is, and what its group checks. */
export interface Target extends TargetHealth {
  /** `targetGroupArn#id:port`: AWS has no name of its own for a target. */
  readonly key: string;
  readonly targetGroupArn: string;
  readonly clusterArn: string;
  readonly serviceArn: string;
  /** The task that listens there; absent where none was found, as for a target that somebody registered by hand. */
  readonly task?: TargetTask;
  /** Absent where it could not be read. */
  readonly group?: TargetGroup;
  /** Sentences about what could not be read; the rest of the row stands. */
  readonly problems?: readonly string[];
}

/** The task behind a target. */
export interface TargetTask {
  readonly arn: string;
  readonly id: string;
  /** RUNNING, DEACTIVATING… when it was last read. */
  readonly lastStatus: string;
  readonly taskDefinitionArn: string;
  readonly container?: string;
  readonly containerPort?: number;
  readonly zone?: string;
  /** Of a target that is an instance. */
  readonly instanceId?: string;
}

/** How many targets are in which state; what a second look at a service keeps. */
export interface TargetCounts {
  /** All that should get traffic: those that are draining are not among them. */
  readonly total: number;
  readonly healthy: number;
  readonly unhealthy: number;
  readonly initial: number;
  readonly draining: number;
  /** Unused or unavailable. */
  readonly other: number;
  /** Why most of the unhealthy ones are, in a few words, and how many other causes there are. */
  readonly cause?: string;
  readonly otherCauses: number;
}
