// Our own Region port over a few rows, for tests of the declarations alone. It counts its calls.

import type {Alarm} from '../../src/domain/alarm.ts';
import type {InstanceGroup} from '../../src/domain/capacity.ts';
import type {Cluster} from '../../src/domain/cluster.ts';
import type {ContainerInstance, Host} from '../../src/domain/container-instance.ts';
import {Gone} from '../../src/domain/errors.ts';
import type {FleetRun} from '../../src/domain/fleet/run.ts';
import type {MetricPoint, MetricQuery} from '../../src/domain/metric.ts';
import type {EcsReads, Region, RegistryReads} from '../../src/domain/ports.ts';
import type {RegistryContents} from '../../src/domain/registration.ts';
import type {InvocationOutput} from '../../src/domain/run-command.ts';
import {
  nothingSuspended,
  type ScalableTarget,
  type ScalingActivity,
  type ScalingPolicy,
  type ScheduledScaling,
} from '../../src/domain/scaling/scaling.ts';
import type {ScalingReads} from '../../src/domain/scaling/scaling-port.ts';
import type {Service} from '../../src/domain/service.ts';
import type {ServiceDeployment} from '../../src/domain/service-deployment.ts';
import type {TargetGroup, TargetHealth} from '../../src/domain/target.ts';
import type {Task, TaskProtection} from '../../src/domain/task.ts';
import type {TaskDefinition} from '../../src/domain/task-definition.ts';

/** What is in the Region. */
export interface Contents {
  readonly clusters?: readonly Cluster[];
  readonly services?: readonly Service[];
  readonly tasks?: readonly Task[];
  readonly instances?: readonly ContainerInstance[];
  readonly definitions?: readonly TaskDefinition[];
  readonly deployments?: readonly ServiceDeployment[];
  readonly protections?: readonly TaskProtection[];
  readonly hosts?: readonly Host[];
  readonly targetGroups?: readonly TargetGroup[];
  /** By target group. */
  readonly targets?: Readonly<Record<string, readonly TargetHealth[]>>;
  readonly targetProblem?: Error;
  readonly alarms?: readonly Alarm[];
  readonly alarmProblem?: Error;
  /** The points of a metric; undefined where CloudWatch could not read it. Without it there are no metrics at all. */
  readonly points?: (query: MetricQuery) => readonly MetricPoint[] | undefined;
  /** How each service is scaled, within 1–8 unless told, by its name. */
  readonly scaling?: Readonly<Record<string, ScalableTarget | 'none'>>;
  readonly policies?: readonly ScalingPolicy[];
  readonly scheduledActions?: readonly ScheduledScaling[];
  readonly activities?: readonly ScalingActivity[];
  readonly scalingProblem?: Error;
  readonly groups?: readonly InstanceGroup[];
  /** What registries have, by their ids; Cloud Map's and Consul's. */
  readonly registries?: Readonly<Record<string, RegistryContents>>;
  readonly registryProblem?: Error;
  /** Names in Consul by service; absent where no Consul is configured. */
  readonly consulNames?: Readonly<Record<string, string>>;
  /** Runs over hosts, newest first, and the output of each host in them. */
  readonly runs?: readonly FleetRun[];
  readonly output?: InvocationOutput;
  /** Replaces some of the reads, to let them fail. */
  readonly overrides?: Partial<EcsReads>;
  readonly hostsProblem?: Error;
}

const usualTarget: ScalableTarget = {minimum: 1, maximum: 8, suspension: nothingSuspended};

function scalingOf(contents: Contents, calls: string[]): ScalingReads {
  const answer = async <Value>(name: string, value: Value): Promise<Value> => {
    calls.push(name);
    if (contents.scalingProblem) throw contents.scalingProblem;
    return value;
  };
  const targetOf = (service: string) => {
    const target = contents.scaling?.[service] ?? usualTarget;
    return target === 'none' ? undefined : target;
  };
  return {
    targets: places =>
      answer(
        'scalingTargets',
        places.map(({service}) => targetOf(service)),
      ),
    policies: () => answer('scalingPolicies', contents.policies ?? []),
    scheduledActions: () => answer('scheduledActions', contents.scheduledActions ?? []),
    activities: () => answer('scalingActivities', contents.activities ?? []),
    rawActivity: async (_, id) => ({ActivityId: id}),
  };
}

/** A Region that holds these rows, and the names of the calls it was asked for. */
export function regionOf(contents: Contents): {readonly aws: Region; readonly calls: readonly string[]} {
  const calls: string[] = [];
  const {clusters = [], services = [], tasks = [], instances = [], definitions = [], deployments = [], hosts = []} = contents;
  const page = async function* (name: string, ids: readonly string[]) {
    calls.push(name);
    yield ids;
  };
  const pick = <Row extends {readonly arn: string}>(name: string, rows: readonly Row[], ids: readonly string[]) => {
    calls.push(name);
    const found = rows.filter(({arn}) => ids.includes(arn));
    const missing = ids.filter(id => !found.some(({arn}) => arn === id));
    return Promise.resolve({rows: found, failures: missing.map(arn => ({arn, reason: 'MISSING'}))});
  };
  const arns = (rows: readonly {readonly arn: string}[]) => rows.map(({arn}) => arn);
  const ecs: EcsReads = {
    listClusters: () => page('listClusters', arns(clusters)),
    describeClusters: ids => pick('describeClusters', clusters, ids),
    listServices: () => page('listServices', arns(services)),
    describeServices: (_, ids) => pick('describeServices', services, ids),
    serviceEvents: (_, id) => Promise.resolve(services.find(({arn}) => arn === id)?.events ?? []),
    listTasks: ({desiredStatus, family}) =>
      page(
        'listTasks',
        arns(
          tasks.filter(
            task => task.desiredStatus === desiredStatus && (family === undefined || task.taskDefinitionArn.includes(`/${family}:`)),
          ),
        ),
      ),
    describeTasks: (_, ids) => pick('describeTasks', tasks, ids),
    async taskProtection(_, ids) {
      calls.push('taskProtection');
      return (contents.protections ?? []).filter(({taskArn}) => ids.includes(taskArn));
    },
    listContainerInstances: () => page('listContainerInstances', arns(instances)),
    describeContainerInstances: (_, ids) => pick('describeContainerInstances', instances, ids),
    capacityProviders: async names => names.map(name => ({name, isManagedInstances: name.startsWith('managed')})),
    listTaskDefinitionFamilies: () => page('listTaskDefinitionFamilies', [...new Set(definitions.map(({family}) => family))]),
    listTaskDefinitions: family => page('listTaskDefinitions', arns(definitions.filter(definition => definition.family === family))),
    async taskDefinition(reference) {
      calls.push('taskDefinition');
      const found = definitions.find(
        ({arn, family, revision}) => arn === reference || `${family}:${revision}` === reference || family === reference,
      );
      if (!found) throw new Gone(`no task definition ${reference}`, 'Look at the families with :families.');
      return found;
    },
    listServiceDeployments: () => page('listServiceDeployments', arns(deployments)),
    describeServiceDeployments: ids => pick('describeServiceDeployments', deployments, ids),
    raw: ({kind, arn}) => Promise.resolve({kind, arn}),
    ...contents.overrides,
  };
  const registryReads = (name: string): RegistryReads => ({
    async contents(id) {
      calls.push(name);
      if (contents.registryProblem && name === 'cloudMap') throw contents.registryProblem;
      return contents.registries?.[id] ?? {entries: [], isPartial: false};
    },
    raw: async (id, entry) => ({id, entry}),
  });
  const aws: Region = {
    name: 'ap-southeast-1',
    ecs,
    surroundings: {
      async hosts(ids) {
        calls.push('hosts');
        if (contents.hostsProblem) throw contents.hostsProblem;
        return hosts.filter(({instanceId}) => ids.includes(instanceId));
      },
    },
    scaling: scalingOf(contents, calls),
    instanceGroups: {groups: async names => (contents.groups ?? []).filter(({name}) => names.includes(name)), activities: async () => []},
    loadBalancing: {
      async targetGroups(arns) {
        calls.push('targetGroups');
        return (contents.targetGroups ?? []).filter(({arn}) => arns.includes(arn));
      },
      async targetHealth(arn) {
        calls.push('targetHealth');
        if (contents.targetProblem) throw contents.targetProblem;
        return contents.targets?.[arn] ?? [];
      },
      deregistrationDelay: async () => 300,
      rawTarget: async (targetGroupArn, {id, port}) => ({targetGroupArn, id, port}),
    },
    alarms: {
      async *list() {
        calls.push('alarms');
        if (contents.alarmProblem) throw contents.alarmProblem;
        yield contents.alarms ?? [];
      },
      async ringing() {
        calls.push('ringing');
        if (contents.alarmProblem) throw contents.alarmProblem;
        return (contents.alarms ?? []).filter(({state}) => state === 'ALARM');
      },
      named: async names => (contents.alarms ?? []).filter(({name}) => names.includes(name)),
      raw: async name => ({name}),
    },
    ...(contents.points && {
      metrics: {
        async lastMinutes(queries) {
          calls.push(`metrics ${queries.length}`);
          return queries.map(query => {
            const points = contents.points?.(query);
            return {isRead: points !== undefined, points: points ?? []};
          });
        },
      },
    }),
    cloudMap: registryReads('cloudMap'),
    ...(contents.consulNames && {consul: {...registryReads('consul'), names: contents.consulNames}}),
    ...(contents.runs && {
      fleet: {
        runs: async () => contents.runs ?? [],
        async output(commandId: string) {
          if (contents.output === undefined) throw new Gone(`no output of ${commandId}`, 'It may come yet.');
          return contents.output;
        },
      },
    }),
    identity: async () => ({
      account: '111122223333',
      arn: 'arn:aws:sts::111122223333:assumed-role/OnCall/me',
      role: 'OnCall',
      partition: 'aws',
    }),
  };
  return {aws, calls};
}

/** A signal that is never aborted. */
export const patient = new AbortController().signal;

/** All pages of a list. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
