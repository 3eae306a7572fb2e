// A connection with the fleet of its account and Region: runs over hosts, recorded on this machine. For the dashboard and the
// command line alike.

import type {Connection} from './aws/connection.ts';
import type {Clock} from './domain/clock.ts';
import type {FleetReads} from './domain/fleet/reads.ts';
import type {Identity} from './domain/identity.ts';
import type {AuditLog} from './engine/changes/audit.ts';
import type {Fleet} from './fleet/fleet.ts';
import {findPlaybook} from './fleet/playbooks/registry.ts';
import type {FleetPorts} from './fleet/ports.ts';

/** What a fleet needs beside its connection. */
export interface FleetSurroundings extends Pick<FleetPorts, 'records' | 'canChange' | 'newToken' | 'outputBucket'> {
  readonly clock: Clock;
  readonly audit: AuditLog;
  readonly isDemo: boolean;
}

/** The connection, with its fleet and with tables that can read the runs. Makes no call. */
export function withFleet(connection: Connection, surroundings: FleetSurroundings): Connection & {readonly fleet: Fleet} {
  const fleet = fleetOnDemand(async () => {
    const identity = await connection.region.identity(new AbortController().signal);
    // The supervisor is loaded for those who have to do with runs.
    const {createFleet} = await import('./fleet/create-fleet.ts');
    return createFleet(portsOf(connection, identity, surroundings), findPlaybook);
  });
  const reads: FleetReads = {
    runs: () => fleet.runs(),
    output: (commandId, instanceId, signal) => connection.runCommand.output(commandId, instanceId, signal),
  };
  const {region, background} = connection;
  return {...connection, fleet, region: {...region, fleet: reads}, background: {...background, fleet: reads}};
}

function portsOf(
  {region, changes, runCommand, runCommandChanges}: Connection,
  {account, arn}: Identity,
  surroundings: FleetSurroundings,
): FleetPorts {
  const {clock, audit, isDemo, records, canChange, newToken, outputBucket} = surroundings;
  const place = {account, region: region.name, isDemo, identityArn: arn};
  return {
    clock,
    records,
    canChange,
    newToken,
    audit: {write: entry => audit.write({...entry, actor: place})},
    runCommand,
    runCommandChanges,
    ecs: region.ecs,
    ecsChanges: changes,
    place,
    outputBucket,
  };
}

/** A fleet that is made when it is first asked for something: whose account it is must be known, and most sessions never ask. */
function fleetOnDemand(make: () => Promise<Fleet>): Fleet {
  let making: Promise<Fleet> | undefined;
  let made: Fleet | undefined;
  async function fleet(): Promise<Fleet> {
    making ??= make();
    try {
      made = await making;
      return made;
    } catch (error) {
      // The credentials may be better at the next attempt.
      making = undefined;
      throw error;
    }
  }
  return {
    begin: async order => (await fleet()).begin(order),
    runs: async () => (await fleet()).runs(),
    problems: async () => (await fleet()).problems(),
    resume: async id => (await fleet()).resume(id),
    stop: () => made?.stop(),
    stopped: async () => made?.stopped(),
  };
}
