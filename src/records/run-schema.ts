// The form of a recorded run. What comes from the disk may have been written by another version, cut short, or edited: it is
// checked whole, and text that goes to the screen is made safe anew.

import {
  array,
  boolean,
  exactOptional,
  type GenericSchema,
  literal,
  number,
  object,
  picklist,
  pipe,
  record,
  safeParse,
  string,
  transform,
  union,
} from 'valibot';
import {UserError} from '../domain/errors.ts';
import type {Finding} from '../domain/fleet/finding.ts';
import {type FleetRun, type HostRun, hostStates, type SendRecord} from '../domain/fleet/run.ts';
import type {FleetTarget} from '../domain/fleet/target.ts';
import {safeText} from '../domain/safe-text.ts';

const safe = pipe(
  string(),
  transform(raw => safeText(raw)),
);

const finding: GenericSchema<unknown, Finding> = object({
  verdict: string(),
  tone: picklist(['ok', 'busy', 'warn', 'bad', 'quiet', 'plain']),
  summary: safe,
  values: record(string(), union([string(), number(), boolean(), array(string())])),
});

const target: GenericSchema<unknown, FleetTarget> = object({
  arn: string(),
  instanceId: string(),
  availabilityZone: exactOptional(string()),
  address: exactOptional(string()),
  platform: exactOptional(string()),
  agentVersion: exactOptional(string()),
  status: string(),
  runningTasks: number(),
  exclusion: exactOptional(safe),
});

const host: GenericSchema<unknown, HostRun> = object({
  target,
  state: picklist(hostStates),
  before: exactOptional(finding),
  plan: exactOptional(array(safe)),
  applied: exactOptional(finding),
  after: exactOptional(finding),
  reason: exactOptional(string()),
  wave: exactOptional(number()),
  commandId: exactOptional(string()),
  hold: exactOptional(picklist(['asked', 'empty', 'release'])),
  tasksLeft: exactOptional(number()),
  checks: exactOptional(number()),
  againAt: exactOptional(number()),
  mostTogether: exactOptional(number()),
  startedAt: exactOptional(number()),
  endedAt: exactOptional(number()),
});

const send: GenericSchema<unknown, SendRecord> = object({
  token: string(),
  stage: picklist(['check', 'apply', 'verify']),
  wave: number(),
  instanceIds: array(string()),
  pending: array(string()),
  at: number(),
  deadline: number(),
  cancelledAt: exactOptional(number()),
  state: picklist(['intended', 'sent', 'never', 'ended']),
  commandId: exactOptional(string()),
});

const run: GenericSchema<unknown, FleetRun> = object({
  version: literal(1),
  id: string(),
  playbookId: string(),
  values: record(string(), string()),
  account: string(),
  region: string(),
  isDemo: boolean(),
  cluster: string(),
  clusterName: string(),
  identityArn: string(),
  settings: object({canary: number(), wavePercent: number(), maxErrors: number()}),
  phase: picklist(['checking', 'planned', 'applying', 'paused', 'aborting', 'aborted', 'stopped', 'finished']),
  reason: exactOptional(string()),
  isStopping: exactOptional(literal(true)),
  trouble: exactOptional(string()),
  hosts: array(host),
  sends: array(send),
  startedAt: number(),
  endedAt: exactOptional(number()),
  retries: exactOptional(string()),
});

/** The run that a file of this name holds. Throws UserError when it holds none that this version understands. */
export function parseRun(file: string, content: string): FleetRun {
  const advice = 'It is left as it is. Look at it, or take it away when nobody needs it.';
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    throw new UserError(`the record ${file} is broken: it is no JSON`, advice, {cause: error});
  }
  const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : undefined;
  if (typeof version === 'number' && version !== 1) {
    throw new UserError(
      `the record ${file} has the form ${version}, and this version of ecsdeck knows the form 1`,
      'Use the version that wrote it.',
    );
  }
  const {success, output, issues} = safeParse(run, json);
  if (success) return output;
  const where = (issues[0].path ?? []).map(({key}) => String(key)).join('.');
  throw new UserError(`the record ${file} is broken at ${where === '' ? 'its beginning' : where}`, advice);
}
