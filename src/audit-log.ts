// The audit log on this machine's disk, for the dashboard and the verbs alike.

import * as files from 'node:fs/promises';
import {hostname, userInfo} from 'node:os';
import {type AuditLog, fileAuditLog} from './engine/changes/audit.ts';

/** An audit log in this file, of the person at this machine. */
export function auditLogIn(file: string): AuditLog {
  return fileAuditLog(file, files, {user: userName(), host: hostname()});
}

/** The person's name; the number where this machine has no name for it, as in a container that runs under any number. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`;
  }
}
