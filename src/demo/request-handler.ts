// The SDK's request handler over a demo region in the same process: real clients, paginators and retries, and no network.

import type {HttpHandlerOptions, RequestHandlerMetadata} from '@smithy/types';
import type {Clock} from '../domain/clock.ts';
import type {DemoRegion} from './region.ts';
import type {DemoResponse} from './wire/http.ts';

/** What of an SDK request the region needs. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** What the SDK's protocols take as a response. */
interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

/** A request handler as SDK clients take it (`requestHandler`). */
export interface DemoRequestHandler {
  readonly metadata: RequestHandlerMetadata;
  /** Rejects with an AbortError when the signal is aborted, and with a TimeoutError after requestTimeout milliseconds. */
  handle(request: SdkRequest, options?: HttpHandlerOptions): Promise<{response: SdkResponse}>;
  destroy(): void;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): Record<string, never>;
}

const encoder = new TextEncoder();

/** A handler that answers from `region`; `clock` times requests out. */
export function createRequestHandler(region: DemoRegion, clock: Clock): DemoRequestHandler {
  return {
    metadata: {handlerProtocol: 'http/1.1'},
    async handle({method, path, headers, body}, {abortSignal, requestTimeout = 0} = {}) {
      const signal = standardSignal(abortSignal);
      if (signal?.aborted) throw aborted();
      const content = typeof body === 'string' || body instanceof Uint8Array ? {body} : {};
      const answer = (until?: AbortSignal) => region.handle({method, path, headers, ...content}, until);
      try {
        const response = await (requestTimeout > 0 ? withDeadline(answer, requestTimeout, clock, signal) : answer(signal));
        return {response: {statusCode: response.status, headers: {...response.headers}, body: bodyOf(response, signal)}};
      } catch (error) {
        throw signal?.aborted ? aborted() : error;
      }
    },
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

/** Runs with a signal that is aborted by the given one, or after so many milliseconds. */
async function withDeadline<Result>(
  run: (signal: AbortSignal) => Promise<Result>,
  milliseconds: number,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<Result> {
  const finished = new AbortController();
  const late = new AbortController();
  const expire = () => late.abort(named('TimeoutError', `The request timed out after ${milliseconds} ms.`));
  // The wait rejects when the request was faster than its deadline, which is no error.
  clock.wait(milliseconds, finished.signal).then(expire, () => undefined);
  try {
    return await run(signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]));
  } finally {
    finished.abort();
  }
}

function bodyOf({body, stream}: DemoResponse, signal: AbortSignal | undefined): SdkResponse['body'] {
  if (stream !== undefined) return untilAborted(stream, signal);
  return typeof body === 'string' ? encoder.encode(body) : body;
}

/** The stream, which breaks at once when the signal is aborted, as a connection does. */
async function* untilAborted(
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = body[Symbol.asyncIterator]();
  const broken = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(aborted());
    signal?.addEventListener('abort', () => reject(aborted()), {once: true});
  });
  broken.catch(() => undefined); // Nobody may be reading at that moment.
  try {
    for (;;) {
      const {done, value} = await Promise.race([iterator.next(), broken]);
      if (done === true) return;
      yield value;
    }
  } finally {
    // Not waited for: it may be in the middle of a pause.
    iterator.return?.().catch(() => undefined);
  }
}

/** The SDK also takes signals of its own old kind, which have `onabort` alone. */
function standardSignal(signal: HttpHandlerOptions['abortSignal']): AbortSignal | undefined {
  if (signal === undefined || signal instanceof AbortSignal) return signal;
  const controller = new AbortController();
  if (signal.aborted) controller.abort();
  signal.onabort = () => controller.abort();
  return controller.signal;
}

function aborted(): Error {
  return named('AbortError', 'Request aborted');
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), {name});
}
