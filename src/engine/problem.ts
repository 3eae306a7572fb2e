// A failure as the screen shows it, and whose failure it is.

import type {Problem} from '../../store/state.ts';
import {CredentialsExpired, Unreachable, UserError} from '../domain/errors.ts';
import {safeText, text} from '../domain/safe-text.ts';

/** The words for the screen; `prefix` says what the failure costs. */
export function problemOf(error: UserError, prefix?: string): Problem {
  const message = prefix === undefined ? safeText(error.message) : text`${prefix}: ${error.message}`;
  return {message, advice: safeText(error.advice)};
}

/** True when nothing at all can be read, not only this table: the whole connection is in trouble. */
export function concernsConnection(error: UserError): boolean {
  return error instanceof CredentialsExpired || error instanceof Unreachable;
}

/** The failure, when it is one that a person can be told; everything else is a fault of the program and is thrown on. */
export function explained(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}
