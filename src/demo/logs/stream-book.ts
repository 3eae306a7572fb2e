// All log groups and streams: those that the tasks of the world write by their logConfiguration, and those that were created.
// Streams outlive ECS's memory of their tasks, as they do at AWS.

import type {Container, Task} from '@aws-sdk/client-ecs';
import {arn, lastPart} from '../ecs/scheduler/arns.ts';
import type {EcsState} from '../ecs/state.ts';
import {AwsError} from '../wire/aws-error.ts';
import {DemoStream} from './stream.ts';
import {isClockAhead, lastWords, writerOf} from './writers/table.ts';

/** A log group. */
export interface DemoGroup {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  /** By name. */
  readonly streams: Map<string, DemoStream>;
}

interface Target {
  readonly group: string;
  readonly prefix: string | undefined;
}

/** New tasks are looked for once in so many milliseconds of demo time. */
const refreshEvery = 500;

/** The groups of the region. */
export class StreamBook {
  readonly #state: EcsState;
  readonly #groups = new Map<string, DemoGroup>();
  /** Where the containers of a task definition log to, by its ARN and then by container. */
  readonly #targets = new Map<string, ReadonlyMap<string, Target>>();
  /** Tasks whose streams are known: nothing new can be learned of them but that they ended, and then nothing at all. */
  readonly #known = new Set<string>();
  readonly #finished = new Set<string>();
  #refreshedAt = Number.NEGATIVE_INFINITY;

  constructor(state: EcsState) {
    this.#state = state;
  }

  /** All groups, by name in order. */
  groups(now: number): readonly DemoGroup[] {
    this.#refresh(now);
    return [...this.#groups.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** A group by name or ARN; throws AwsError when there is none. */
  group(identifier: string | undefined, now: number): DemoGroup {
    this.#refresh(now);
    const found = this.#groups.get(groupName(identifier ?? ''));
    if (found === undefined) throw notFound('group');
    return found;
  }

  /** Creates a group; throws AwsError when it exists. */
  createGroup(name: string, now: number): void {
    this.#refresh(now);
    if (this.#groups.has(name)) throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
    this.#addGroup(name, now);
  }

  #addGroup(name: string, createdAt: number): DemoGroup {
    const group = {name, arn: arn(this.#state, 'logs', `log-group:${name}`), createdAt, streams: new Map<string, DemoStream>()};
    this.#groups.set(name, group);
    return group;
  }

  #refresh(now: number): void {
    if (now - this.#refreshedAt < refreshEvery) return;
    this.#refreshedAt = now;
    for (const {tasks} of this.#state.clusters.values()) {
      for (const task of tasks.values()) if (!this.#finished.has(task.taskArn ?? '')) this.#learn(task, now);
    }
  }

  #learn(task: Task, now: number): void {
    const {taskArn = ''} = task;
    const endedAt = endOf(task);
    if (task.startedAt === undefined || (endedAt === undefined && this.#known.has(taskArn))) return;
    const targets = this.#targetsOf(task.taskDefinitionArn ?? '');
    for (const container of task.containers ?? []) {
      const target = targets.get(container.name ?? '');
      if (target !== undefined) this.#learnStream(task, container, target, now);
    }
    this.#known.add(taskArn);
    if (endedAt !== undefined && endedAt < now) this.#finished.add(taskArn);
  }

  #learnStream(task: Task, container: Container, {group, prefix}: Target, now: number): void {
    const id = lastPart(task.taskArn);
    const name = prefix === undefined ? (container.runtimeId ?? '') : `${prefix}/${container.name}/${id}`;
    const found = this.#groups.get(group) ?? this.#addGroup(group, now);
    const startedAt = task.startedAt?.getTime() ?? now;
    const stream = found.streams.get(name) ?? new DemoStream(group, name, startedAt);
    found.streams.set(name, stream);
    const [family = '', revision = '1'] = lastPart(task.taskDefinitionArn).split(':');
    const endedAt = endOf(task);
    stream.life = {
      writer: writerOf(family),
      task: id,
      revision: Number(revision),
      isClockAhead: isClockAhead(family),
      startedAt,
      endedAt,
      lastWords: endedAt === undefined ? [] : lastWords(family, task, container),
    };
  }

  #targetsOf(definitionArn: string): ReadonlyMap<string, Target> {
    const known = this.#targets.get(definitionArn);
    if (known !== undefined) return known;
    const [family = '', revision = ''] = lastPart(definitionArn).split(':');
    const definition = this.#state.taskDefinitions.get(family)?.[Number(revision) - 1];
    const targets = new Map<string, Target>();
    for (const {name = '', logConfiguration} of definition?.containerDefinitions ?? []) {
      const group = logConfiguration?.options?.['awslogs-group'];
      if (logConfiguration?.logDriver !== 'awslogs' || group === undefined) continue;
      targets.set(name, {group, prefix: logConfiguration.options?.['awslogs-stream-prefix']});
    }
    this.#targets.set(definitionArn, targets);
    return targets;
  }
}

/** What AWS answers for a group or stream that does not exist. */
export function notFound(what: 'group' | 'stream'): AwsError {
  return new AwsError('ResourceNotFoundException', `The specified log ${what} does not exist.`);
}

/** The name in a log group's ARN; what is no ARN comes back as it is. */
export function groupName(identifier: string): string {
  return /^arn:[^:]+:logs:[^:]*:\d*:log-group:([^:]+)/.exec(identifier)?.[1] ?? identifier;
}

function endOf({executionStoppedAt, stoppedAt}: Task): number | undefined {
  return (executionStoppedAt ?? stoppedAt)?.getTime();
}
