// The demo region: answers AWS's wire protocols over a simulated world. The one fake in the project.

import type {Clock} from '../domain/clock.ts';
import {answerAsConsul, healthAction, isConsul} from './consul/server.ts';
import {ecsArn, partitionOf} from './ecs/scheduler/arns.ts';
import type {EcsState, Scheduler} from './ecs/state.ts';
import type {ScalableService} from './ecs/world/scalable-services.ts';
import {createFaultSwitch, type FaultSwitch} from './faults.ts';
import {createGate} from './gate.ts';
import {HostBook} from './hosts/host-book.ts';
import {createTimeline} from './hosts/timeline.ts';
import {servicesOf} from './registry.ts';
import {AwsError} from './wire/aws-error.ts';
import {bodyText, type DemoRequest, type DemoResponse} from './wire/http.ts';
import {uuid} from './wire/identifiers.ts';
import {fromHomeRegion, signedRegion, toHomeRegion} from './wire/region-alias.ts';
import {type Route, routeOf} from './wire/router.ts';

/** What a demo region is made of. */
export interface DemoRegionOptions {
  readonly state: EcsState;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  /** 0 ≤ random() < 1; seeded, so that the same calls meet the same faults. */
  readonly random: () => number;
  /** How many times faster than the clock the region's time runs; 1 unless given. */
  readonly speed?: number;
  /** For example `throttle=0.3,latency=2000`; none unless given. */
  readonly faults?: string;
  readonly scalableTargets?: readonly ScalableService[];
}

/** A running demo region. */
export interface DemoRegion {
  /** Answers one request to AWS or to Consul; rejects with the signal's reason when it is aborted. AWS errors are answers. */
  handle(request: DemoRequest, signal?: AbortSignal): Promise<DemoResponse>;
  /** How often each operation was called, by IAM action: `ecs:ListTasks`. Refused calls count too. */
  readonly calls: ReadonlyMap<string, number>;
  readonly faults: FaultSwitch;
  /** Demo time, milliseconds since 1970. */
  now(): number;
}

type KnownRoute = Extract<Route, {readonly known: true}>;

/** Makes a region whose time starts now. Throws UsageError for faults that cannot be read. */
export function createDemoRegion(options: DemoRegionOptions): DemoRegion {
  const {state, scheduler, clock, random, speed = 1, scalableTargets = []} = options;
  const startedAt = clock.now();
  const now = () => startedAt + (clock.now() - startedAt) * speed;
  const faults = createFaultSwitch(options.faults ?? '');
  const callerArn = `arn:${partitionOf(state.region)}:sts::${state.account}:assumed-role/OnCall/on-call`;
  const wait = (milliseconds: number, signal?: AbortSignal) => clock.wait(milliseconds / speed, signal);
  // Hosts and the scheduler act on each other, so that they are played in one order of time.
  const timeline = createTimeline(scheduler, startedAt);
  const hosts = new HostBook({state, scheduler, timeline});
  const played = {...scheduler, advance: timeline.advance};
  const services = servicesOf({state, scheduler: played, hosts, timeline, faults, scalableTargets, callerArn, random, now, wait});
  const clusterArnPrefix = ecsArn(state, 'cluster', '');
  const gate = createGate({clock, random, faults, callerArn, clusterArnPrefix});
  const calls = new Map<string, number>();

  async function respondAsConsul(request: DemoRequest, signal?: AbortSignal): Promise<DemoResponse> {
    calls.set(healthAction, (calls.get(healthAction) ?? 0) + 1);
    timeline.advance(now());
    return answerAsConsul(request, {state, scheduler: played, faults, clock, random}, signal);
  }

  async function run(request: DemoRequest, route: KnownRoute, requestId: string, signal?: AbortSignal): Promise<DemoResponse> {
    const {service, operation} = route;
    const action = `${service.iamPrefix}:${operation}`;
    calls.set(action, (calls.get(action) ?? 0) + 1);
    const input = service.protocol.read(route.body);
    const call = {request, service, operation, input, ...(signal && {signal})};
    await gate.enter(call);
    timeline.advance(now());
    const output = route.run(input);
    await gate.leave(call);
    return service.protocol.answer({operation, wireName: service.wireName, requestId}, output);
  }

  async function respond(request: DemoRequest, signal?: AbortSignal): Promise<DemoResponse> {
    const requestId = uuid(random);
    const route = routeOf(request, services);
    if (!route.known) return route.refuse(requestId);
    try {
      return await run(request, route, requestId, signal);
    } catch (error) {
      if (error instanceof AwsError) return route.service.protocol.refuse(error, requestId);
      throw error;
    }
  }

  return {
    async handle(request, signal) {
      if (isConsul(request)) return respondAsConsul(request, signal);
      const signed = signedRegion(request);
      const body = toHomeRegion(bodyText(request), state.region, signed);
      const response = fromHomeRegion(await respond({...request, body}, signal), state.region, signed);
      // Clients set their clock by this header when a signature was refused.
      const date = new Date(clock.now() + faults.current.skew * 1000).toUTCString();
      const {stream} = response;
      return {...response, headers: {...response.headers, date}, ...(stream && {stream: untilCut(stream, faults)})};
    },
    calls,
    faults,
    now,
  };
}

/** The stream, which breaks as a connection does when the fault says so. */
async function* untilCut(stream: AsyncIterable<Uint8Array>, faults: FaultSwitch): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const message of stream) {
    if (faults.current.cutsStreams) throw Object.assign(new Error('socket hang up'), {code: 'ECONNRESET'});
    yield message;
  }
}
