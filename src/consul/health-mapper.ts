// Consul's answer about the health of a service as entries of a registry. What Consul sends is not trusted to be what it should.

import {array, fallback, type InferOutput, looseObject, nullish, number, record, safeParse, string} from 'valibot';
import type {RegistryEntry, RegistryHealth} from '../domain/registration.ts';

const check = looseObject({
  CheckID: fallback(string(), ''),
  Name: fallback(string(), ''),
  Status: fallback(string(), ''),
  Output: fallback(string(), ''),
  ServiceID: fallback(string(), ''),
});

const answer = array(
  looseObject({
    Node: looseObject({Node: fallback(string(), ''), Address: fallback(string(), ''), Datacenter: fallback(string(), '')}),
    Service: looseObject({
      ID: fallback(string(), ''),
      Address: fallback(string(), ''),
      Port: fallback(number(), 0),
      // Go writes an empty list as null.
      Tags: fallback(nullish(array(string())), []),
      Meta: fallback(nullish(record(string(), string())), {}),
    }),
    Checks: fallback(nullish(array(check)), []),
  }),
);

type HealthAnswer = InferOutput<typeof answer>;
type Check = InferOutput<typeof check>;

/** What of a check's output is worth a line: it may be a whole page. */
const mostOfOutput = 300;

/** The answer of /v1/health/service; undefined where it is none. */
export function healthAnswer(json: unknown): HealthAnswer | undefined {
  const parsed = safeParse(answer, json);
  return parsed.success ? parsed.output : undefined;
}

/** Service ids are unique on their node alone: two nodes may have the same. */
export function entryId({Node: node, Service: service}: HealthAnswer[number]): string {
  return node.Node === '' ? service.ID : `${node.Node}/${service.ID}`;
}

/** Maps one entry. */
export function toEntry(instance: HealthAnswer[number]): RegistryEntry {
  const {Node: node, Service: service, Checks} = instance;
  const checks = Checks ?? [];
  const health = healthOf(checks);
  const worst =
    health === 'HEALTHY' || health === 'UNCHECKED' ? undefined : checks.toSorted((one, other) => gravity(other) - gravity(one))[0];
  // An empty address of the service means that of its node.
  const address = service.Address === '' ? node.Address : service.Address;
  const tags = (service.Tags ?? []).join(', ');
  return {
    id: entryId(instance),
    health,
    attributes: {
      node: node.Node,
      ...(node.Datacenter !== '' && {datacenter: node.Datacenter}),
      ...(tags !== '' && {tags}),
      ...service.Meta,
      ...Object.fromEntries(checks.map(one => [`check ${nameOf(one)}`, one.Status])),
    },
    ...(address !== '' && {address}),
    ...(service.Port > 0 && {port: service.Port}),
    ...(worst && {healthReason: wordsOf(worst)}),
  };
}

/** The worst of all checks, of the service and of its node; UNCHECKED where only the node is checked, and passes. */
function healthOf(checks: readonly Check[]): RegistryHealth {
  const worst = Math.max(0, ...checks.map(gravity));
  if (worst >= 2) return 'UNHEALTHY';
  if (worst === 1) return 'WARNING';
  return checks.some(({ServiceID}) => ServiceID !== '') ? 'HEALTHY' : 'UNCHECKED';
}

/** Maintenance is a critical check too. A status that nobody knows counts as bad. */
function gravity({Status}: Check): number {
  return Status === 'passing' ? 0 : Status === 'warning' ? 1 : 2;
}

function nameOf({Name, CheckID}: Check): string {
  return Name === '' ? CheckID : Name;
}

function wordsOf(one: Check): string {
  const output = one.Output.replace(/\s+/g, ' ').trim();
  const shown = output.length > mostOfOutput ? `${output.slice(0, mostOfOutput)}…` : output;
  return shown === '' ? nameOf(one) : shown;
}
