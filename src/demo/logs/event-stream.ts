// The framing of application/vnd.amazon.eventstream: total length, length of headers, checksum, headers, body, checksum.

import {crc32} from 'node:zlib';

/** Headers of a message: all that is used here are strings. */
export type MessageHeaders = Readonly<Record<string, string>>;

const encoder = new TextEncoder();
const prelude = 12;
const checksum = 4;
/** The type of a string among the values of headers. */
const stringType = 7;

/** One message. The body is what its `:content-type` says. */
export function encodeMessage(headers: MessageHeaders, body: string): Uint8Array {
  const head = encodeHeaders(headers);
  const content = encoder.encode(body);
  const message = new Uint8Array(prelude + head.length + content.length + checksum);
  const view = new DataView(message.buffer);
  view.setUint32(0, message.length);
  view.setUint32(4, head.length);
  view.setUint32(8, crc32(message.subarray(0, 8)));
  message.set(head, prelude);
  message.set(content, prelude + head.length);
  view.setUint32(message.length - checksum, crc32(message.subarray(0, message.length - checksum)));
  return message;
}

function encodeHeaders(headers: MessageHeaders): Uint8Array {
  const parts = Object.entries(headers).map(([name, value]) => {
    const nameBytes = encoder.encode(name);
    const valueBytes = encoder.encode(value);
    return [nameBytes.length, ...nameBytes, stringType, valueBytes.length >> 8, valueBytes.length & 0xff, ...valueBytes];
  });
  return Uint8Array.from(parts.flat());
}
