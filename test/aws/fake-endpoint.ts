// AWS below HTTP, for tests of src/aws alone: answers the real SDK clients request by request. The demo region is the fake
// of everything else.

import type {RequestHandler} from '../../src/aws/client-settings.ts';
import {type ConnectionOptions, createConnection} from '../../src/aws/connection.ts';
import {manualClock} from './manual-clock.ts';

/** A request as the SDK would have sent it. */
export interface SentRequest {
  /** `ListTasks`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** What comes back: a body (JSON unless it is a string), with status 200 unless given. */
export interface Answer {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request; throws what the network would; `never` leaves it without an answer. */
export type Answering = (request: SentRequest) => Answer | 'never';

/** An AWS error as its JSON protocols write it. */
export function awsError(name: string, message: string, status = 400, headers: Readonly<Record<string, string>> = {}): Answer {
  return {status, body: {__type: name, message}, headers};
}

/** A request handler that keeps what was sent. */
export function fakeEndpoint(answer: Answering): RequestHandler & {readonly sent: SentRequest[]} {
  const sent: SentRequest[] = [];
  return {
    sent,
    metadata: {handlerProtocol: 'http/1.1'},
    async handle({headers, body}: {readonly headers: Record<string, string>; readonly body: string | Uint8Array}) {
      const request = read(headers, typeof body === 'string' ? body : new TextDecoder().decode(body));
      sent.push(request);
      const answered = answer(request);
      if (answered === 'never') return new Promise(() => {});
      const text = typeof answered.body === 'string' ? answered.body : JSON.stringify(answered.body);
      return {
        response: {statusCode: answered.status ?? 200, headers: {...answered.headers}, body: new TextEncoder().encode(text)},
      };
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

function read(headers: Record<string, string>, body: string): SentRequest {
  const target = headers['x-amz-target'];
  if (target !== undefined) return {operation: target.slice(target.lastIndexOf('.') + 1), input: JSON.parse(body), headers};
  const form = Object.fromEntries(new URLSearchParams(body));
  return {operation: form.Action ?? '', input: form, headers};
}

/** A connection to a fake endpoint, with a clock that stands still. */
export async function connectTo(answer: Answering, options: Partial<ConnectionOptions> = {}) {
  const clock = manualClock();
  const endpoint = fakeEndpoint(answer);
  const connection = await createConnection({
    clock,
    region: 'eu-west-1',
    requestHandler: endpoint,
    credentials: {accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'the-secret'},
    allowsChanges: true,
    environment: {},
    ...options,
  });
  return {...connectionParts(connection), clock, sent: endpoint.sent};
}

function connectionParts(connection: Awaited<ReturnType<typeof createConnection>>) {
  return {connection, ecs: connection.region.ecs, surroundings: connection.region.surroundings};
}

/** A signal that nobody aborts. */
export const patient: AbortSignal = new AbortController().signal;
