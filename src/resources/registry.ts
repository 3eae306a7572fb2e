// Every resource there is. A new one is one file and one line here.

import type {Kind} from '../domain/kind.ts';
import {alarm} from './alarm.ts';
import {capacityProvider} from './capacity-provider.ts';
import {cluster} from './cluster.ts';
import {container} from './container.ts';
import {containerInstance} from './container-instance.ts';
import {containerTimezone} from './container-timezone.ts';
import {fleetHost} from './fleet-host.ts';
import {fleetRun} from './fleet-run.ts';
import {registration} from './registration.ts';
import {type AnyResource, withoutMeasured} from './resource.ts';
import {scalingActivity} from './scaling-activity.ts';
import {service} from './service.ts';
import {serviceDeployment} from './service-deployment.ts';
import {serviceEvent} from './service-event.ts';
import {stoppedTask} from './stopped-task.ts';
import {target} from './target.ts';
import {task} from './task.ts';
import {taskDefinition} from './task-definition.ts';
import {taskDefinitionFamily} from './task-definition-family.ts';

const byKind: Readonly<Record<Kind, AnyResource>> = {
  cluster,
  service,
  task,
  'stopped-task': stoppedTask,
  container,
  'container-instance': containerInstance,
  'container-timezone': containerTimezone,
  'capacity-provider': capacityProvider,
  'task-definition-family': taskDefinitionFamily,
  'task-definition': taskDefinition,
  'service-event': serviceEvent,
  'service-deployment': serviceDeployment,
  'scaling-activity': scalingActivity,
  target,
  alarm,
  registration,
  'fleet-run': fleetRun,
  'fleet-host': fleetHost,
};

/** All resources, in the order in which help and completion show them. */
export const resources: readonly AnyResource[] = Object.values(byKind);

/** The resource of a kind. */
export function resourceOf(kind: Kind): AnyResource {
  return byKind[kind];
}

/** The same, without figures that cost money where they are turned off. */
export function resourceLookup({readsMetrics}: {readonly readsMetrics: boolean}): (kind: Kind) => AnyResource {
  return readsMetrics ? resourceOf : kind => withoutMeasured(resourceOf(kind));
}

/** The resource that a person means by a name (`svc`, `Tasks`); undefined when there is none. */
export function findResource(alias: string): AnyResource | undefined {
  const name = alias.toLowerCase();
  return resources.find(({aliases}) => aliases.includes(name));
}
