// Which service and operation a request means, told by what the protocols put on the wire and nothing else.

import {AwsError} from './aws-error.ts';
import {refuseInCbor} from './cbor-protocol.ts';
import {bodyText, type DemoRequest, type DemoResponse, headerOf} from './http.ts';
import {jsonProtocol} from './json-protocol.ts';
import {ec2Protocol, queryProtocol} from './query-protocol.ts';
import type {DemoService, Operation} from './service.ts';

/** A request that an operation answers, or one that has to be refused because nothing here knows it. */
export type Route =
  | {readonly known: true; readonly service: DemoService; readonly operation: string; readonly run: Operation; readonly body: string}
  | {readonly known: false; readonly refuse: (requestId: string) => DemoResponse};

/** Finds the operation among the services. */
export function routeOf(request: DemoRequest, services: readonly DemoService[]): Route {
  const body = bodyText(request);
  const target = headerOf(request, 'x-amz-target');
  if (target !== undefined) {
    const dot = target.lastIndexOf('.');
    return find(services, target.slice(0, dot), target.slice(dot + 1), body) ?? unknown(jsonProtocol.refuse, target);
  }
  if (headerOf(request, 'content-type')?.startsWith('application/x-www-form-urlencoded')) {
    const form = new URLSearchParams(body);
    const action = form.get('Action') ?? '';
    const version = form.get('Version') ?? '';
    const refusing = version === '2016-11-15' ? ec2Protocol : queryProtocol;
    return find(services, version, action, body) ?? unknown(refusing.refuse, `${action} (${version})`);
  }
  const isCbor = headerOf(request, 'smithy-protocol') === 'rpc-v2-cbor';
  return unknown(isCbor ? refuseInCbor : jsonProtocol.refuse, `${request.method} ${request.path}`);
}

function find(services: readonly DemoService[], wireName: string, operation: string, body: string): Route | undefined {
  const service = services.find(candidate => candidate.wireName === wireName);
  if (service === undefined) return undefined;
  const run = Object.hasOwn(service.operations, operation) ? service.operations[operation] : undefined;
  return run === undefined ? unknown(service.protocol.refuse, operation) : {known: true, service, operation, run, body};
}

function unknown(write: (error: AwsError, requestId: string) => DemoResponse, what: string): Route {
  const error = new AwsError('UnknownOperationException', `The demo region does not implement ${what}.`);
  return {known: false, refuse: requestId => write(error, requestId)};
}
