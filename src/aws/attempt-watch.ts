// Sees each attempt of a call inside the SDK, retries too: where it went, and whether AWS throttled it.

import type {FinalizeRequestMiddleware, MiddlewareStack} from '@smithy/types';
import {isThrottling} from './errors.ts';

/** What is told about attempts. */
export interface Attempts {
  /** An attempt goes out to `host[:port]`; `isRetry` from the second one on. */
  readonly started: (operation: string, endpoint: string | undefined, isRetry: boolean) => void;
  readonly throttled: (operation: string) => void;
}

/** Watches the attempts of everything that a client sends. */
export function addAttemptWatch<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  attempts: Attempts,
): void {
  const watch: FinalizeRequestMiddleware<Input, Output> = (next, context) => {
    const operation = context.commandName?.replace(/Command$/, '') ?? '';
    let isRetry = false;
    return async args => {
      attempts.started(operation, endpointOf(args.request), isRetry);
      isRetry = true;
      try {
        return await next(args);
      } catch (error) {
        if (isThrottling(error)) attempts.throttled(operation);
        throw error;
      }
    };
  };
  stack.addRelativeTo(watch, {name: 'attemptWatch', relation: 'after', toMiddleware: 'retryMiddleware', override: false});
}

function endpointOf(request: unknown): string | undefined {
  if (typeof request !== 'object' || request === null || !('hostname' in request)) return undefined;
  const port = 'port' in request && typeof request.port === 'number' ? `:${request.port}` : '';
  return `${String(request.hostname)}${port}`;
}
