// The hosts of a run.

import {type FleetHost, hostRows, isUnderWay} from '../domain/fleet/run-summary.ts';
import {rawArnName} from '../domain/format/arn.ts';
import {fleetHostVerdict} from '../domain/health/fleet-host-health.ts';
import {safeText} from '../domain/safe-text.ts';
import {hostColumns, hostColumnsIn} from './fleet-host-columns.ts';
import {hostSections} from './fleet-host-details.ts';
import {runWithId} from './fleet-reading.ts';
import {scopePart} from './reading.ts';
import {defineResource} from './resource.ts';

/** The declaration of the hosts of a run. */
export const fleetHost = defineResource<'fleet-host'>({
  kind: 'fleet-host',
  title: 'hosts',
  singular: 'host',
  aliases: ['run-hosts', 'fleet-host', 'fleet-hosts'],
  needsScope: ['run'],
  takesScope: ['run', 'playbook', 'cluster'],
  reads: ['ssm:GetCommandInvocation'],
  columns: hostColumns,
  columnsIn: hostColumnsIn,
  initialSort: {column: 'HOST', isDescending: false},
  async *list(aws, scope) {
    const rows = hostRows(await runWithId(aws, scopePart(scope, 'run')));
    yield {ids: rows.map(({host}) => host.target.arn), rows};
  },
  async describe(aws, scope, ids) {
    const rows = hostRows(await runWithId(aws, scopePart(scope, 'run'))).filter(({host}) => ids.includes(host.target.arn));
    const known = new Set(rows.map(({host}) => host.target.arn));
    return {rows, failures: ids.filter(id => !known.has(id)).map(arn => ({arn, reason: 'MISSING'}))};
  },
  describeBatch: 1000,
  id: ({host}) => host.target.arn,
  name: id => safeText(rawArnName(id)),
  isSteady: ({host}) => !isUnderWay(host.state),
  verdict: ({host}) => fleetHostVerdict(host),
  links: [
    {key: 'T', title: 'tasks on it', kind: 'task', scope: ({run, host}) => ({cluster: run.cluster, instance: host.target.arn})},
    {key: 'z', title: "containers' zones", kind: 'container-timezone', scope: ({run}) => zoneScope(run)},
  ],
  details: hostSections,
  async raw(aws, scope, id) {
    const {hosts} = await runWithId(aws, scopePart(scope, 'run'));
    return hosts.find(({target}) => target.arn === id);
  },
  json: ({run, host}) => ({run: run.id, playbook: run.playbookId, ...host}),
});

/** A host is not seen by its containers: where a zone was asked for, theirs are compared with it. */
function zoneScope({cluster, values}: FleetHost['run']) {
  const {zone} = values;
  return {cluster, ...(zone !== undefined && zone !== '' && {zone})};
}
