// What an operation of ECS is: a function of what the Region remembers and of the call's input.

import type {Tag} from '@aws-sdk/client-ecs';
import type {EcsState, Scheduler} from './state.ts';

/** All that the operations of ECS work on. */
export interface Ecs {
  readonly state: EcsState;
  readonly scheduler: Scheduler;
  /** Demo time, milliseconds since 1970. */
  readonly now: () => number;
  readonly callerArn: string;
  /** Tags of task definitions by ARN: ECS keeps them apart from the definition. */
  readonly taskDefinitionTags: Map<string, Tag[]>;
}

/** An operation over the input as it was decoded. */
export type EcsOperation = (ecs: Ecs, input: unknown) => object;

/** Names the input and output of an operation by the SDK's types. The wire is taken at its word here: clients validate shapes, operations validate values. */
export function operation<Input, Output extends object>(run: (ecs: Ecs, input: Input) => Output): EcsOperation {
  return (ecs, input) => run(ecs, input as Input);
}
