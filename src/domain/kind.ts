// The kinds of rows the program knows, and where a table of them lives.

import type {AlarmRow} from './alarm.ts';
import type {ClusterCapacity} from './capacity.ts';
import type {Cluster} from './cluster.ts';
import type {ContainerInstance} from './container-instance.ts';
import type {ContainerTimezone} from './container-timezone.ts';
import type {FleetHost, RunHead} from './fleet/run-summary.ts';
import type {Registration} from './registration.ts';
import type {ScalingActivity} from './scaling/scaling.ts';
import type {Service, ServiceEvent} from './service.ts';
import type {ServiceDeployment} from './service-deployment.ts';
import type {Target} from './target.ts';
import type {Container, Task} from './task.ts';
import type {TaskDefinition, TaskDefinitionFamily} from './task-definition.ts';

/** The row type of each kind of resource. Adding a resource adds one line here. */
export interface RowOf {
  cluster: Cluster;
  'capacity-provider': ClusterCapacity;
  service: Service;
  task: Task;
  'stopped-task': Task;
  container: Container;
  'container-instance': ContainerInstance;
  'container-timezone': ContainerTimezone;
  'task-definition-family': TaskDefinitionFamily;
  'task-definition': TaskDefinition;
  'service-event': ServiceEvent;
  /** Its service is only in rows that a command has looked at more closely. */
  'service-deployment': ServiceDeployment & {readonly service?: Service};
  'scaling-activity': ScalingActivity;
  target: Target;
  alarm: AlarmRow;
  registration: Registration;
  'fleet-run': RunHead;
  'fleet-host': FleetHost;
}

/** The name of a kind of resource. */
export type Kind = keyof RowOf;

/** Where a table looks: the ARNs (or names, where a user typed one) that narrow it. An absent part does not narrow. */
export interface Scope {
  readonly cluster?: string;
  readonly service?: string;
  readonly task?: string;
  readonly instance?: string;
  readonly family?: string;
  /** A time zone that is wanted. */
  readonly zone?: string;
  /** The id of a run over hosts, and of its playbook. */
  readonly run?: string;
  readonly playbook?: string;
}
