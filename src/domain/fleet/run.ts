// The state of one run: plain data, kept in the state folder, shown by the screen, written into the report. Only the
// supervisor makes new ones; nobody changes one.

import type {Finding, ParameterValues} from './finding.ts';
import type {FleetTarget} from './target.ts';

/** How many hosts at a time, and when to stop. */
export interface WaveSettings {
  /** Hosts of the first wave. One of them that fails ends the run, whatever `maxErrors` says: that is what it is for. */
  readonly canary: number;
  /** Each later wave has at most this share of the hosts, in percent, and at least one host. */
  readonly wavePercent: number;
  /** Failed hosts that are put up with; one more ends the run. */
  readonly maxErrors: number;
}

/** Used where nothing else was said. */
export const usualWaves: WaveSettings = {canary: 1, wavePercent: 10, maxErrors: 1};

/**
 * `checking`: looks at all hosts. `planned`: waits for the person. `applying`: in waves. `paused`: picked up again after the
 * program ended; what was under way is settled, nothing new is sent until the person says so. `aborting`: sends nothing
 * more, waits for what is under way. `aborted`, `stopped` (too many failures) and `finished` are ends.
 */
export type RunPhase = 'checking' | 'planned' | 'applying' | 'paused' | 'aborting' | 'aborted' | 'stopped' | 'finished';

/**
 * `excluded`: left out. `waiting`: its turn comes. `checking`. `checked`: the finding is there. `unchanged`: nothing to do.
 * `draining`: its tasks leave. `sent`: on its way. `running`. `restarting`: away. `verifying`: checked again.
 * `done`, `failed`. `unknown`: no answer tells what became of it. `unsent`: the run ended before its turn.
 */
export const hostStates = [
  'excluded',
  'waiting',
  'checking',
  'checked',
  'unchanged',
  'draining',
  'sent',
  'running',
  'restarting',
  'verifying',
  'done',
  'failed',
  'unknown',
  'unsent',
] as const;

/** One of them. */
export type HostState = (typeof hostStates)[number];

/** One host of a run. */
export interface HostRun {
  readonly target: FleetTarget;
  readonly state: HostState;
  /** What the check before found. */
  readonly before?: Finding;
  /** What `apply` would do; kept as text of our own making. */
  readonly plan?: readonly string[];
  /** What `apply` answered. */
  readonly applied?: Finding;
  /** What the check after found. */
  readonly after?: Finding;
  /** Why it failed or was left out: StatusDetails and what it means. Raw text. */
  readonly reason?: string;
  /** Number of its wave, the canary's is 1. */
  readonly wave?: number;
  /** The newest command that was sent to it, for its full output. */
  readonly commandId?: string;
  /** Where it is drained first: `asked`: its tasks shall leave. `empty`: they have. `release`: as it was before, again. */
  readonly hold?: 'asked' | 'empty' | 'release';
  /** Tasks that have not left yet. */
  readonly tasksLeft?: number;
  /** How often it was checked after `apply`, and the time before which it is not checked again, milliseconds since 1970. */
  readonly checks?: number;
  readonly againAt?: number;
  /** AWS refuses a command as a whole for one host: it is sent with at most so many together, until the one is found. */
  readonly mostTogether?: number;
  /** Milliseconds since 1970, of `apply` (of the check where there is no other). */
  readonly startedAt?: number;
  readonly endedAt?: number;
}

/** A send: recorded before it goes out, so that a program that was killed finds it again. */
export interface SendRecord {
  /** Stands in the comment of the command; unique for all time. */
  readonly token: string;
  readonly stage: 'check' | 'apply' | 'verify';
  readonly wave: number;
  readonly instanceIds: readonly string[];
  /** Those of them whose outcome is not known yet. */
  readonly pending: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** When AWS itself must have given up on every host: delivery and execution time are over. */
  readonly deadline: number;
  /** When AWS was asked to cancel it. */
  readonly cancelledAt?: number;
  /** `intended`: it may or may not have been sent. `sent`: AWS has it. `never`: it was looked for and is not there. `ended`. */
  readonly state: 'intended' | 'sent' | 'never' | 'ended';
  readonly commandId?: string;
}

/** One run of a playbook over hosts of a cluster. */
export interface FleetRun {
  readonly version: 1;
  readonly id: string;
  readonly playbookId: string;
  readonly values: ParameterValues;
  readonly account: string;
  readonly region: string;
  readonly isDemo: boolean;
  /** ARN. */
  readonly cluster: string;
  readonly clusterName: string;
  /** Who began it, from STS. */
  readonly identityArn: string;
  readonly settings: WaveSettings;
  readonly phase: RunPhase;
  /** Why it is in that phase, where that is not plain. Raw text. */
  readonly reason?: string;
  /** No further host is begun, and what is under way is waited for: too many have failed, or AWS refuses to go on. */
  readonly isStopping?: true;
  /** What cannot be read or sent at the moment; it is tried again. Raw text. */
  readonly trouble?: string;
  readonly hosts: readonly HostRun[];
  readonly sends: readonly SendRecord[];
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt?: number;
  /** The run whose failed hosts this one repeats. */
  readonly retries?: string;
}
