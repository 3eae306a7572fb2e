// The second wall of read-only mode, inside the SDK: whatever path a call came by, it stops here unless it is known to read
// or changes are allowed at this moment. The first wall is the engine's runner.

import type {InitializeMiddleware, MiddlewareStack} from '@smithy/types';
import {Refused} from '../domain/errors.ts';
import {operationFacts, type ServiceId} from './operations.ts';

/** Puts the wall in front of everything that a client sends. `allowsChanges` is asked anew for each call. */
export function addReadOnlyWall<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  service: ServiceId,
  allowsChanges: () => boolean,
): void {
  const wall: InitializeMiddleware<Input, Output> = (next, context) => async args => {
    const operation = context.commandName?.replace(/Command$/, '') ?? 'an unknown operation';
    if (operationFacts(service, operation).effect === 'change' && !allowsChanges()) {
      throw new Refused(`read-only: ${service}:${operation} is not known to be a read`, 'start with --write to allow changes');
    }
    return next(args);
  };
  stack.add(wall, {name: 'readOnlyWall', step: 'initialize', priority: 'high', override: false});
}
