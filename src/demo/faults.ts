// Faults that can be switched on, for tests and for training: what AWS, the network or the clock may do to a client.

import {UsageError} from '../domain/errors.ts';

/** The faults in force. */
export interface Faults {
  /** The share of calls that is throttled, 0–1. */
  readonly throttle: number;
  /** Added to each call, in milliseconds. */
  readonly latency: number;
  /** IAM actions that are denied; `*` stands for anything. */
  readonly deny: readonly string[];
  /** The credentials have expired. */
  readonly isExpired: boolean;
  /** No call is ever answered. */
  readonly isBlackhole: boolean;
  /** The share of Describe calls that fail on AWS's side, 0–1. */
  readonly failBatch: number;
  /** How far the region's clock is ahead, in seconds; signatures more than five minutes off are refused. */
  readonly skew: number;
  /** Operations that happen, but whose answer is lost. */
  readonly unknown: readonly string[];
  /** The share of hosts, 0–1, that no command reaches although they seem online. */
  readonly ssmLost: number;
  /** The share of hosts on which scripts take eight times as long. */
  readonly ssmSlow: number;
  /** The share of hosts on which every script fails. */
  readonly ssmFail: number;
  /** The share of all calls that fail on AWS's side, 0–1. */
  readonly fail: number;
  /** Regions that answer nothing, while the others do. */
  readonly regionsOut: readonly string[];
  /** Answers that are streams (Live Tail) break off at their next message. */
  readonly cutsStreams: boolean;
  /** Consul answers nothing, while AWS does. */
  readonly isConsulOut: boolean;
  /** Consul leaves out every second entry, as an ACL makes it. */
  readonly filtersConsul: boolean;
}

/** The faults in force, and the switch for them. */
export interface FaultSwitch {
  readonly current: Faults;
  /** As it was set, for example `throttle=0.3,latency=2000`; empty when nothing is wrong. */
  readonly spec: string;
  /** Replaces all faults; throws UsageError and changes nothing when the specification cannot be read. */
  set(spec: string): void;
}

const noFaults: Faults = {
  throttle: 0,
  latency: 0,
  deny: [],
  isExpired: false,
  isBlackhole: false,
  failBatch: 0,
  skew: 0,
  unknown: [],
  ssmLost: 0,
  ssmSlow: 0,
  ssmFail: 0,
  fail: 0,
  regionsOut: [],
  cutsStreams: false,
  isConsulOut: false,
  filtersConsul: false,
};

type Reader = (faults: Faults, value: string) => Faults;

const readers: Readonly<Record<string, Reader>> = {
  throttle: (faults, value) => ({...faults, throttle: share('throttle', value)}),
  latency: (faults, value) => ({...faults, latency: number('latency', value, 0, 'milliseconds, for example latency=2000')}),
  deny: (faults, value) => ({...faults, deny: [...faults.deny, iamAction(value)]}),
  expired: (faults, value) => ({...faults, isExpired: flag('expired', value)}),
  blackhole: (faults, value) => ({...faults, isBlackhole: flag('blackhole', value)}),
  'fail-batch': (faults, value) => ({...faults, failBatch: share('fail-batch', value)}),
  skew: (faults, value) => ({...faults, skew: number('skew', value, Number.NEGATIVE_INFINITY, 'seconds, for example skew=3600')}),
  unknown: (faults, value) => ({...faults, unknown: [...faults.unknown, operation(value)]}),
  'ssm-lost': (faults, value) => ({...faults, ssmLost: share('ssm-lost', value, 'host')}),
  'ssm-slow': (faults, value) => ({...faults, ssmSlow: share('ssm-slow', value, 'host')}),
  'ssm-fail': (faults, value) => ({...faults, ssmFail: share('ssm-fail', value, 'host')}),
  fail: (faults, value) => ({...faults, fail: share('fail', value)}),
  'region-out': (faults, value) => ({...faults, regionsOut: [...faults.regionsOut, regionName(value)]}),
  'cut-streams': (faults, value) => ({...faults, cutsStreams: flag('cut-streams', value)}),
  'consul-out': (faults, value) => ({...faults, isConsulOut: flag('consul-out', value)}),
  'consul-filtered': (faults, value) => ({...faults, filtersConsul: flag('consul-filtered', value)}),
};

/** Reads `throttle=0.3,deny=ecs:ListTasks,expired`. `deny`, `unknown` and `region-out` may be repeated. Throws UsageError. */
export function parseFaults(spec: string): Faults {
  return spec
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')
    .reduce((faults, item) => {
      const [name = '', ...rest] = item.split('=');
      const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
      if (reader === undefined)
        throw new UsageError(`There is no fault called "${name}".`, `Known are ${Object.keys(readers).join(', ')}.`);
      return reader(faults, rest.join('='));
    }, noFaults);
}

/** A switch with the faults of a specification on. Throws UsageError. */
export function createFaultSwitch(initial: string): FaultSwitch {
  let spec = initial.trim();
  let current = parseFaults(spec);
  return {
    get current() {
      return current;
    },
    get spec() {
      return spec;
    },
    set(next) {
      current = parseFaults(next);
      spec = next.trim();
    },
  };
}

/** True when a pattern (`ecs:ListTasks`, `ecs:Describe*`, `*`) covers the IAM action. */
export function coversAction(pattern: string, action: string): boolean {
  const parts = pattern.split('*');
  const [head = ''] = parts;
  if (parts.length === 1) return pattern === action;
  return action.startsWith(head) && action.endsWith(parts.at(-1) ?? '');
}

function share(name: string, value: string, of: 'call' | 'host' = 'call'): number {
  const parsed = number(name, value, 0, `a share between 0 and 1, for example ${name}=0.3`);
  if (parsed > 1)
    throw new UsageError(`The fault ${name}=${value} is more than every ${of}.`, `Give a share between 0 and 1, for example ${name}=0.3.`);
  return parsed;
}

function number(name: string, value: string, least: number, meaning: string): number {
  const parsed = value.trim() === '' ? Number.NaN : Number(value);
  if (Number.isFinite(parsed) && parsed >= least) return parsed;
  throw new UsageError(`The fault ${name} cannot be "${value}".`, `Give ${meaning}.`);
}

function flag(name: string, value: string): true {
  if (value === '') return true;
  throw new UsageError(`The fault ${name} takes no value, but was given "${value}".`, `Write just ${name}.`);
}

function iamAction(value: string): string {
  if (value === '*' || /^[a-z0-9-]+:[A-Za-z]*\*?$/.test(value)) return value;
  throw new UsageError(`The fault deny cannot be "${value}".`, 'Give an IAM action, for example deny=ecs:ListTasks or deny=ecs:Describe*.');
}

function operation(value: string): string {
  if (/^[A-Z][A-Za-z]+$/.test(value)) return value;
  throw new UsageError(`The fault unknown cannot be "${value}".`, 'Give an operation, for example unknown=UpdateService.');
}

function regionName(value: string): string {
  if (/^[a-z]{2,}-[a-z-]+-\d+$/.test(value)) return value;
  throw new UsageError(`The fault region-out cannot be "${value}".`, 'Give a Region, for example region-out=eu-west-1.');
}
