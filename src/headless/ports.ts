// What the program without a screen needs of the world; all of it is replaced in tests.

import type {Readable, Writable} from 'node:stream';
import type {Clock} from '../domain/clock.ts';
import type {PlaybookSettings} from '../domain/fleet/playbook-settings.ts';
import type {LogReads} from '../domain/log-ports.ts';
import type {RunCommandChanges, RunCommandReads} from '../domain/run-command.ts';
import type {AuditLog} from '../engine/changes/audit.ts';
import type {Place} from '../engine/changes/place.ts';
import type {Fleet} from '../fleet/fleet.ts';

/** A stream that is written to, which may be a terminal. */
export type Output = Writable & {readonly isTTY?: boolean; readonly columns?: number};

/** The account and Region of one call, and the way to let go of them. */
export type OpenPlace = Place & {
  readonly logs: LogReads;
  readonly runCommand: RunCommandReads;
  readonly runCommandChanges: RunCommandChanges;
  readonly fleet: Fleet;
  readonly playbooks: PlaybookSettings;
  close(): void;
};

/** The world around one headless call. */
export interface HeadlessPorts {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Readable & {readonly isTTY?: boolean};
  readonly clock: Clock;
  /** From 0 to below 1, as Math.random. */
  readonly random: () => number;
  readonly audit: AuditLog;
  /** Connects; rejects with UserError when it cannot be. */
  readonly place: () => Promise<OpenPlace>;
  /** What a file of the person's holds; rejects when it cannot be read. */
  readonly readFile: (path: string) => Promise<string>;
  /** Ends the reading, and the sending to further targets. */
  readonly signal?: AbortSignal;
}

/** Resolves when the stream has taken the text; rejects when nobody reads any more. */
export function written(output: Writable, content: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(content, error => (error ? reject(error) : resolve()));
  });
}
