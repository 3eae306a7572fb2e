// Consul's HTTP API, as far as service health goes: the demo's own server, which is no AWS service and has faults of its own.

import type {Clock} from '../../domain/clock.ts';
import type {EcsState, Scheduler} from '../ecs/state.ts';
import {coversAction, type FaultSwitch} from '../faults.ts';
import {silence} from '../gate.ts';
import type {DemoRequest, DemoResponse} from '../wire/http.ts';
import {type CatalogueEntry, entriesUnder} from './catalogue.ts';

/** What a server is made of. */
export interface ConsulServerParts {
  readonly state: EcsState;
  readonly scheduler: Pick<Scheduler, 'targetCheckOf'>;
  readonly faults: FaultSwitch;
  readonly clock: Clock;
  readonly random: () => number;
}

const root = '/v1/';
const health = /^\/v1\/health\/service\/([^/]+)$/;
/** As a fault denies it: `deny=consul:HealthService`. */
export const healthAction = 'consul:HealthService';

/** True for a request to Consul and not to AWS, whose services here all answer at `/`. */
export function isConsul({path}: DemoRequest): boolean {
  return path.startsWith(root);
}

/** Answers a request; never, until the signal is aborted, where a fault says so. */
export async function answerAsConsul(request: DemoRequest, parts: ConsulServerParts, signal?: AbortSignal): Promise<DemoResponse> {
  const {faults, clock, random} = parts;
  const {current} = faults;
  if (current.isBlackhole || current.isConsulOut) await silence(signal);
  if (current.latency > 0) await clock.wait(current.latency, signal);
  if (current.deny.some(pattern => coversAction(pattern, healthAction))) return text(403, 'Permission denied');
  if (current.fail > 0 && random() < current.fail) return text(500, 'No cluster leader');
  if (request.method !== 'GET') return text(405, 'method not allowed');
  const [, name] = health.exec(request.path) ?? [];
  if (name === undefined) return text(404, 'Invalid URL path: not a recognized HTTP API endpoint');
  return healthOf(decodeURIComponent(name), parts);
}

function healthOf(name: string, {state, scheduler, faults}: ConsulServerParts): DemoResponse {
  const all = entriesUnder(name, state, scheduler);
  const {filtersConsul} = faults.current;
  // What an ACL hides is left out without a word but this header.
  const shown = filtersConsul ? all.filter((_, index) => index % 2 === 0) : all;
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-consul-index': '48213',
      'x-consul-knownleader': 'true',
      'x-consul-lastcontact': '0',
      ...(filtersConsul && {'x-consul-results-filtered-by-acls': 'true'}),
    },
    body: JSON.stringify(shown.map(toAnswer)),
  };
}

function toAnswer({id, name, node, address, port, tags, checks}: CatalogueEntry): object {
  return {
    Node: {ID: '', Node: node, Address: address, Datacenter: 'dc1', TaggedAddresses: {lan: address, wan: address}, Meta: {}},
    // registrator leaves the service's own address to that of its node.
    Service: {ID: id, Service: name, Tags: tags, Address: '', Meta: {}, Port: port, Weights: {Passing: 1, Warning: 1}},
    Checks: checks.map(check => ({
      Node: node,
      CheckID: check.id,
      Name: check.name,
      Status: check.status,
      Notes: '',
      Output: check.output,
      ServiceID: check.ofService ? id : '',
      ServiceName: check.ofService ? name : '',
      ServiceTags: check.ofService ? tags : [],
    })),
  };
}

function text(status: number, body: string): DemoResponse {
  return {status, headers: {'content-type': 'text/plain; charset=utf-8'}, body};
}
