// The details of a cluster, from the row and, where it was taken, the second look.

import type {Cluster, ClusterFinding} from '../domain/cluster.ts';
import {bar} from '../domain/format/bar.ts';
import {mebibytes, percent} from '../domain/format/quantity.ts';
import {clusterVerdict} from '../domain/health/cluster-health.ts';
import {text} from '../domain/safe-text.ts';
import type {Section} from './resource.ts';
import {fields, lines, nameValues, problemLines, reading, table, toned} from './sections.ts';

/** All that is known of a cluster. */
export function clusterSections(cluster: Cluster, finding: ClusterFinding | undefined): readonly Section[] {
  const verdict = clusterVerdict(cluster, finding);
  return [
    ...fields(text`Overview`, {
      Name: cluster.name,
      ARN: cluster.arn,
      Status: cluster.status,
      Note: verdict.note === '' ? undefined : {text: verdict.note, tone: verdict.tone},
      Services: cluster.services,
      'Tasks running': cluster.runningTasks,
      'Tasks pending': cluster.pendingTasks,
      'Container instances': cluster.instances,
    }),
    ...(finding ? capacity(finding) : reading(text`Capacity`)),
    ...lines(
      text`Services in trouble`,
      (finding?.troubledServices ?? []).map(name => toned(name, 'warn')),
    ),
    ...problemLines(finding?.problems),
    ...lines(text`Capacity providers`, cluster.capacityProviders),
    ...table(
      text`Default capacity provider strategy`,
      [text`provider`, text`weight`, text`base`],
      cluster.defaultStrategy.map(({provider, weight, base}) => [provider, weight, base]),
    ),
    ...nameValues(text`Settings`, cluster.settings),
    ...nameValues(text`Tags`, cluster.tags),
  ];
}

function capacity(finding: ClusterFinding): readonly Section[] {
  const title = text`Capacity`;
  const sums = finding.capacity;
  if (!sums) return lines(title, [toned('n/a: no active container instance', 'quiet')]);
  const row = (name: string, reserved: number, registered: number, amount: (count: number) => string) => [
    name,
    {text: text`${bar(reserved, registered, 20)} ${percent(reserved, registered)}`},
    amount(reserved),
    amount(registered),
  ];
  return [
    ...table(
      title,
      [text`resource`, text`reserved of registered`, text`reserved`, text`registered`],
      [
        row('CPU units', sums.cpuReserved, sums.cpuRegistered, String),
        row('memory', sums.memoryReserved, sums.memoryRegistered, mebibytes),
      ],
    ),
    ...fields(text`Instances`, {
      Draining: finding.instancesDraining > 0 ? toned(finding.instancesDraining, 'busy') : undefined,
      'Agents disconnected': finding.agentsDisconnected > 0 ? toned(finding.agentsDisconnected, 'bad') : undefined,
    }),
  ];
}
