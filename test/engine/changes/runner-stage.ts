// A stage for the runner: rows that can change under it, a record of what was sent, written and shown, and a clock that
// stands still.

import type {Accepted} from '../../../src/domain/accepted.ts';
import type {AuditEntry} from '../../../src/domain/audit-entry.ts';
import type {EcsChanges} from '../../../src/domain/ports.ts';
import type {Service} from '../../../src/domain/service.ts';
import type {ServiceDeployment} from '../../../src/domain/service-deployment.ts';
import type {Task} from '../../../src/domain/task.ts';
import type {Place} from '../../../src/engine/changes/place.ts';
import type {ChangeStep} from '../../../src/engine/changes/ports.ts';
import {ChangeRunner} from '../../../src/engine/changes/runner.ts';
import {resourceOf} from '../../../src/resources/registry.ts';
import type {AskDialog, ChangeInProgress, ConfirmDialog} from '../../../store/state.ts';
import {manualClock} from '../../aws/manual-clock.ts';
import {aDefinition, anInstance, aService, clusterArn} from '../../domain/fixtures.ts';
import {regionOf} from '../../resources/region.ts';

/** What can be told to go otherwise. */
export interface StageOptions {
  readonly services?: readonly Service[];
  readonly tasks?: readonly Task[];
  readonly deployments?: readonly ServiceDeployment[];
  readonly place?: Partial<Place>;
  /** Called for each change in place of accepting it; throws what AWS would. */
  readonly onChange?: (what: string) => void;
  readonly onAudit?: (entry: AuditEntry) => void;
}

/** Sets the stage with two services, `srvweb` (2 tasks) and `srvapp1` (2 tasks), in the cluster erp. */
export function stage(options: StageOptions = {}) {
  const services = [...(options.services ?? [aService(), aService({arn: aService().arn.replace('srvweb', 'srvapp1'), name: 'srvapp1'})])];
  const tasks = [...(options.tasks ?? [])];
  const deployments = [...(options.deployments ?? [])];
  const {aws, calls} = regionOf({services, tasks, deployments, instances: [anInstance()], definitions: [aDefinition()]});
  const clock = manualClock();
  const sent: string[] = [];
  const audit: AuditEntry[] = [];
  const notices: string[] = [];
  const dialogs: (AskDialog | ConfirmDialog | undefined)[] = [];
  const changes = new Map<number, ChangeInProgress>();
  const bugs: unknown[] = [];

  const send = async (what: string): Promise<Accepted> => {
    sent.push(what);
    options.onChange?.(what);
    return {requestId: `request-${sent.length}`};
  };
  const ecsChanges: EcsChanges = {
    scaleService: (_cluster, name, desired) => send(`scale ${name} ${desired}`),
    redeployService: (_cluster, name) => send(`redeploy ${name}`),
    deployRevision: (_cluster, name, definition) => send(`deploy ${name} ${definition}`),
    rollBackDeployment: deployment => send(`roll back ${deployment}`),
    continueDeployment: (deployment, hook) => send(`continue ${deployment} ${hook}`),
    openShell: ({task, container}) => send(`shell ${task} ${container}`),
    openHostShell: instance => send(`host-shell ${instance}`),
    stopTask: (_cluster, arn) => send(`stop ${arn}`),
    setContainerInstancesState: async (_cluster, [arn], status) => ({...(await send(`${status} ${arn}`)), failures: []}),
    setScalingBounds: ({service}, {minimum, maximum}) => send(`bounds ${service} ${minimum}-${maximum}`),
    setScalingSuspension: ({service}, suspension) => send(`suspension ${service} ${JSON.stringify(suspension)}`),
  };
  let place: Place = {region: aws, changes: ecsChanges, isDemo: false, mode: 'write', isProduction: false, ...options.place};
  const rowsById = (): ReadonlyMap<string, Service | Task> => new Map([...services, ...tasks].map(row => [row.arn, row]));

  const runner = new ChangeRunner({
    clock,
    place: () => place,
    resourceFor: resourceOf,
    onBug: error => bugs.push(error),
    audit: {
      async write(entry) {
        options.onAudit?.(entry);
        audit.push(entry);
      },
    },
    view: {
      scope: () => ({cluster: clusterArn}),
      readRows: ids => ids.map(id => ({id, row: rowsById().get(id)})),
      dialogShown: dialog => dialogs.push(dialog),
      dialogClosed: () => dialogs.push(undefined),
      notice: (_tone, text) => notices.push(text),
      changeRecorded: change => changes.set(change.number, change),
      changeProgressed(number, step: ChangeStep) {
        const change = changes.get(number);
        if (change !== undefined) changes.set(number, {...change, ...step});
      },
      refreshWanted: () => {},
    },
  });

  /** The confirm dialog as it is drawn; throws when there is none. */
  function confirmation(): ConfirmDialog {
    const dialog = dialogs.at(-1);
    if (dialog?.type !== 'confirm')
      throw new Error(`no confirmation is shown but ${JSON.stringify(dialog)}; notices: ${notices.join(', ')}`);
    return dialog;
  }

  return {
    runner,
    clock,
    sent,
    audit,
    notices,
    dialogs,
    changes,
    bugs,
    calls,
    services,
    tasks,
    deployments,
    confirmation,
    /** The newest change. */
    change: () => [...changes.values()].at(-1),
    /** All lines of the confirm dialog, joined. */
    preview: () =>
      confirmation()
        .items.flatMap(item => [item.summary, ...item.consequences.map(line => line.text)])
        .join('\n'),
    /** Starts scaling and waits for its preview. */
    async scale(answer: string, ids: readonly string[] = [services[0]?.arn ?? '']) {
      runner.start('service.scale', ids);
      runner.answer(answer);
      await runner.idle();
    },
    /** Lets the dialog be read, then confirms. */
    async confirm(input = 'y') {
      await clock.advance(1000);
      runner.confirm(input);
      await runner.idle();
    },
    /** Another Region is open now. */
    leaveRegion() {
      place = {...place, region: regionOf({}).aws};
    },
    /** AWS has another state now. */
    setService(parts: Partial<Service>, index = 0) {
      services[index] = {...(services[index] ?? aService()), ...parts};
    },
  };
}
