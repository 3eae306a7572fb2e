// A connection whose tables also read the Consul that the configuration names, or the demo region's own.

import type {Connection} from './aws/connection.ts';
import type {ConsulConfig} from './config/config.ts';
import type {ConsulTransport} from './consul/transport.ts';
import type {Clock} from './domain/clock.ts';
import type {ConsulReads} from './domain/ports.ts';
import type {CallTrace} from './domain/traced-call.ts';

/** What reads of Consul need. */
export interface ConsulSurroundings {
  readonly clock: Clock;
  readonly trace: CallTrace | undefined;
  readonly token: string | undefined;
  /** The network when absent. */
  readonly transport?: ConsulTransport;
}

/** The connection, with reads of Consul where it is configured for the Region. Makes no call. */
export function withConsul(connection: Connection, config: ConsulConfig | undefined, surroundings: ConsulSurroundings): Connection {
  const {region, background} = connection;
  if (config === undefined || (config.region !== undefined && config.region !== region.name)) return connection;
  const consul = consulOnDemand(config, region.name, surroundings);
  return {...connection, region: {...region, consul}, background: {...background, consul}};
}

/** Few look at registrations: the client is loaded for those who do. */
function consulOnDemand({address, services: names}: ConsulConfig, region: string, surroundings: ConsulSurroundings): ConsulReads {
  let opening: Promise<ConsulReads> | undefined;
  async function open(): Promise<ConsulReads> {
    const [{createConsul}, {overNetwork}] = await Promise.all([import('./consul/consul.ts'), import('./consul/transport.ts')]);
    const {clock, trace, token, transport = overNetwork} = surroundings;
    return createConsul({clock, trace, token, transport, address, names, region});
  }
  const opened = () => {
    opening ??= open();
    return opening;
  };
  return {
    names,
    contents: async (name, signal) => (await opened()).contents(name, signal),
    raw: async (name, entry, signal) => (await opened()).raw(name, entry, signal),
  };
}
