// Smithy RPC v2 CBOR, as far as to refuse: no service of the region speaks it yet, but clients of others (CloudWatch) do,
// and have to be able to read the refusal.

import type {AwsError} from './aws-error.ts';
import type {DemoResponse} from './http.ts';

const encoder = new TextEncoder();

/** The refusal in CBOR: a map of `__type` and `message`. */
export function refuseInCbor({code, status, message}: AwsError, requestId: string): DemoResponse {
  const mapOfTwo = 0xa2;
  const body = new Uint8Array([mapOfTwo, ...textItem('__type'), ...textItem(code), ...textItem('message'), ...textItem(message)]);
  return {status, headers: {'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor', 'x-amzn-requestid': requestId}, body};
}

/** A CBOR text string with a length of two bytes: major type 3, additional information 25. */
function textItem(text: string): Uint8Array {
  const bytes = encoder.encode(text).subarray(0, 0xffff);
  return new Uint8Array([0x79, bytes.length >> 8, bytes.length & 0xff, ...bytes]);
}
