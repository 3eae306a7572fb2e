// Which services of the world are scaled by themselves, by what rules, and what came of it before the first moment.

/** A service whose desired count Application Auto Scaling may change. */
export interface ScalableService {
  readonly cluster: string;
  readonly service: string;
  readonly minimum: number;
  readonly maximum: number;
  /** All of it is suspended. */
  readonly isSuspended: boolean;
  /** The tasks that its load asks for, as its policies calculate it. */
  readonly load: number;
  /** A second policy beside the one that keeps its CPU at 60 percent. */
  readonly steps?: StepPlan;
  readonly actions?: readonly ActionPlan[];
  /** Oldest first. */
  readonly past: readonly PastActivity[];
}

/** A policy that adds or takes away by how far an alarm's threshold is passed. */
export interface StepPlan {
  readonly name: string;
  readonly alarm: string;
  /** From how far above the threshold, and how many tasks more. */
  readonly adjustments: readonly {readonly from: number; readonly to?: number; readonly by: number}[];
}

/** A scheduled action. */
export interface ActionPlan {
  readonly name: string;
  readonly schedule: string;
  readonly timezone: string;
  readonly minimum: number;
  readonly maximum: number;
}

/** What auto scaling did before the first moment, or left undone. */
export type PastActivity = {readonly minutesAgo: number; readonly direction: 'High' | 'Low'} & (
  | {readonly count: number}
  | {readonly count: number; readonly failure: string}
  | {readonly code: string; readonly current: number}
);

const throttled = 'Rate exceeded (Service: AmazonECS; Status Code: 400; Error Code: ThrottlingException)';

/** The services of the five systems that scale by themselves. */
export const scalableServices: readonly ScalableService[] = [
  {
    cluster: 'erp',
    service: 'srvweb',
    minimum: 2,
    maximum: 6,
    isSuspended: false,
    load: 2,
    actions: [
      {name: 'office-hours', schedule: 'cron(0 8 ? * MON-FRI *)', timezone: 'Asia/Shanghai', minimum: 2, maximum: 6},
      {name: 'night', schedule: 'cron(0 20 * * ? *)', timezone: 'Asia/Shanghai', minimum: 1, maximum: 4},
    ],
    past: [
      {minutesAgo: 431, direction: 'High', count: 3},
      {minutesAgo: 425, direction: 'High', count: 4},
      {minutesAgo: 372, direction: 'Low', code: 'AutoScalingAnticipatedFlapping', current: 4},
      {minutesAgo: 340, direction: 'Low', count: 3},
      {minutesAgo: 325, direction: 'Low', count: 2},
      {minutesAgo: 64, direction: 'Low', code: 'AlreadyAtMinCapacity', current: 2},
    ],
  },
  {
    cluster: 'erp',
    service: 'srvapp1',
    minimum: 2,
    maximum: 6,
    isSuspended: true,
    load: 2,
    past: [
      {minutesAgo: 4_612, direction: 'High', count: 3, failure: throttled},
      {minutesAgo: 4_609, direction: 'High', count: 3},
      {minutesAgo: 4_380, direction: 'Low', count: 2},
    ],
  },
  {
    cluster: 'erp',
    service: 'srvapp2',
    minimum: 2,
    maximum: 8,
    isSuspended: false,
    load: 6,
    steps: {
      name: 'srvapp2-burst',
      alarm: 'erp-srvapp2-cpu-high',
      adjustments: [
        {from: 0, to: 15, by: 1},
        {from: 15, by: 2},
      ],
    },
    past: [
      {minutesAgo: 182, direction: 'High', count: 3},
      {minutesAgo: 96, direction: 'High', count: 4},
      {minutesAgo: 52, direction: 'High', count: 5},
      {minutesAgo: 31, direction: 'High', count: 6},
    ],
  },
  {
    cluster: 'discovery',
    service: 'orders-green',
    minimum: 1,
    maximum: 2,
    isSuspended: false,
    load: 4,
    past: [
      {minutesAgo: 212, direction: 'High', count: 2},
      {minutesAgo: 47, direction: 'High', code: 'AlreadyAtMaxCapacity', current: 2},
      {minutesAgo: 22, direction: 'High', code: 'AlreadyAtMaxCapacity', current: 2},
    ],
  },
];
