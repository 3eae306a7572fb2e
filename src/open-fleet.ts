// Puts a fleet together: the connection's ports, the records and the audit log on this machine. For the dashboard and the verbs alike.

import {randomBytes} from 'node:crypto';
import type {Clock} from './domain/clock.ts';
import type {Identity} from './domain/identity.ts';
import type {AuditLog} from './engine/changes/audit.ts';
import type {LiveConnection} from './engine/ports.ts';
import {createFleet} from './fleet/create-fleet.ts';
import type {Fleet} from './fleet/fleet.ts';
import {findPlaybook} from './fleet/playbooks/registry.ts';
import type {RunRecords} from './fleet/ports.ts';

/** What a fleet is made of. */
export interface FleetParts {
  readonly clock: Clock;
  readonly records: RunRecords;
  readonly audit: AuditLog;
  readonly connection: Pick<LiveConnection, 'region' | 'changes' | 'runCommand' | 'runCommandChanges'>;
  /** Who acts, from STS. */
  readonly identity: Pick<Identity, 'account' | 'arn'>;
  readonly isDemo: boolean;
  /** Asked anew for each run. */
  readonly canChange: () => boolean;
}

/** The fleet of a connection. */
export function openFleet({clock, records, audit, connection, identity, isDemo, canChange}: FleetParts): Fleet {
  const {region, changes, runCommand, runCommandChanges} = connection;
  const place = {account: identity.account, region: region.name, isDemo, identityArn: identity.arn};
  return createFleet(
    {
      clock,
      records,
      audit: {write: entry => audit.write({...entry, actor: place})},
      runCommand,
      runCommandChanges,
      ecs: region.ecs,
      ecsChanges: changes,
      place,
      canChange,
      newToken: () => randomBytes(8).toString('hex'),
    },
    findPlaybook,
  );
}
