// From what a person points at to the hosts that a run is about, read this second.

import {Gone} from '../../domain/errors.ts';
import type {FleetTarget} from '../../domain/fleet/target.ts';
import {readTargets} from '../../fleet/targets.ts';
import type {LiveConnection} from '../ports.ts';
import type {Aim} from './fleet-desk-port.ts';

/** The hosts that are meant, those that are left out too, and the cluster that they are in. */
export interface ReadAim {
  /** ARN. */
  readonly cluster: string;
  readonly clusterName: string;
  readonly targets: readonly FleetTarget[];
}

/** Reads the cluster and its hosts. Rejects with Gone when there is no such cluster. */
export async function readAim({region, runCommand}: LiveConnection, {cluster, instances}: Aim, signal: AbortSignal): Promise<ReadAim> {
  const {rows} = await region.ecs.describeClusters([cluster], signal);
  const [found] = rows;
  if (found === undefined) throw new Gone(`there is no cluster ${cluster} in ${region.name}`, 'See :clusters for those that are.');
  const choice = instances === undefined ? {} : {instances};
  const targets = await readTargets({ecs: region.ecs, runCommand}, found.arn, choice, signal);
  return {cluster: found.arn, clusterName: found.name, targets};
}
