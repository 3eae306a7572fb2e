// One profile in one Region: puts clients, governor, credentials and memories together into the ports of the domain.

import type {AwsCredentialIdentity} from '@smithy/types';
import type {Clock} from '../domain/clock.ts';
import type {Identity} from '../domain/identity.ts';
import type {LogReads} from '../domain/log-ports.ts';
import type {EcsChanges, Region} from '../domain/ports.ts';
import type {RunCommandChanges, RunCommandReads} from '../domain/run-command.ts';
import type {ShellHost} from '../domain/shell.ts';
import type {CallTrace} from '../domain/traced-call.ts';
import {createAlarms} from './alarms.ts';
import type {ApplicationAutoScalingOperations} from './application-auto-scaling-client.ts';
import {type CallContext, type Caller, createCaller} from './caller.ts';
import {addressed, type ClientSettings, type RequestHandler} from './client-settings.ts';
import {createCloudMap} from './cloud-map.ts';
import {type CredentialSource, chainCredentials, givenCredentials} from './credentials.ts';
import {createEcsChanges} from './ecs-changes.ts';
import type {EcsOperations} from './ecs-client.ts';
import {createEcsReads, type EcsMemory} from './ecs-reads.ts';
import {createGovernor} from './governor.ts';
import {readIdentity} from './identity.ts';
import {createInstanceGroups} from './instance-groups.ts';
import {createLoadBalancing} from './load-balancing.ts';
import {createLogs} from './logs-connection.ts';
import {createInterner} from './mapping.ts';
import {createMemo, type Memo} from './memo.ts';
import {createMetrics} from './metrics.ts';
import {resolveRegionName} from './region-name.ts';
import {createRunCommandChanges} from './run-command-changes.ts';
import {createRunCommandReads} from './run-command-reads.ts';
import {createScalingChanges} from './scaling-changes.ts';
import {createScalingReads} from './scaling-reads.ts';
import {createShellChanges} from './shell-changes.ts';
import type {SsmOperations} from './ssm-client.ts';
import {createSurroundings} from './surroundings.ts';
import type {Priority} from './token-bucket.ts';

/** How to connect. */
export interface ConnectionOptions {
  readonly clock: Clock;
  /** AWS_PROFILE, or `default`, when absent. */
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  /** Answers in place of the network (demo, tests); neither environment nor configuration files are read then. */
  readonly requestHandler?: RequestHandler | undefined;
  /** In place of the SDK's chain. */
  readonly credentials?: AwsCredentialIdentity | undefined;
  /** One address for all services, before any that is configured. */
  readonly endpoint?: string | undefined;
  /** Asked at each call. */
  readonly allowsChanges: boolean | (() => boolean);
  /** Metrics cost money; they are read unless this is false. */
  readonly readsMetrics?: boolean | undefined;
  /** Asks the person for the code of an MFA device, by its serial. */
  readonly mfaCode?: ((serial: string) => Promise<string>) | undefined;
  /** What uses the shells that are opened; without it none can be. */
  readonly shells?: ShellHost | undefined;
  /** Told of each call that AWS throttled, as `ecs:ListTasks`. */
  readonly onThrottle?: ((action: string) => void) | undefined;
  /** Told of each call that has ended. */
  readonly trace?: CallTrace | undefined;
  /** Longest time for one call, milliseconds; 10 s for reads and 15 s for changes when absent. */
  readonly deadlines?: {readonly read: number; readonly change: number} | undefined;
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A connection to one account and Region. Clients are made, and their modules imported, at their first call. */
export interface Connection {
  /** For what a person waits for. */
  readonly region: Region;
  /** The same Region and memories, but calls wait until no call of `region` does. */
  readonly background: Region;
  /** CloudWatch Logs, in whatever Region the logs are. */
  readonly logs: LogReads;
  /** While changes are not allowed the wall in the clients refuses each of them. */
  readonly changes: EcsChanges;
  /** Systems Manager Run Command. */
  readonly runCommand: RunCommandReads;
  /** Behind the same wall: also a script that only looks is refused while changes are not allowed. */
  readonly runCommandChanges: RunCommandChanges;
  /** Calls within the last 60 seconds. */
  callsPerMinute(): number;
  /** AWS throttled us within the last ten seconds. */
  isThrottled(): boolean;
  /** Drops the sockets; calls under way fail. */
  close(): void;
}

const usualDeadlines = {read: 10_000, change: 15_000};

/** Connects. Makes no call to AWS; rejects with UserError when no Region is known. */
export async function createConnection(options: ConnectionOptions): Promise<Connection> {
  const {clock, allowsChanges} = options;
  const environment = options.environment ?? process.env;
  const profile = options.profile ?? (options.requestHandler === undefined ? environment.AWS_PROFILE || undefined : undefined);
  const region = await resolveRegionName(options.region, profile, environment);
  const isAllowed = typeof allowsChanges === 'function' ? allowsChanges : () => allowsChanges;
  const deadlines = options.deadlines ?? usualDeadlines;
  const credentials = options.credentials
    ? givenCredentials(options.credentials)
    : chainCredentials({clock, profile, mfaCode: options.mfaCode, region});
  const governor = createGovernor(clock);
  const context: CallContext = {
    clock,
    governor,
    credentials,
    region,
    profile,
    deadlines,
    onThrottle: options.onThrottle,
    trace: options.trace,
  };
  const settings: ClientSettings = {
    region,
    profile,
    credentials,
    requestHandler: options.requestHandler,
    endpoint: options.endpoint,
    environment,
    connectTimeout: Math.min(5_000, deadlines.read),
    attemptTimeout: Math.max(deadlines.read, deadlines.change),
    allowsChanges: isAllowed,
  };
  const callers = createCallers(context, settings);
  const calls = {ecs: callers.ecsChanges.at('foreground'), ssm: callers.ssmChanges.at('foreground')};
  const changes = {
    ...createEcsChanges(calls.ecs),
    ...createShellChanges(calls, region, options.shells),
    ...createScalingChanges(callers.scalingChanges.at('foreground')),
  };
  const regionAt = createRegions(region, callers, clock, credentials, options.readsMetrics !== false);
  const foreground = regionAt('foreground');
  const logs = createLogs(context, settings, foreground.identity);
  return {
    region: foreground,
    background: regionAt('background'),
    changes,
    runCommand: createRunCommandReads(callers.ssmReads.at('foreground')),
    runCommandChanges: createRunCommandChanges(calls.ssm),
    logs: logs.reads,
    callsPerMinute: () => governor.callsPerMinute(),
    isThrottled: () => governor.isThrottled(),
    close() {
      logs.close();
      for (const caller of Object.values(callers)) caller.close();
    },
  };
}

type Callers = ReturnType<typeof createCallers>;

function createCallers(context: CallContext, settings: ClientSettings) {
  const ecs = (purpose: 'reads' | 'changes'): Caller<EcsOperations> =>
    createCaller('ecs', context, async attempts =>
      (await import('./ecs-client.ts')).openEcsClient(await addressed(settings, 'ecs'), purpose, attempts),
    );
  const ssm = (purpose: 'reads' | 'changes'): Caller<SsmOperations> =>
    createCaller('ssm', context, async attempts =>
      (await import('./ssm-client.ts')).openSsmClient(await addressed(settings, 'ssm'), purpose, attempts),
    );
  const scaling = (purpose: 'reads' | 'changes'): Caller<ApplicationAutoScalingOperations> =>
    createCaller('application-autoscaling', context, async attempts =>
      (await import('./application-auto-scaling-client.ts')).openApplicationAutoScalingClient(
        await addressed(settings, 'application-autoscaling'),
        purpose,
        attempts,
      ),
    );
  return {
    ecsReads: ecs('reads'),
    ecsChanges: ecs('changes'),
    sts: createCaller('sts', context, async attempts =>
      (await import('./sts-client.ts')).openStsClient(await addressed(settings, 'sts'), 'reads', attempts),
    ),
    ec2: createCaller('ec2', context, async attempts =>
      (await import('./ec2-client.ts')).openEc2Client(await addressed(settings, 'ec2'), 'reads', attempts),
    ),
    ssmReads: ssm('reads'),
    ssmChanges: ssm('changes'),
    scalingReads: scaling('reads'),
    scalingChanges: scaling('changes'),
    instanceGroups: createCaller('autoscaling', context, async attempts =>
      (await import('./auto-scaling-client.ts')).openAutoScalingClient(await addressed(settings, 'autoscaling'), 'reads', attempts),
    ),
    loadBalancing: createCaller('elasticloadbalancing', context, async attempts =>
      (await import('./load-balancing-client.ts')).openLoadBalancingClient(
        await addressed(settings, 'elasticloadbalancing'),
        'reads',
        attempts,
      ),
    ),
    cloudWatch: createCaller('cloudwatch', context, async attempts =>
      (await import('./cloudwatch-client.ts')).openCloudWatchClient(await addressed(settings, 'cloudwatch'), 'reads', attempts),
    ),
    cloudMap: createCaller('servicediscovery', context, async attempts =>
      (await import('./cloud-map-client.ts')).openCloudMapClient(await addressed(settings, 'servicediscovery'), 'reads', attempts),
    ),
  };
}

/** Regions of both priorities share what they remember. */
function createRegions(
  name: string,
  callers: Callers,
  clock: Clock,
  credentials: CredentialSource,
  readsMetrics: boolean,
): (priority: Priority) => Region {
  const memory: EcsMemory = {
    intern: createInterner(),
    taskDefinitions: createMemo(clock, Number.POSITIVE_INFINITY),
    revisions: new Map(),
  };
  const identities: Memo<Identity> = createMemo(clock, Number.POSITIVE_INFINITY);
  const identity: Region['identity'] = signal => readIdentity(callers.sts.at('foreground'), credentials, identities, signal);
  // Its buckets are not ECS's: what waits in the background there keeps nobody waiting here.
  const surroundings = createSurroundings(clock, {ec2: callers.ec2.at('foreground'), ssm: callers.ssmReads.at('foreground')});
  const scaling = createScalingReads(callers.scalingReads.at('foreground'));
  const instanceGroups = createInstanceGroups(callers.instanceGroups.at('foreground'));
  const loadBalancing = createLoadBalancing(clock, callers.loadBalancing.at('foreground'));
  const cloudWatch = callers.cloudWatch.at('foreground');
  const others = {
    surroundings,
    scaling,
    instanceGroups,
    loadBalancing,
    cloudMap: createCloudMap(clock, callers.cloudMap.at('foreground')),
    alarms: createAlarms(clock, cloudWatch),
    ...(readsMetrics && {metrics: createMetrics(clock, cloudWatch)}),
    identity,
  };
  return priority => ({name, ecs: createEcsReads(callers.ecsReads.at(priority), memory), ...others});
}
