// The exit codes that scripts read, and the failure in one line.

import {CredentialsExpired, Refused, UsageError, type UserError} from '../domain/errors.ts';
import {type SafeText, text} from '../domain/safe-text.ts';

/** 0 done, 1 failed, 2 usage, 3 refused (read-only, changed state, not confirmed), 4 credentials, 5 partly failed. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

/** The exit code of a failure that ended the whole call; 1 for everything that is not one of ours. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return 2;
  if (error instanceof Refused) return 3;
  if (error instanceof CredentialsExpired) return 4;
  return 1;
}

/** What happened and what to do next, as one line. */
export function explained({message, advice}: UserError): SafeText {
  const next = advice.charAt(0).toUpperCase() + advice.slice(1);
  return advice === '' ? text`${message}` : text`${message.replace(/\.$/, '')}. ${next}`;
}
