// An entry of a service's deployment history as the program sees it: what replaces what, and how far that is.

/** One entry of a service's deployment history (ListServiceDeployments, kept for 90 days). Times are milliseconds since 1970 UTC. */
export interface ServiceDeployment {
  readonly arn: string;
  readonly id: string;
  readonly serviceArn: string;
  readonly clusterArn: string;
  /** PENDING, IN_PROGRESS, SUCCESSFUL, STOPPED, STOP_REQUESTED, ROLLBACK_REQUESTED, ROLLBACK_IN_PROGRESS, ROLLBACK_SUCCESSFUL or ROLLBACK_FAILED. */
  readonly status: string;
  readonly statusReason?: string;
  /** RECONCILE_SERVICE … CLEAN_UP; absent for rolling deployments. */
  readonly lifecycleStage?: string;
  readonly createdAt: number;
  readonly startedAt?: number;
  /** When ECS last changed anything of it: not before the stage that it is at began. */
  readonly updatedAt?: number;
  readonly finishedAt?: number;
  /** ROLLING, BLUE_GREEN, LINEAR or CANARY. */
  readonly strategy: string;
  readonly pace: DeploymentPace;
  readonly target: ServiceRevisionShare;
  readonly sources: readonly ServiceRevisionShare[];
  /** Hooks of the stage that it is at, and of those before. */
  readonly hooks: readonly DeploymentHook[];
  readonly circuitBreaker?: {readonly status: string; readonly failureCount: number; readonly threshold: number};
  readonly alarms?: {readonly status: string; readonly names: readonly string[]; readonly triggered: readonly string[]};
  readonly rollbackReason?: string;
  readonly rollbackStartedAt?: number;
  /** The revision that comes back. */
  readonly rollbackRevisionArn?: string;
}

/** How many tasks a service revision has in a deployment, and its share of traffic where that is known. */
export interface ServiceRevisionShare {
  readonly revisionArn: string;
  readonly taskDefinitionArn?: string;
  readonly requested: number;
  readonly running: number;
  readonly pending: number;
  /** Percent of production traffic; absent for rolling deployments. */
  readonly trafficWeight?: number;
  /** Percent of test traffic; absent where there is none. */
  readonly testTrafficWeight?: number;
}

/** How traffic moves over, and where it waits on the way. */
export interface DeploymentPace {
  /** How long both revisions run on after all traffic has moved. */
  readonly bakeMinutes?: number;
  /** The percent of traffic of one step, and how long it stays so: the one step of CANARY, each one of LINEAR. */
  readonly step?: {readonly percent: number; readonly bakeMinutes: number};
  /** Stages at which it pauses until somebody says go on, and how long it waits for that. */
  readonly pauses: readonly {readonly stage: string; readonly minutes: number}[];
}

/** A hook that a deployment has come to. */
export interface DeploymentHook {
  readonly id: string;
  /** PAUSE or AWS_LAMBDA. */
  readonly type: string;
  /** AWAITING_ACTION, IN_PROGRESS, SUCCEEDED, FAILED or TIMED_OUT. */
  readonly status: string;
  /** The Lambda function. */
  readonly functionArn?: string;
  readonly expiresAt?: number;
  /** What ECS does by itself then: CONTINUE or ROLLBACK. */
  readonly timeoutAction?: string;
}

/** The pause that a deployment waits at, until somebody has it go on or rolls it back. */
export function waitingPause({status, hooks}: ServiceDeployment): DeploymentHook | undefined {
  return status === 'IN_PROGRESS' ? hooks.find(hook => hook.type === 'PAUSE' && hook.status === 'AWAITING_ACTION') : undefined;
}

/** The Lambda function whose answer a deployment waits for. */
export function waitingFunction({status, hooks}: ServiceDeployment): DeploymentHook | undefined {
  return status === 'IN_PROGRESS' ? hooks.find(hook => hook.type !== 'PAUSE' && hook.status === 'IN_PROGRESS') : undefined;
}

/** The revision that a rollback brings back: the one that ECS names, or the one that is replaced where there is only one. */
export function returningRevision({sources, rollbackRevisionArn}: ServiceDeployment): ServiceRevisionShare | undefined {
  if (rollbackRevisionArn !== undefined) return sources.find(({revisionArn}) => revisionArn === rollbackRevisionArn);
  return sources.length === 1 ? sources[0] : undefined;
}
