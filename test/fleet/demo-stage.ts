// A fleet on a demo region, behind the SDK's own clients, with a clock that is told to go on.

import {connectorTo} from '../../src/connect.ts';
import {createDemo} from '../../src/demo/demo.ts';
import {parseWorld} from '../../src/demo/ecs/world/spec.ts';
import type {FleetRun, WaveSettings} from '../../src/domain/fleet/run.ts';
import {usualWaves} from '../../src/domain/fleet/run.ts';
import {createFleet} from '../../src/fleet/create-fleet.ts';
import type {RunOrder, SupervisedRun} from '../../src/fleet/fleet.ts';
import {findPlaybook} from '../../src/fleet/playbooks/registry.ts';
import type {FleetAuditEntry, FleetPorts} from '../../src/fleet/ports.ts';
import {readTargets, type TargetChoice} from '../../src/fleet/targets.ts';
import {manualClock} from '../aws/manual-clock.ts';
import {Records} from './records.ts';
// The clients are imported at their first call; here they are there already, so that no file is read while time passes.
import '../../src/aws/ecs-client.ts';
import '../../src/aws/ssm-client.ts';
import '../../src/aws/sts-client.ts';

/** A demo region, its fleet, and words for what tests do with them. */
export async function demoStage({
  world,
  faults = '',
  isReadOnly = false,
}: {
  readonly world?: string;
  readonly faults?: string;
  readonly isReadOnly?: boolean;
} = {}) {
  const clock = manualClock();
  const region = createDemo({clock, faults, ...(world !== undefined && {world: parseWorld(world)})});
  const connector = await connectorTo(region, {clock, allowsChanges: () => true});
  const connection = await connector.connect({});
  const audit: FleetAuditEntry[] = [];
  const records = new Records();
  const {ecs} = connection.region;
  // The SDK loads parts of itself at its first calls, which takes real time: the clock stands still for it.
  if (faults === '') {
    const {signal} = new AbortController();
    await ecs.describeClusters(['none'], signal);
    await connection.runCommand.managedHosts(['i-00000000000000000'], signal);
  }
  let tokens = 0;
  const ports: FleetPorts = {
    clock,
    records,
    audit: {
      write: async entry => {
        audit.push(entry);
      },
    },
    runCommand: connection.runCommand,
    runCommandChanges: connection.runCommandChanges,
    ecs,
    ecsChanges: connection.changes,
    place: {
      account: '111122223333',
      region: connection.region.name,
      isDemo: true,
      identityArn: 'arn:aws:sts::111122223333:assumed-role/OnCall/me',
    },
    canChange: () => !isReadOnly,
    newToken: () => {
      tokens += 1;
      return `token${String(tokens).padStart(8, '0')}`;
    },
  };
  const fleet = createFleet(ports, findPlaybook);

  /** Lets time pass until the work is done. */
  async function meanwhile<Result>(work: Promise<Result>, mostSeconds = 3600): Promise<Result> {
    let isOver = false;
    const over = (): void => {
      isOver = true;
    };
    work.then(over, over);
    for (let seconds = 0; !isOver; seconds += 0.1) {
      if (seconds > mostSeconds) throw new Error(`not done after ${mostSeconds} s`);
      await clock.advance(100);
    }
    return work;
  }

  const clusterArn = async (name: string): Promise<string> =>
    (await meanwhile(ecs.describeClusters([name], new AbortController().signal))).rows[0]?.arn ?? name;

  return {
    clock,
    region,
    connection,
    audit,
    records,
    fleet,
    /** The fleet of a program that is started after this one, with the same records. */
    nextProgram: () => createFleet(ports, findPlaybook),
    meanwhile,
    /** Names of the clusters. */
    clusters: async (): Promise<readonly string[]> => {
      const arns: string[] = [];
      const read = async (): Promise<void> => {
        for await (const page of ecs.listClusters(new AbortController().signal)) arns.push(...page);
      };
      await meanwhile(read());
      return arns.map(arn => arn.slice(arn.lastIndexOf('/') + 1));
    },
    targets: async (cluster: string, choice: TargetChoice = {}) =>
      meanwhile(readTargets({ecs, runCommand: connection.runCommand}, await clusterArn(cluster), choice, new AbortController().signal)),
    /** Begins a playbook over a cluster. */
    async begin(
      playbookId: string,
      clusterName: string,
      values: RunOrder['values'] = {},
      settings: WaveSettings = usualWaves,
      choice: TargetChoice = {},
    ): Promise<SupervisedRun> {
      const playbook = findPlaybook(playbookId);
      if (playbook === undefined) throw new Error(`no playbook ${playbookId}`);
      const targets = await this.targets(clusterName, choice);
      return meanwhile(fleet.begin({playbook, values, cluster: await clusterArn(clusterName), clusterName, targets, settings}));
    },
    /** Waits for the person's turn, or the end. */
    settled: (run: SupervisedRun): Promise<FleetRun> => meanwhile(run.settled()),
  };
}
