// What the command line asks for, once it was understood.

import type {Kind} from '../domain/kind.ts';
import type {FleetRequest, RecordedRunRequest} from './fleet-request.ts';
import type {DemoOptions, SourceOptions} from './source-options.ts';

/** How the dashboard draws. */
export interface DashboardOptions extends SourceOptions {
  readonly isColorless: boolean;
  readonly isAscii: boolean;
}

/** The forms in which `get` answers. */
export type OutputForm = 'table' | 'wide' | 'json' | 'ndjson';

/** What narrows a table, and how it is printed. */
export interface GetOptions extends SourceOptions {
  readonly service?: string;
  readonly task?: string;
  readonly instance?: string;
  readonly family?: string;
  readonly zone?: string;
  readonly run?: string;
  readonly output: OutputForm;
  readonly filter: string;
  readonly isProblemsOnly: boolean;
}

/** Which lines `logs` prints, and how. */
export interface LogsOptions extends SourceOptions {
  readonly cluster: string;
  readonly isFollowing: boolean;
  /** How far back it begins, milliseconds. */
  readonly since: number;
  /** A regular expression; empty lets every line pass. */
  readonly grep: string;
  readonly output: 'text' | 'json';
}

/** How a change is confirmed. */
export interface VerbOptions extends SourceOptions {
  readonly cluster: string;
  readonly isConfirmed: boolean;
  readonly isDryRun: boolean;
  /** It stays until the targets are steady. */
  readonly isWaiting: boolean;
}

/** `ecsdeck get KIND` */
export interface GetRequest {
  readonly type: 'get';
  readonly kind: Kind;
  readonly options: GetOptions;
}

/** `ecsdeck VERB TARGET… [ANSWER]` */
export interface VerbRequest {
  readonly type: 'verb';
  /** One of commands/registry. */
  readonly verb: string;
  /** Names, ids or ARNs. */
  readonly targets: readonly string[];
  /** For commands with a question; not yet parsed. */
  readonly answer?: string;
  readonly options: VerbOptions;
}

/** `ecsdeck logs TARGET…` */
export interface LogsRequest {
  readonly type: 'logs';
  /** Names of services, ids of tasks, or ARNs of either. */
  readonly targets: readonly string[];
  readonly options: LogsOptions;
}

/** `ecsdeck demo-region`: the demo as a server on 127.0.0.1. */
export interface DemoRegionRequest {
  readonly type: 'demo-region';
  readonly options: DemoOptions & {readonly port: number; readonly region?: string};
}

/** What the command line asks for. `usage` is one sentence on what is wrong with it (exit code 2). */
export type Request =
  | {readonly type: 'dashboard'; readonly options: DashboardOptions}
  | GetRequest
  | VerbRequest
  | LogsRequest
  | FleetRequest
  | RecordedRunRequest
  | DemoRegionRequest
  | {readonly type: 'help'; readonly text: string}
  | {readonly type: 'version'}
  | {readonly type: 'usage'; readonly message: string};
