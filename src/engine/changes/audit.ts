// The record of every change: one JSON line before it is sent and one after its outcome, in a file of the user's own.
// Apart from the runner, so that the form of the record and its safety on disk can be read and tested in one place.

import type {FileHandle} from 'node:fs/promises';
import {dirname} from 'node:path';
import type {AuditEntry} from '../../domain/audit-entry.ts';
import {Refused} from '../../domain/errors.ts';
import {maskSecretText} from '../../domain/mask-text.ts';

/** Where changes are recorded. */
export interface AuditLog {
  /** Resolves when the line is on the disk; rejects with Refused when it cannot be written. */
  write(entry: AuditEntry): Promise<void>;
}

/** The file system as the audit log needs it: node:fs/promises has it. */
export interface AuditFiles {
  mkdir(path: string, options: {readonly recursive: true; readonly mode: number}): Promise<unknown>;
  open(path: string, flags: 'a', mode: number): Promise<Pick<FileHandle, 'appendFile' | 'chmod' | 'sync' | 'close'>>;
}

/** The person at the machine. */
export interface LocalUser {
  readonly user: string;
  readonly host: string;
}

function auditLine(entry: AuditEntry, local: LocalUser): string {
  const {change, phase, at, actor, isDemo, ...rest} = {...entry, isDemo: entry.actor.isDemo};
  const who = {identity: actor.identityArn, account: actor.account, region: actor.region, user: local.user, host: local.host};
  const record = {time: new Date(at).toISOString(), phase, change, ...(isDemo ? {demo: true} : {}), ...who, ...rest};
  // Only strings are masked, one by one: masking the finished JSON could swallow its quotes.
  return `${JSON.stringify(record, (_key, value: unknown) => (typeof value === 'string' ? maskSecretText(value) : value))}\n`;
}

/** An audit log in a file of mode 0600 in a folder of mode 0700, both made when they are not there. */
export function fileAuditLog(file: string, files: AuditFiles, local: LocalUser): AuditLog {
  async function append(line: string): Promise<void> {
    await files.mkdir(dirname(file), {recursive: true, mode: 0o700});
    const handle = await files.open(file, 'a', 0o600);
    try {
      await handle.chmod(0o600); // The mode given to open counts only for a new file.
      await handle.appendFile(line);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
  return {
    async write(entry) {
      try {
        await append(auditLine(entry, local));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Refused(
          `the audit log ${file} cannot be written (${reason})`,
          'Make room or correct its permissions, or point XDG_STATE_HOME to a folder that you can write.',
          {cause: error},
        );
      }
    },
  };
}
