// The region's own pages beside AWS's: what was called, and the switch for faults. For benches and training over HTTP.

import {UserError} from '../domain/errors.ts';
import {explained} from '../domain/explained.ts';
import type {DemoRegion} from './region.ts';
import {bodyText, type DemoRequest, type DemoResponse} from './wire/http.ts';

const root = '/_demo/';

/** True for a request to the pages and not to AWS. */
export function isControl({path}: DemoRequest): boolean {
  return path.startsWith(root);
}

/** `GET /_demo/calls`: calls by IAM action. `GET` or `POST /_demo/faults`: the faults' specification as plain text. */
export function control(region: DemoRegion, request: DemoRequest): DemoResponse {
  switch (`${request.method} ${request.path}`) {
    case 'GET /_demo/calls':
      return json(200, Object.fromEntries(region.calls));
    case 'GET /_demo/faults':
      return json(200, {faults: region.faults.spec});
    case 'POST /_demo/faults':
      return switchFaults(region, bodyText(request));
    default:
      return json(404, {message: 'There are GET /_demo/calls, GET /_demo/faults and POST /_demo/faults.'});
  }
}

function switchFaults(region: DemoRegion, spec: string): DemoResponse {
  try {
    region.faults.set(spec);
  } catch (error) {
    if (error instanceof UserError) return json(400, {message: explained(error)});
    throw error;
  }
  return json(200, {faults: region.faults.spec});
}

function json(status: number, content: object): DemoResponse {
  return {status, headers: {'content-type': 'application/json'}, body: JSON.stringify(content)};
}
