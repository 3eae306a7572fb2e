// The port ConsulReads over Consul's HTTP API: service health, which also tells what checks say; the catalogue alone would not.
// Read-only GETs to the one address that the configuration names, one for each name that is asked for.

import type {Clock} from '../domain/clock.ts';
import {withDeadline} from '../domain/deadline.ts';
import {Gone} from '../domain/errors.ts';
import type {ConsulReads} from '../domain/ports.ts';
import type {CallTrace} from '../domain/traced-call.ts';
import {connectionError, noConsul, refusal} from './errors.ts';
import {entryId, healthAnswer, toEntry} from './health-mapper.ts';
import type {ConsulResponse, ConsulTransport} from './transport.ts';

/** What a client of Consul is made of. */
export interface ConsulParts {
  readonly clock: Clock;
  /** `http://10.0.0.5:8500` */
  readonly address: string;
  /** Sent as X-Consul-Token; told to nobody else. */
  readonly token: string | undefined;
  /** Names by ECS service, where the configuration tells them. */
  readonly names: Readonly<Record<string, string>>;
  readonly transport: ConsulTransport;
  /** The Region of the connection that it belongs to, for the trace. */
  readonly region: string;
  readonly trace: CallTrace | undefined;
}

/** Milliseconds, as for reads of AWS. */
const deadline = 10_000;

/** Makes the reads. No call. */
export function createConsul(parts: ConsulParts): ConsulReads {
  const {address, names, token} = parts;
  const {host} = new URL(address);

  async function health(name: string, signal: AbortSignal) {
    const response = await traced(parts, () => answered(parts, healthUrl(address, name), host, signal));
    const refused = refusal(response, host, name, token !== undefined);
    if (refused !== undefined) throw refused;
    const json = parsed(response, host);
    const answer = healthAnswer(json);
    if (answer === undefined) throw noConsul(host, 'no list of entries');
    return {response, json, answer};
  }

  return {
    names,
    async contents(name, signal) {
      const {response, answer} = await health(name, signal);
      const hasNoLeader = response.headers['x-consul-knownleader'] === 'false';
      return {
        name,
        answers: 'by DNS those whose checks pass or warn, by the catalogue all',
        entries: answer.map(toEntry),
        // Partial is not empty: the ACL hides what the token may not see.
        isPartial: response.headers['x-consul-results-filtered-by-acls'] === 'true',
        ...(hasNoLeader && {problems: [`Consul at ${host} has no leader: what it tells may be old`]}),
      };
    },
    async raw(name, entry, signal) {
      const {json, answer} = await health(name, signal);
      const index = answer.findIndex(instance => entryId(instance) === entry);
      const found: unknown = Array.isArray(json) ? json[index] : undefined;
      if (found === undefined) throw new Gone(`Consul has no entry ${entry} under ${name}`, 'refresh (ctrl+r) to see what is there now');
      return found;
    },
  };
}

function healthUrl(address: string, name: string): URL {
  const base = address.endsWith('/') ? address : `${address}/`;
  return new URL(`v1/health/service/${encodeURIComponent(name)}`, base);
}

async function answered({clock, token, transport}: ConsulParts, url: URL, host: string, signal: AbortSignal): Promise<ConsulResponse> {
  const headers = {accept: 'application/json', ...(token !== undefined && {'x-consul-token': token})};
  try {
    return await withDeadline(clock, deadline, signal, untilThen => transport({url, headers}, untilThen));
  } catch (error) {
    throw signal.aborted ? signal.reason : connectionError(error, host);
  }
}

function parsed({body}: ConsulResponse, host: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw noConsul(host, 'no JSON');
  }
}

/** Tells the trace of the call; neither header nor body goes there. */
async function traced({clock, region, trace}: ConsulParts, call: () => Promise<ConsulResponse>): Promise<ConsulResponse> {
  const begin = clock.now();
  const ended = (outcome: string, status?: number) =>
    trace?.({
      ...{
        at: clock.now(),
        action: 'consul:HealthService',
        region,
        effect: 'read',
        milliseconds: clock.now() - begin,
        waited: 0,
        attempts: 1,
        outcome,
      },
      ...(status !== undefined && {status}),
    });
  try {
    const response = await call();
    ended(response.status === 200 ? 'ok' : 'refused', response.status);
    return response;
  } catch (error) {
    ended(error instanceof Error ? error.name : 'left');
    throw error;
  }
}
