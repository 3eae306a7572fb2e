// AWS JSON: the operation in the X-Amz-Target header, JSON both ways, dates as seconds since 1970. CloudWatch speaks version 1.0, and
// tells its errors as it did when it spoke the query protocol.

import {AwsError} from './aws-error.ts';
import type {DemoResponse} from './http.ts';
import {queryProtocol} from './query-protocol.ts';
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
    return response('1.1', 200, requestId, JSON.stringify(output, datesAsSeconds));
  },
  refuse({code, status, message}, requestId) {
    return response('1.1', status, requestId, JSON.stringify({__type: code, message}));
  },
};

/** The protocol of CloudWatch: version 1.0, with the codes of the query protocol in a header beside. */
export const queryCompatibleJsonProtocol: Protocol = {
  refusals: queryProtocol.refusals,
  read: body => jsonProtocol.read(body),
  answer({requestId}, output) {
    return response('1.0', 200, requestId, JSON.stringify(output, datesAsSeconds));
  },
  refuse({code, status, message}, requestId) {
    const {headers, ...rest} = response('1.0', status, requestId, JSON.stringify({__type: code, message}));
    return {...rest, headers: {...headers, 'x-amzn-query-error': `${code};${status < 500 ? 'Sender' : 'Receiver'}`}};
  },
};

function response(version: '1.0' | '1.1', status: number, requestId: string, body: string): DemoResponse {
  return {status, headers: {'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId}, body};
}

// Date has its own toJSON, which runs first: the Date itself has to be fetched from the holder.
function datesAsSeconds(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const original = this[key];
  return original instanceof Date ? original.getTime() / 1000 : value;
}
