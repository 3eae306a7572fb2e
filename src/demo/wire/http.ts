// One HTTP exchange as the demo region sees it: plain data, so that it can come from the SDK in process or from a socket.

/** A request; header names in any case. */
export interface DemoRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: string | Uint8Array;
}

/** A response; header names in lower case. */
export interface DemoResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** In place of the body: an event stream, which goes on until it ends or nobody reads it any more. */
  readonly stream?: AsyncIterable<Uint8Array>;
}

const decoder = new TextDecoder();

/** The value of a header, by its name in lower case; undefined when it was not sent. */
export function headerOf(request: DemoRequest, name: string): string | undefined {
  const value = request.headers[name] ?? Object.entries(request.headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof value === 'string' ? value : value?.join(', ');
}

/** The body as text. */
export function bodyText({body = ''}: DemoRequest): string {
  return typeof body === 'string' ? body : decoder.decode(body);
}
