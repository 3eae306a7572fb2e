// Runs over a few hosts for tests of what is said about them.

import type {Finding} from '../../../src/domain/fleet/finding.ts';
import type {FleetRun, HostRun} from '../../../src/domain/fleet/run.ts';
import {usualWaves} from '../../../src/domain/fleet/run.ts';
import {text} from '../../../src/domain/safe-text.ts';
import {clusterArn, now} from '../../domain/fixtures.ts';

/** A host by its number. */
export function aHost(number: number, parts: Partial<HostRun> = {}): HostRun {
  return {
    target: {
      arn: `${clusterArn.replace(':cluster/', ':container-instance/')}/${number}`,
      instanceId: `i-${String(number).padStart(4, '0')}`,
      status: 'ACTIVE',
      runningTasks: 2,
    },
    state: 'waiting',
    ...parts,
  };
}

/** What a check found. */
export function aFinding(verdict: string, parts: Partial<Finding> = {}): Finding {
  return {verdict, tone: verdict === 'OK' ? 'ok' : 'bad', summary: text`found ${verdict}`, values: {}, ...parts};
}

/** A run of time-fix over these hosts of erp. */
export function aRun(hosts: readonly HostRun[], parts: Partial<FleetRun> = {}): FleetRun {
  return {
    version: 1,
    id: '20261125T024100-token001',
    playbookId: 'time-fix',
    values: {zone: 'Asia/Shanghai', source: 'amazon', mode: 'slew'},
    account: '111122223333',
    region: 'ap-southeast-1',
    isDemo: true,
    cluster: clusterArn,
    clusterName: 'erp',
    identityArn: 'arn:aws:sts::111122223333:assumed-role/OnCall/me',
    settings: usualWaves,
    phase: 'planned',
    hosts,
    sends: [],
    startedAt: now,
    ...parts,
  };
}
