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

/** The task behind a target: what of it never changes. */
export interface TargetTask {
  readonly arn: string;
  readonly id: string;
  readonly taskDefinitionArn: string;
  readonly container?: string;
  readonly containerPort?: number;
  readonly zone?: string;
}

/** How many targets of a group are in which state. */
export interface TargetCounts {
  readonly targetGroupArn: string;
  /** All that should get traffic: those that are draining are not among them. */
  readonly total: number;
  readonly healthy: number;
  readonly unhealthy: number;
  readonly initial: number;
  readonly draining: number;
  /** Unused or unavailable. */
  readonly other: number;
  /** Why the unhealthy ones are, in a few words each, and how many are for that reason. */
  readonly causes: Readonly<Record<string, number>>;
}

/** The name of a target in this program: `targetGroupArn#id:port`. */
export function targetKey(targetGroupArn: string, {id, port}: Pick<TargetHealth, 'id' | 'port'>): string {
  return `${targetGroupArn}#${id}:${port ?? ''}`;
}

/** What a key is made of. */
export function partsOfTargetKey(key: string): {readonly targetGroupArn: string; readonly id: string; readonly port?: number} {
  const [hash, colon] = [key.indexOf('#'), key.lastIndexOf(':')];
  const port = key.slice(colon + 1);
  return {targetGroupArn: key.slice(0, hash), id: key.slice(hash + 1, colon), ...(port !== '' && {port: Number(port)})};
}
