// Task definitions of the demo worlds: revisions of a family, and the small pieces that they share.

import type {ContainerDefinition, LoadBalancer, LogConfiguration, TaskDefinition} from '@aws-sdk/client-ecs';
import {arn, ecsArn} from '../scheduler/arns.ts';
import type {Builder} from './builder.ts';

/** What the revisions of a family have in common. */
export interface FamilyPlan {
  readonly family: string;
  readonly revisions: number;
  /** How many days ago the newest revision was registered; each one before it is a week older. */
  readonly daysAgo: number;
  readonly more?: Partial<TaskDefinition>;
  /** The containers of a revision. */
  readonly containers: (revision: number) => ContainerDefinition[];
}

const week = 7 * 86_400_000;

/** Registers every revision of a family. */
export function addFamily(builder: Builder, plan: FamilyPlan): void {
  const {family, revisions} = plan;
  const isFargate = plan.more?.networkMode === 'awsvpc';
  const definitions = Array.from({length: revisions}, (_, index): TaskDefinition => {
    const revision = index + 1;
    return {
      taskDefinitionArn: ecsArn(builder, 'task-definition', `${family}:${revision}`),
      family,
      revision,
      status: 'ACTIVE',
      networkMode: 'bridge',
      volumes: [],
      placementConstraints: [],
      requiresAttributes: [],
      compatibilities: isFargate ? ['EC2', 'FARGATE'] : ['EC2'],
      requiresCompatibilities: isFargate ? ['FARGATE'] : ['EC2'],
      registeredAt: new Date(builder.now - plan.daysAgo * 86_400_000 - (revisions - revision) * week),
      registeredBy: `arn:aws:iam::${builder.account}:role/Deployer`,
      containerDefinitions: plan.containers(revision),
      ...plan.more,
    };
  });
  builder.runtime.state.taskDefinitions.set(family, definitions);
}

/** An image in the account's own registry. */
export function image(builder: Builder, name: string, tag: string): string {
  const suffix = builder.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `${builder.account}.dkr.ecr.${builder.region}.${suffix}/${name}:${tag}`;
}

/** awslogs into `group`; without `prefix` the stream is the Docker container's id. */
export function awslogs(builder: Builder, group: string, prefix?: string): LogConfiguration {
  const options = {
    'awslogs-group': group,
    'awslogs-region': builder.region,
    ...(prefix !== undefined && {'awslogs-stream-prefix': prefix}),
  };
  return {logDriver: 'awslogs', options};
}

/** An environment from a plain object. */
export function environment(values: Readonly<Record<string, string>>): ContainerDefinition['environment'] {
  return Object.entries(values).map(([name, value]) => ({name, value}));
}

/** A secret that ECS reads from Parameter Store. */
export function parameterSecret(builder: Builder, name: string, path: string) {
  return {name, valueFrom: arn(builder, 'ssm', `parameter${path}`)};
}

/** A target group that a container's port is registered in. */
export function target(builder: Builder, group: string, containerName: string, containerPort: number): LoadBalancer {
  return {targetGroupArn: targetGroupArn(builder, group), containerName, containerPort};
}

/** The ARN of a target group; its id follows from its name. */
export function targetGroupArn(builder: Builder, group: string): string {
  let id = 0xcbf29ce484222325n;
  for (const character of group) id = BigInt.asUintN(64, (id ^ BigInt(character.charCodeAt(0))) * 0x100000001b3n);
  return arn(builder, 'elasticloadbalancing', `targetgroup/${group}/${id.toString(16).padStart(16, '0')}`);
}
