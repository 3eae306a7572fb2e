// The one way by which a call leaves the program: credentials, then the governor's turn, then a deadline, then the SDK;
// and whatever it throws is translated.

import type {Clock} from '../domain/clock.ts';
import {withDeadline} from '../domain/deadline.ts';
import {CredentialsExpired} from '../domain/errors.ts';
import type {CallTrace} from '../domain/traced-call.ts';
import type {Attempts} from './attempt-watch.ts';
import type {CredentialSource} from './credentials.ts';
import {outcomeUnknown, translateError} from './errors.ts';
import type {FailedCall} from './failed-call.ts';
import type {Governor} from './governor.ts';
import {operationFacts, type ServiceId} from './operations.ts';
import type {Priority} from './token-bucket.ts';
import {traceSpan} from './trace-span.ts';

/** The operations of a service that we use, by their names at AWS. */
export type Operations<Table> = {readonly [Name in keyof Table]: Operation<unknown, unknown>};

/** Input and output of one operation. */
export interface Operation<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

/** An SDK client reduced to functions. */
export interface OpenClient<Table extends Operations<Table>> {
  readonly send: {
    readonly [Name in keyof Table]: (
      input: Table[Name]['input'],
      options: {readonly abortSignal: AbortSignal},
    ) => Promise<Table[Name]['output']>;
  };
  close(): void;
}

/** Calls one operation. Rejects with one of domain/errors, or with the signal's reason. */
export type Call<Table extends Operations<Table>> = <Name extends keyof Table & string>(
  name: Name,
  input: Table[Name]['input'],
  signal: AbortSignal,
) => Promise<Table[Name]['output']>;

/** What all callers of a connection share. */
export interface CallContext {
  readonly clock: Clock;
  readonly governor: Governor;
  readonly credentials: CredentialSource;
  readonly region: string;
  readonly profile: string | undefined;
  /** Milliseconds. */
  readonly deadlines: {readonly read: number; readonly change: number};
  readonly onThrottle: ((action: string) => void) | undefined;
  readonly trace: CallTrace | undefined;
}

/** A service whose client is opened at the first call. */
export interface Caller<Table extends Operations<Table>> {
  /** Calls that wait in the queue of this priority; changes have their own. */
  at(priority: Priority): Call<Table>;
  close(): void;
}

/** Creates the caller of one client; `open` imports the SDK's module and builds the client. */
export function createCaller<Table extends Operations<Table>>(
  service: ServiceId,
  context: CallContext,
  open: (attempts: Attempts) => Promise<OpenClient<Table>>,
): Caller<Table> {
  const {clock, governor, credentials} = context;
  let endpoint = `${service} in ${context.region}`;
  let client: Promise<OpenClient<Table>> | undefined;

  const attempts: Attempts = {
    started(operation, host, isRetry) {
      endpoint = host ?? endpoint;
      if (isRetry) governor.spent(operationFacts(service, operation).category);
    },
    throttled(operation) {
      governor.throttled(operationFacts(service, operation).category);
      context.onThrottle?.(`${service}:${operation}`);
    },
  };

  /** A failure is not kept: a configuration file may have been mended meanwhile. */
  async function opened(): Promise<OpenClient<Table>> {
    client ??= open(attempts);
    const opening = client;
    try {
      return await opening;
    } catch (error) {
      if (client === opening) client = undefined;
      throw error;
    }
  }

  function failedCall(name: string, effect: FailedCall['effect'], wasSent: boolean): FailedCall {
    const {region, profile} = context;
    return {action: `${service}:${name}`, effect, region, endpoint, profile, usesSso: credentials.usesSso(), wasSent, now: clock.now()};
  }

  function explainedFailure(error: unknown, name: string, effect: FailedCall['effect'], wasSent: boolean, signal: AbortSignal): unknown {
    if (signal.aborted && error === signal.reason) {
      // Left by the caller. A change that was on its way may have arrived all the same.
      return wasSent && effect === 'change' ? outcomeUnknown(failedCall(name, effect, true)) : error;
    }
    const translated = translateError(error, failedCall(name, effect, wasSent));
    if (translated instanceof CredentialsExpired) credentials.forget();
    return translated;
  }

  async function call<Name extends keyof Table & string>(
    priority: Priority,
    name: Name,
    input: Table[Name]['input'],
    signal: AbortSignal,
  ): Promise<Table[Name]['output']> {
    const {effect, category} = operationFacts(service, name);
    const span = traceSpan(context, {action: `${service}:${name}`, effect});
    let wasSent = false;
    try {
      signal.throwIfAborted();
      const {send} = await opened();
      await credentials.ready(signal);
      await governor.acquire(category, effect === 'change' ? 'change' : priority, signal);
      wasSent = true;
      span.sent();
      const output = await withDeadline(clock, context.deadlines[effect], signal, abortSignal => send[name](input, {abortSignal}));
      span.ended('ok', output);
      return output;
    } catch (error) {
      const failure = explainedFailure(error, name, effect, wasSent, signal);
      span.ended(failure === error && signal.aborted ? 'left' : failure, error);
      throw failure;
    }
  }

  return {
    at: priority => (name, input, signal) => call(priority, name, input, signal),
    close() {
      client?.then(
        ({close}) => close(),
        () => undefined, // It never opened, which its callers were told.
      );
    },
  };
}
