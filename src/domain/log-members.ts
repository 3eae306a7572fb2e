// Whose logs are meant, as declarations name it. Apart from src/logs, which finds their streams, because resources know domain only.

/** Which tasks' logs, in one cluster. `container` narrows to one of each task's containers. */
export type LogMembers = {
  readonly cluster: string;
  readonly container?: string;
} & (
  | {readonly tasks: readonly string[]}
  | {
      readonly service: string;
      /** Set: only the tasks that this deployment brought are shown, and those that it replaces are counted beside them. */
      readonly deployment?: DeploymentMembers;
    }
  | {readonly family: string}
  | {readonly instance: string}
);

/** What tells the tasks of a deployment from those before it. */
export interface DeploymentMembers {
  readonly target: RevisionMembers;
  readonly sources: readonly RevisionMembers[];
  /** When it began, milliseconds since 1970. */
  readonly since: number;
}

/** One service revision. */
export interface RevisionMembers {
  /** The last part of its ARN; its tasks are started by `ecs-svc/ID` where ECS numbers both alike. */
  readonly id: string;
  readonly taskDefinitionArn?: string;
}
