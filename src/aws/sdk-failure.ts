// What can be read from whatever the SDK threw: a service's exception, a network error, or an answer that could not be parsed.

/** The parts of a thrown value that tell what went wrong. */
export interface SdkFailure {
  /** The exception's name: `ThrottlingException`, `TimeoutError`, `SyntaxError`… */
  readonly name: string;
  /** One line, cut; may hold an ARN, and must not be shown for failures of signing or of credential processes. */
  readonly message: string;
  /** Node's error code (`ECONNREFUSED`), where it is a network error. */
  readonly code: string | undefined;
  /** `connect` or `getaddrinfo` when the request never left. */
  readonly systemCall: string | undefined;
  readonly hostname: string | undefined;
  /** The HTTP status, where an answer came. */
  readonly status: number | undefined;
  /** The answer's Date header, milliseconds since 1970. */
  readonly answeredAt: number | undefined;
  /** True for an exception that the service itself named. */
  readonly isFromService: boolean;
}

const longestMessage = 300;

/** Reads a thrown value, whatever it is. */
export function sdkFailure(error: unknown): SdkFailure {
  const code = text(property(error, 'code'));
  const fault = property(error, '$fault');
  return {
    name: text(property(error, 'name')) ?? 'Error',
    message: oneLine(text(property(error, 'message')) ?? ''),
    code,
    systemCall: text(property(error, 'syscall')) ?? text(property(firstOf(property(error, 'errors')), 'syscall')),
    hostname: text(property(error, 'hostname')),
    status:
      number(property(property(error, '$metadata'), 'httpStatusCode')) ?? number(property(property(error, '$response'), 'statusCode')),
    answeredAt: dateHeader(property(property(error, '$response'), 'headers')),
    isFromService: fault === 'client' || fault === 'server',
  };
}

/** What the SDK notes of the way of a call, on its output as on what it threw. */
export function answerMetadata(answer: unknown): {readonly attempts: number | undefined; readonly requestId: string | undefined} {
  const metadata = property(answer, '$metadata');
  return {attempts: number(property(metadata, 'attempts')), requestId: text(property(metadata, 'requestId'))};
}

/** The whole message of a thrown value, for what has to be read out of it; never for the screen. */
export function wholeMessage(error: unknown): string {
  return text(property(error, 'message')) ?? '';
}

function oneLine(message: string): string {
  const line = message.split('\n', 1)[0]?.trim() ?? '';
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}

function dateHeader(headers: unknown): number | undefined {
  const value = text(property(headers, 'date')) ?? text(property(headers, 'Date'));
  const time = value === undefined ? Number.NaN : Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value ? Reflect.get(value, key) : undefined;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
