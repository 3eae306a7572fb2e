// What a world tells the scheduler about the software it runs: how each revision behaves, and what goes wrong by itself.

/** Seconds, from the least to the most; the scheduler draws a value in between. */
export type Seconds = readonly [least: number, most: number];

/** What becomes of a task after it started. */
export type Fate =
  | {readonly kind: 'serves'}
  /** The image cannot be pulled, or the like: never RUNNING. `reason` is the container's and the task's. */
  | {readonly kind: 'cannot-start'; readonly reason: string}
  /** Its essential container exits by itself. */
  | {readonly kind: 'exits'; readonly after: Seconds; readonly exitCode: number; readonly reason?: string}
  /** The load balancer's check never passes; ECS stops the task when the grace period is over. */
  | {readonly kind: 'fails-target-health'; readonly reason: string}
  /** The container's own health check fails after a while; ECS replaces the task. */
  | {readonly kind: 'turns-unhealthy'; readonly after: Seconds};

/** How the tasks of one revision behave. */
export interface TaskBehaviour {
  /** From PENDING to RUNNING: pulling the image and starting the containers. */
  readonly start: Seconds;
  /** From RUNNING to passing its health checks. */
  readonly warmUp: Seconds;
  readonly fate: Fate;
  /** Its process ignores SIGTERM, so that it is killed after the stop timeout. */
  readonly ignoresSigterm?: boolean;
  /** It answers so badly that an alarm of its deployment goes off, so many seconds after it was given traffic. */
  readonly raisesAlarmAfter?: number;
  /** Somebody deploys this revision again so many seconds after its deployment ended, well or badly. */
  readonly redeployedAfter?: number;
}

/** A job that is run again and again, as an EventBridge rule does. */
export interface PeriodicJob {
  readonly cluster: string;
  readonly family: string;
  readonly everySeconds: number;
  readonly count: number;
  readonly startedBy: string;
  readonly placementConstraints?: readonly {readonly type: 'memberOf' | 'distinctInstance'; readonly expression?: string}[];
  readonly placementStrategy?: readonly {readonly type: 'spread' | 'binpack' | 'random'; readonly field?: string}[];
}

/** A cluster in which now and then an agent loses its connection, and finds it again. */
export interface AgentTrouble {
  readonly cluster: string;
  readonly every: Seconds;
  readonly lasts: Seconds;
}

/** All that a world tells the scheduler. */
export interface RegionScript {
  behaviourOf(family: string, revision: number): TaskBehaviour;
  readonly jobs: readonly PeriodicJob[];
  readonly agentTroubles: readonly AgentTrouble[];
}

/** A task that starts in a few seconds, passes its checks and stays. */
export const wellBehaved: TaskBehaviour = {start: [2, 5], warmUp: [3, 8], fate: {kind: 'serves'}};
