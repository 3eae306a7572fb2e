// The exit codes that scripts read.

import {CredentialsExpired, Refused, UsageError} from '../domain/errors.ts';

/** 0 done, 1 failed, 2 usage, 3 refused (read-only, changed state, not confirmed), 4 credentials, 5 partly failed. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

/** The exit code of a failure that ended the whole call; 1 for everything that is not one of ours. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return 2;
  if (error instanceof Refused) return 3;
  if (error instanceof CredentialsExpired) return 4;
  return 1;
}
