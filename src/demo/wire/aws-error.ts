// The refusals of AWS: thrown by operations, written by each protocol in its own way.

/** An error as AWS answers it: a code (`ClusterNotFoundException`), a message and an HTTP status. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = status;
  }
}

/** What ECS answers to an argument that it does not take. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** What ECS answers to what it calls a client's mistake, for example a task definition that does not exist. */
export function clientError(message: string): AwsError {
  return new AwsError('ClientException', message);
}
