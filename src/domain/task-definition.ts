// Task definitions, which are immutable once registered, as the program sees them.

/** A family of task definitions, by its name alone. */
export interface TaskDefinitionFamily {
  readonly name: string;
  /** ACTIVE or INACTIVE. */
  readonly status: string;
  /** The newest revision's ARN, once it was read. */
  readonly newestArn?: string;
}

/** One revision of a task definition, from DescribeTaskDefinition with TAGS. */
export interface TaskDefinition {
  readonly arn: string;
  readonly family: string;
  readonly revision: number;
  /** ACTIVE, INACTIVE or DELETE_IN_PROGRESS. */
  readonly status: string;
  readonly networkMode: string;
  /** CPU units and MiB at task level, where set. */
  readonly cpu?: number;
  readonly memory?: number;
  readonly compatibilities: readonly string[];
  readonly taskRoleArn?: string;
  readonly executionRoleArn?: string;
  readonly containers: readonly ContainerDefinition[];
  readonly volumes: readonly string[];
  readonly placementConstraints: readonly string[];
  readonly operatingSystem?: string;
  readonly architecture?: string;
  readonly registeredAt?: number;
  readonly registeredBy?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** One container of a task definition. */
export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly isEssential: boolean;
  readonly cpu?: number;
  readonly memory?: number;
  readonly memoryReservation?: number;
  readonly ports: readonly {readonly containerPort: number; readonly hostPort?: number; readonly protocol: string}[];
  /** Values may be secrets: masked on the screen until asked for. */
  readonly environment: readonly {readonly name: string; readonly value: string}[];
  /** Names of secrets and where ECS reads them; never their values. */
  readonly secrets: readonly {readonly name: string; readonly valueFrom: string}[];
  /** Docker's labels, where there are any. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly log?: {readonly driver: string; readonly options: Readonly<Record<string, string>>};
  /** Of a FireLens log router: `fluentbit` or `fluentd`, and its options. */
  readonly firelens?: {readonly type: string; readonly options: Readonly<Record<string, string>>};
  readonly healthCheck?: string;
  readonly command: readonly string[];
  readonly entryPoint: readonly string[];
  readonly mounts: readonly string[];
  readonly dependsOn: readonly string[];
}
