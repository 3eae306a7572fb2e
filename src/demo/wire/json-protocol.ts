// AWS JSON 1.1: the operation in the X-Amz-Target header, JSON both ways, dates as seconds since 1970.

import {AwsError} from './aws-error.ts';
import type {DemoResponse} from './http.ts';
import type {Protocol} from './service.ts';

/** The protocol of ECS, SSM, CloudWatch Logs and Application Auto Scaling. */
export const jsonProtocol: Protocol = {
  refusals: {
    denied: {code: 'AccessDeniedException', status: 400},
    expired: {code: 'ExpiredTokenException', status: 400},
    throttled: {code: 'ThrottlingException', status: 400},
    skewed: {code: 'InvalidSignatureException', status: 400},
    failed: {code: 'ServerException', status: 500},
  },
  read(body) {
    try {
      const input: unknown = JSON.parse(body === '' ? '{}' : body);
      if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
    } catch {
      // The refusal below tells the client all there is to tell.
    }
    throw new AwsError('SerializationException', 'The request body is no JSON object.');
  },
  answer({requestId}, output) {
    return response(200, requestId, JSON.stringify(output, datesAsSeconds));
  },
  refuse({code, status, message}, requestId) {
    return response(status, requestId, JSON.stringify({__type: code, message}));
  },
};

function response(status: number, requestId: string, body: string): DemoResponse {
  return {status, headers: {'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': requestId}, body};
}

// Date has its own toJSON, which runs first: the Date itself has to be fetched from the holder.
function datesAsSeconds(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const original = this[key];
  return original instanceof Date ? original.getTime() / 1000 : value;
}
