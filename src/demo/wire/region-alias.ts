// The world lives in one Region, but answers under whatever name a client signs for: ARNs, zones and registries are renamed
// on the way in and out.

import {type DemoRequest, type DemoResponse, headerOf} from './http.ts';

/** The Region in the signature's credential scope; undefined for an unsigned request. */
export function signedRegion(request: DemoRequest): string | undefined {
  return headerOf(request, 'authorization')?.match(/Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\//)?.[1];
}

/** The text of a request as if it had been meant for the home Region. */
export function toHomeRegion(text: string, home: string, signed: string | undefined): string {
  return signed === undefined || signed === home ? text : text.replaceAll(signed, home);
}

/** The response as if the world lived in the Region that was signed for. */
export function fromHomeRegion(response: DemoResponse, home: string, signed: string | undefined): DemoResponse {
  if (signed === undefined || signed === home || typeof response.body !== 'string') return response;
  return {...response, body: response.body.replaceAll(home, signed)};
}
