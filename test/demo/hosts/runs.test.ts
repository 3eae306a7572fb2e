// Whole runs: the supervisor of fleets over the real SDK clients over the demo region, on a clock that is moved by hand.

import {expect, test} from 'vitest';
import {createConnection} from '../../../src/aws/connection.ts';
import {createDemo} from '../../../src/demo/demo.ts';
import {createRandom} from '../../../src/demo/random.ts';
import {createRequestHandler} from '../../../src/demo/request-handler.ts';
import type {ParameterValues} from '../../../src/domain/fleet/finding.ts';
import {type FleetRun, usualWaves} from '../../../src/domain/fleet/run.ts';
import {createFleet} from '../../../src/fleet/create-fleet.ts';
import type {SupervisedRun} from '../../../src/fleet/fleet.ts';
import type {Playbook} from '../../../src/fleet/playbook.ts';
import {reboot} from '../../../src/fleet/playbooks/reboot.ts';
import {findPlaybook} from '../../../src/fleet/playbooks/registry.ts';
import {timeFix} from '../../../src/fleet/playbooks/time-fix.ts';
import {readTargets} from '../../../src/fleet/targets.ts';
import {memoryRecords} from '../../../src/records/memory-records.ts';
import {manualClock} from '../../aws/manual-clock.ts';
import {credentials} from '../wire/fixture.ts';

const {signal} = new AbortController();

async function stage(faults = '') {
  const clock = manualClock();
  const region = createDemo({clock, ...(faults !== '' && {faults})});
  const connection = await createConnection({
    clock,
    requestHandler: createRequestHandler(region, clock),
    credentials,
    region: 'ap-southeast-1',
    allowsChanges: true,
    environment: {},
  });
  const random = createRandom('tokens');
  const fleet = createFleet(
    {
      clock,
      records: memoryRecords(),
      audit: {write: async () => {}},
      runCommand: connection.runCommand,
      runCommandChanges: connection.runCommandChanges,
      ecs: connection.region.ecs,
      ecsChanges: connection.changes,
      place: {account: '111122223333', region: 'ap-southeast-1', isDemo: true, identityArn: 'arn'},
      canChange: () => true,
      newToken: () => random.hex(20),
    },
    findPlaybook,
  );

  /** Moves the clock until the promise is settled. */
  async function until<Value>(promise: Promise<Value>): Promise<Value> {
    let isSettled = false;
    const watched = promise.finally(() => {
      isSettled = true;
    });
    watched.catch(() => undefined);
    for (let second = 0; second < 7_200 && !isSettled; second += 1) await clock.advance(1_000);
    return watched;
  }

  return {
    clock,
    region,
    async run(playbook: Playbook, clusterName: string, values: ParameterValues, between: () => void = () => {}): Promise<FleetRun> {
      const arns: string[] = [];
      for await (const page of connection.region.ecs.listClusters(signal)) arns.push(...page);
      const cluster = arns.find(arn => arn.endsWith(`/${clusterName}`)) ?? '';
      const targets = await until(readTargets({ecs: connection.region.ecs, runCommand: connection.runCommand}, cluster, {}, signal));
      const supervised: SupervisedRun = await fleet.begin({playbook, values, cluster, clusterName, targets, settings: usualWaves});
      await until(supervised.settled());
      between();
      await supervised.proceed();
      return until(supervised.settled());
    },
  };
}

const states = (run: FleetRun) => run.hosts.map(({state}) => state).toSorted();

test('time-fix brings clock and zone of erp in order, and leaves the host out that is lost', async () => {
  const {run} = await stage();
  const values = {zone: 'Asia/Shanghai', source: 'amazon', mode: 'step'};
  const first = await run(timeFix, 'erp', values);
  expect(first.phase).toBe('finished');
  expect(states(first)).toEqual(['done', 'done', 'done', 'excluded']);
  for (const {after, state} of first.hosts) if (state === 'done') expect(after?.verdict).toBe('OK');
  const second = await run(timeFix, 'erp', values);
  expect(states(second)).toEqual(['excluded', 'unchanged', 'unchanged', 'unchanged']);
});

test('hosts that fail are told with their exit code, and too many of them stop the run', async () => {
  const {run, region} = await stage();
  const values = {zone: 'Europe/Berlin', source: 'amazon', mode: 'slew'};
  const stopped = await run(timeFix, 'simple-ecs-cluster', values, () => region.faults.set('ssm-fail=1'));
  expect(stopped.phase).toBe('stopped');
  expect(states(stopped)).toContain('unsent');
  expect(stopped.hosts.filter(({state}) => state === 'failed').map(({reason}) => reason)).toContain('Failed (exit code 2)');
  region.faults.set('');
  const again = await run(timeFix, 'simple-ecs-cluster', values);
  expect(states(again)).toEqual(['done', 'done', 'done', 'done']);
});

test('reboot goes through a cluster host by host, drains first, and gives each back', async () => {
  const {run} = await stage();
  const ended = await run(reboot, 'simple-ecs-cluster', {});
  expect(ended.phase).toBe('finished');
  expect(states(ended)).toEqual(['done', 'done', 'done', 'done']);
});
