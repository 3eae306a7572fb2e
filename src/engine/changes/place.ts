// Where a change is made and whether it may be made there: the account and Region, captured once for a whole run so that a
// switch of Region in between cannot send it elsewhere.

import type {AuditActor} from '../../domain/audit-entry.ts';
import {Refused, UserError} from '../../domain/errors.ts';
import type {EcsChanges, Region} from '../../domain/ports.ts';

/** One account and Region, with the leave to change it. */
export interface Place {
  readonly region: Region;
  readonly changes: EcsChanges;
  readonly isDemo: boolean;
  readonly mode: 'read-only' | 'write';
  /** Set for the account in the configuration: every change then wants a typed name. */
  readonly isProduction: boolean;
}

/** Rejects with Refused in read-only mode: the first of the two walls, the other is in the SDK's middleware. */
export function requireWrite(place: Place): void {
  if (place.mode === 'write') return;
  throw new Refused(
    'read-only: no change is sent',
    'Start ecsdeck with --write, or set "write = true" for this account in the configuration file.',
  );
}

/** Who acts, for the audit log. Not knowing the identity is recorded and does not stop a change: STS may be down in an incident. */
export async function auditActor(place: Place, signal: AbortSignal): Promise<AuditActor> {
  const where = {region: place.region.name, isDemo: place.isDemo};
  try {
    const {arn, account} = await place.region.identity(signal);
    return {...where, identityArn: arn, account};
  } catch (error) {
    if (signal.aborted || !(error instanceof UserError)) throw error;
    return {...where, identityArn: `unknown: ${error.message}`, account: 'unknown'};
  }
}
