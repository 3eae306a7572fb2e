// What several previews say about a service: how it deploys, whether it is deploying now, where its tasks run.

import {rawArnName} from '../src/domain/format/arn.ts';
import {plural} from '../src/domain/format/quantity.ts';
import {text} from '../src/domain/safe-text.ts';
import type {Deployment, Service} from '../src/domain/service.ts';
import type {Consequence, Progress} from './command.ts';
import {line} from './consequence.ts';

/** How few and how many tasks a rolling deployment may leave running. ECS rounds the minimum up and the maximum down. */
export function deploymentBounds(service: Service): {readonly fewest: number; readonly most: number} {
  return {
    fewest: Math.ceil((service.desired * service.minimumHealthyPercent) / 100),
    most: Math.floor((service.desired * service.maximumPercent) / 100),
  };
}

/** True when tasks can be neither stopped first nor started first, so that replacing them gets stuck. */
export function cannotReplaceTasks(service: Service): boolean {
  const {fewest, most} = deploymentBounds(service);
  return service.desired > 0 && fewest >= service.desired && most <= service.desired;
}

/** The newest deployment, which is the wanted state; absent for services that ECS does not deploy itself. */
export function primaryDeployment(service: Service): Deployment | undefined {
  return service.deployments.find(deployment => deployment.status === 'PRIMARY');
}

/** True while a deployment replaces tasks. */
export function isDeploying(service: Service): boolean {
  if (service.deployments.length > 1 || primaryDeployment(service)?.rolloutState === 'IN_PROGRESS') return true;
  return service.taskSets.some(set => set.stability === 'STABILIZING');
}

/** A line about the deployment in progress, if any; `effect` says what it means for the change at hand. */
export function deploymentLines(service: Service, effect: string): readonly Consequence[] {
  if (!isDeploying(service)) return [];
  const primary = primaryDeployment(service);
  const progress =
    primary === undefined ? '' : ` (${primary.running} of ${plural(primary.desired, 'task')} of ${rawArnName(primary.taskDefinitionArn)})`;
  const failed = primary !== undefined && primary.failed > 0 ? `, ${plural(primary.failed, 'failed task')} so far` : '';
  return [line('warn', text`a deployment is in progress${progress}${failed}: ${effect}`)];
}

/** True when the service's tasks need room on container instances of the cluster. */
export function runsOnInstances(service: Service): boolean {
  const providers = service.capacityProviderStrategy.map(item => item.provider);
  if (providers.length > 0) return providers.some(provider => !provider.startsWith('FARGATE'));
  return service.launchType === undefined || service.launchType === 'EC2';
}

/** How far the newest deployment has come towards `wanted` tasks. */
export function serviceProgress(after: Service, wanted: number): Progress {
  const {running, pending, desired} = after;
  if (running === wanted && desired === wanted && pending === 0) {
    return {isDone: true, note: text`${running}/${desired} running`};
  }
  if (running > wanted) return {isDone: false, done: 0, total: 0, note: text`${plural(running - wanted, 'task')} to stop`};
  return {
    isDone: false,
    done: Math.min(running, wanted),
    total: wanted,
    note: text`running${pending > 0 ? `, ${pending} pending` : ''}`,
  };
}
