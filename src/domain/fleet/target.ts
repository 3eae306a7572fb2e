// The hosts that a run is about, and those that are left out with the reason why.

import type {SafeText} from '../safe-text.ts';

/** A container instance as a run sees it. */
export interface FleetTarget {
  /** ARN of the container instance. */
  readonly arn: string;
  /** `i-…` or `mi-…`; empty where there is no host behind it (Fargate, Managed Instances). */
  readonly instanceId: string;
  readonly availabilityZone?: string;
  readonly address?: string;
  /** `Amazon Linux 2023`, from Systems Manager. */
  readonly platform?: string;
  readonly agentVersion?: string;
  /** ECS's status: ACTIVE, DRAINING… A host that was DRAINING before is left DRAINING. */
  readonly status: string;
  readonly runningTasks: number;
  /** Why it is left out: not managed, offline, Windows… Undefined when it takes part. */
  readonly exclusion?: SafeText;
}
