// Ways to an account and Region: the embedded demo region, or AWS by the SDK's own credential chain. One for the dashboard
// and the headless commands alike.

import {type Connection, createConnection} from './aws/connection.ts';
import type {ConsulConfig} from './config/config.ts';
import type {ConsulTransport} from './consul/transport.ts';
import {withConsul} from './consul-connection.ts';
import type {FaultSwitch} from './demo/faults.ts';
import type {DemoRegion} from './demo/region.ts';
import type {Clock} from './domain/clock.ts';
import type {ShellHost} from './domain/shell.ts';
import type {CallTrace} from './domain/traced-call.ts';
import type {ConnectionTarget} from './engine/ports.ts';
import type {DemoOptions} from './headless/source-options.ts';

/** How to connect. */
export interface ConnectorOptions {
  readonly source: 'demo' | 'aws';
  readonly clock: Clock;
  readonly demo: DemoOptions;
  /** Asked at each call, by the wall in the clients. */
  readonly allowsChanges: () => boolean;
  /** CloudWatch metrics are read unless this is false. */
  readonly readsMetrics?: boolean | undefined;
  readonly mfaCode?: (serial: string) => Promise<string>;
  /** What uses the shells that are opened in containers. */
  readonly shells?: ShellHost;
  /** Told of each call that has ended. */
  readonly trace?: CallTrace | undefined;
  /** The Consul to read beside AWS; the demo region has its own. */
  readonly consul?: ConsulConfig | undefined;
}

/** Makes connections to one source. */
export interface Connector {
  /** Makes no call; rejects with UserError when no Region is known. */
  connect(target: ConnectionTarget): Promise<Connection>;
  /** The demo region's faults; undefined at AWS. */
  readonly faults: FaultSwitch | undefined;
}

/** A connector for the source. Rejects with UsageError when the demo's world or faults cannot be read. */
export async function createConnector(options: ConnectorOptions): Promise<Connector> {
  return options.source === 'demo' ? demoConnector(options) : awsConnector(options);
}

function awsConnector({clock, allowsChanges, readsMetrics, mfaCode, shells, trace, consul}: ConnectorOptions): Connector {
  /** Of the newest connection. */
  let open: ConnectionTarget | undefined;
  return {
    faults: undefined,
    async connect({profile, region}) {
      // A profile that the program begins with may still be made elsewhere; a slip of the finger must not cost a connection that works.
      if (open !== undefined && profile !== undefined && profile !== open.profile) {
        const {requireProfile} = await import('./aws/profiles.ts');
        await requireProfile(profile);
      }
      const connection = await createConnection({clock, allowsChanges, readsMetrics, mfaCode, shells, trace, profile, region});
      open = {...(profile !== undefined && {profile})};
      return withConsul(connection, consul, {clock, trace, token: process.env.CONSUL_HTTP_TOKEN || undefined});
    },
  };
}

async function demoConnector(options: ConnectorOptions): Promise<Connector> {
  return connectorTo(await openDemo(options.demo, options.clock), options);
}

/** A connector to a demo region that is open already; its clients know no other way out. */
export async function connectorTo(
  region: DemoRegion,
  {
    clock,
    allowsChanges,
    readsMetrics,
    shells,
    trace,
  }: Pick<ConnectorOptions, 'clock' | 'allowsChanges' | 'readsMetrics' | 'shells' | 'trace'>,
): Promise<Connector> {
  const [{demoRegionName}, {createRequestHandler}] = await Promise.all([import('./demo/demo.ts'), import('./demo/request-handler.ts')]);
  const requestHandler = createRequestHandler(region, clock);
  // No secret: the demo region checks no signature, but the clients sign.
  const credentials = {accessKeyId: 'DEMO', secretAccessKey: 'demo'};
  return {
    faults: region.faults,
    async connect(target) {
      const name = target.region ?? demoRegionName;
      const connection = await createConnection({
        clock,
        allowsChanges,
        readsMetrics,
        shells,
        trace,
        requestHandler,
        credentials,
        region: name,
      });
      return withConsul(connection, demoConsul, {clock, trace, token: undefined, transport: toConsulOf(region)});
    },
  };
}

/** Where the hosts of the demo's cluster join Consul. */
const demoConsul: ConsulConfig = {address: 'http://10.0.1.20:8500', services: {}};

function toConsulOf(region: DemoRegion): ConsulTransport {
  return async ({url, headers}, signal) => {
    const {body, ...answer} = await region.handle({method: 'GET', path: url.pathname, headers}, signal);
    return {...answer, body: typeof body === 'string' ? body : new TextDecoder().decode(body)};
  };
}

/** The demo region that the options describe. Rejects with UsageError for a world or faults that cannot be read. */
export async function openDemo({seed, speed, world, fault}: DemoOptions, clock: Clock, region?: string) {
  const {createDemo} = await import('./demo/demo.ts');
  const size = world === undefined ? undefined : (await import('./demo/ecs/world/spec.ts')).parseWorld(world);
  return createDemo({
    clock,
    ...(seed !== undefined && {seed}),
    ...(speed !== undefined && {speed}),
    ...(size && {world: size}),
    ...(fault !== undefined && {faults: fault}),
    ...(region !== undefined && {region}),
  });
}
