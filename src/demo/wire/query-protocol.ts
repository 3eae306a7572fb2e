// AWS query and EC2 query: a form goes in (`Action=…&InstanceId.1=…`), XML comes out. EC2 differs in how it wraps both.

import type {DemoResponse} from './http.ts';
import type {Protocol} from './service.ts';
import {escapeXml, toXml} from './xml.ts';

/** The protocol of STS, and of Elastic Load Balancing. The input is a QueryInput. */
export const queryProtocol: Protocol = {
  refusals: {
    denied: {code: 'AccessDenied', status: 403},
    expired: {code: 'ExpiredToken', status: 403},
    throttled: {code: 'Throttling', status: 400},
    skewed: {code: 'SignatureDoesNotMatch', status: 403},
    failed: {code: 'InternalFailure', status: 500},
  },
  read: body => new QueryInput(body),
  answer({operation, wireName, requestId}, output) {
    const result = `<${operation}Result>${toXml(output, 'member')}</${operation}Result>`;
    const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
    return response(200, requestId, `<${operation}Response xmlns="urn:aws:${wireName}">${result}${metadata}</${operation}Response>`);
  },
  refuse({code, status, message}, requestId) {
    const type = status < 500 ? 'Sender' : 'Receiver';
    const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
    return response(status, requestId, `<ErrorResponse>${error}<RequestId>${requestId}</RequestId></ErrorResponse>`);
  },
};

/** The protocol of EC2. The input is a QueryInput. */
export const ec2Protocol: Protocol = {
  refusals: {
    denied: {code: 'UnauthorizedOperation', status: 403},
    expired: {code: 'RequestExpired', status: 400},
    throttled: {code: 'RequestLimitExceeded', status: 503},
    skewed: {code: 'RequestExpired', status: 400},
    failed: {code: 'InternalError', status: 500},
  },
  read: body => new QueryInput(body),
  answer({operation, wireName, requestId}, output) {
    const root = `${operation}Response`;
    const content = `<requestId>${requestId}</requestId>${toXml(output, 'item')}`;
    return response(200, requestId, `<${root} xmlns="http://ec2.amazonaws.com/doc/${wireName}/">${content}</${root}>`);
  },
  refuse({code, status, message}, requestId) {
    const error = `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
    return response(status, requestId, `<Response><Errors>${error}</Errors><RequestID>${requestId}</RequestID></Response>`);
  },
};

/** The fields of a query request. */
export class QueryInput {
  readonly #fields: URLSearchParams;

  constructor(body: string) {
    this.#fields = new URLSearchParams(body);
  }

  text(name: string): string | undefined {
    return this.#fields.get(name) ?? undefined;
  }

  /** The values of `name.1`, `name.2`, … */
  list(name: string): readonly string[] {
    const values: string[] = [];
    for (let value = this.text(`${name}.1`); value !== undefined; value = this.text(`${name}.${values.length + 1}`)) values.push(value);
    return values;
  }
}

function response(status: number, requestId: string, content: string): DemoResponse {
  const headers = {'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId};
  return {status, headers, body: `<?xml version="1.0" encoding="UTF-8"?>\n${content}`};
}
