// How a cluster is: from its own counts, and from a second look where that was taken.

import type {Cluster, ClusterFinding} from '../cluster.ts';
import {percent, plural} from '../format/quantity.ts';
import {noText, type SafeText, text} from '../safe-text.ts';
import {combined, healthy, type Verdict} from './verdict.ts';

/** The share of registered memory above which a rolling deployment may find no room. */
const tightShare = 0.95;
const namesShown = 3;

/** The verdict on a cluster. */
export function clusterVerdict(cluster: Cluster, finding: ClusterFinding | undefined): Verdict {
  const own = status(cluster);
  if (own) return own;
  const nothingRuns = cluster.services === 0 && cluster.runningTasks === 0 && cluster.pendingTasks === 0;
  return combined(
    [
      finding && troubled(cluster, finding),
      finding && agents(finding),
      finding && tight(finding),
      finding && draining(finding),
      pending(cluster),
    ],
    nothingRuns
      ? {tone: 'quiet', note: cluster.instances === 0 ? text`empty` : text`nothing runs here`}
      : {...healthy, note: readInPart(cluster, finding)},
  );
}

/** False while tasks are waiting or the cluster itself is changing. */
export function isClusterSteady(cluster: Cluster): boolean {
  return cluster.pendingTasks === 0 && (cluster.status === 'ACTIVE' || cluster.status === 'INACTIVE');
}

function status(cluster: Cluster): Verdict | undefined {
  if (cluster.status === 'ACTIVE') return undefined;
  const note = text`${cluster.status.toLowerCase()}`;
  if (cluster.status === 'FAILED') return {tone: 'bad', note};
  return {tone: cluster.status === 'INACTIVE' ? 'quiet' : 'busy', note};
}

function troubled(cluster: Cluster, finding: ClusterFinding): Verdict | undefined {
  const names = finding.troubledServices;
  if (names.length === 0) return undefined;
  const shown = names.slice(0, namesShown).join(', ') + (names.length > namesShown ? `, +${names.length - namesShown}` : '');
  // The names first: a note is cut at its end.
  const note = text`${shown} in trouble`;
  const rest = readInPart(cluster, finding);
  return {tone: 'warn', note: rest === '' ? note : text`${note} (${rest})`};
}

/** A large cluster's services and instances are read in part only; silence about the others would be a lie. */
function readInPart(cluster: Cluster, finding: ClusterFinding | undefined): SafeText {
  if (!finding) return noText;
  const services = partRead(finding.servicesRead, cluster.services, 'services');
  const instances = partRead(finding.instancesRead, cluster.instances, 'instances');
  return services && instances ? text`${services}, ${instances}` : (services ?? instances ?? noText);
}

function partRead(read: number, all: number, what: string): SafeText | undefined {
  return read < all ? text`${read} of ${all} ${what} looked at` : undefined;
}

function agents({agentsDisconnected}: ClusterFinding): Verdict | undefined {
  return agentsDisconnected > 0 ? {tone: 'warn', note: text`${plural(agentsDisconnected, 'agent')} disconnected`} : undefined;
}

function draining({instancesDraining}: ClusterFinding): Verdict | undefined {
  return instancesDraining > 0 ? {tone: 'busy', note: text`${plural(instancesDraining, 'instance')} draining`} : undefined;
}

function tight({capacity}: ClusterFinding): Verdict | undefined {
  if (!capacity || capacity.memoryRegistered === 0) return undefined;
  const isTight = capacity.memoryReserved / capacity.memoryRegistered >= tightShare;
  return isTight
    ? {tone: 'warn', note: text`${percent(capacity.memoryReserved, capacity.memoryRegistered)} of memory reserved`}
    : undefined;
}

function pending(cluster: Cluster): Verdict | undefined {
  return cluster.pendingTasks > 0 ? {tone: 'busy', note: text`${plural(cluster.pendingTasks, 'task')} pending`} : undefined;
}
