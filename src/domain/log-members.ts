// Whose logs are meant, as declarations name it. Apart from src/logs, which finds their streams, because resources know domain only.

/** Which tasks' logs, in one cluster. `container` narrows to one of each task's containers. */
export type LogMembers = {
  readonly cluster: string;
  readonly container?: string;
} & ({readonly tasks: readonly string[]} | {readonly service: string} | {readonly family: string} | {readonly instance: string});
