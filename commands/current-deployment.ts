// A service together with its newest deployment: what a command on services has to know to act on one that is in progress.

import {Gone, Refused} from '../src/domain/errors.ts';
import {rawArnName} from '../src/domain/format/arn.ts';
import type {Region} from '../src/domain/ports.ts';
import {type SafeText, text} from '../src/domain/safe-text.ts';
import type {Service} from '../src/domain/service.ts';
import type {ServiceDeployment} from '../src/domain/service-deployment.ts';

/** The row with the deployment that ECS is at work on, or else with the newest of its history. Rejects with Gone where that one cannot be read. */
export async function withCurrentDeployment(aws: Region, row: Service, signal: AbortSignal): Promise<Service> {
  if (row.deploymentController !== 'ECS') return row;
  const arn = row.currentDeploymentArn ?? (await newestDeployment(aws, row, signal));
  if (arn === undefined) return row;
  const {rows, failures} = await aws.ecs.describeServiceDeployments([arn], signal);
  const [found] = rows;
  if (found !== undefined) return {...row, currentDeployment: found};
  throw new Gone(
    `the deployment ${rawArnName(arn)} of ${row.name} cannot be read (${failures[0]?.reason ?? 'MISSING'})`,
    'Nothing was sent. D deploys a revision.',
  );
}

async function newestDeployment(aws: Region, {clusterArn, name}: Service, signal: AbortSignal): Promise<string | undefined> {
  for await (const [newest] of aws.ecs.listServiceDeployments(clusterArn, name, signal)) return newest;
  return undefined;
}

/** The deployment of a row that was looked at so. Throws Refused where its history has none. */
export function currentDeployment({name, currentDeployment: found}: Service): ServiceDeployment {
  if (found === undefined) throw new Refused(`no deployment of ${name} is in progress`, 'Nothing was sent.');
  return found;
}

/** Why ECS has no deployment of the service that could be acted on. */
export function whyNotByEcs({name, deploymentController}: Service): SafeText | undefined {
  if (deploymentController === 'CODE_DEPLOY')
    return text`${name} is deployed by CodeDeploy: stop the deployment there, which can roll it back`;
  if (deploymentController === 'ECS') return undefined;
  return text`${name} is deployed by an ${deploymentController} controller: ECS has no deployment of it to act on`;
}
