// A demo region whose traffic a story can see: what is on its way, and what the SDK is about to try again. Only there does
// real time pass, since the SDK pauses before a second attempt by a timer of its own.

import type {DemoRegion} from '../../src/demo/region.ts';
import {bodyText, type DemoRequest, type DemoResponse, headerOf} from '../../src/demo/wire/http.ts';

/** One request, by what it asked for. */
export interface SeenRequest {
  /** `UpdateService` */
  readonly operation: string;
  readonly body: string;
}

/** A name that AWS is made to answer in place of another, as only the API could be made to hold it. */
export interface Alias {
  readonly name: string;
  readonly shownAs: string;
}

/** A region and its traffic. */
export interface WatchedRegion {
  readonly region: DemoRegion;
  /** Everything that was asked so far. */
  readonly requests: readonly SeenRequest[];
  /** Grows whenever a request comes or an answer goes. */
  events(): number;
  /** Resolves once the SDK has begun every second attempt that it owes. */
  retried(): Promise<void>;
}

/** Watches a region. */
export function watchRegion(region: DemoRegion, alias?: Alias): WatchedRegion {
  const requests: SeenRequest[] = [];
  const owed = new Map<string, PromiseWithResolvers<void>>();
  let events = 0;

  async function handle(request: DemoRequest, signal?: AbortSignal): Promise<DemoResponse> {
    events += 1;
    const call = headerOf(request, 'amz-sdk-invocation-id') ?? '';
    owed.get(call)?.resolve();
    owed.delete(call);
    requests.push({operation: headerOf(request, 'x-amz-target')?.split('.').at(-1) ?? '', body: bodyText(request)});
    try {
      const response = translated(await region.handle({...request, body: original(bodyText(request), alias)}, signal), alias);
      if (isTriedAgain(request, response)) owed.set(call, Promise.withResolvers());
      return response;
    } finally {
      events += 1;
    }
  }

  return {
    region: {...region, handle},
    requests,
    events: () => events,
    async retried() {
      await Promise.all([...owed.values()].map(({promise}) => promise));
    },
  };
}

function inJson(name: string): string {
  return JSON.stringify(name).slice(1, -1);
}

function original(body: string, alias: Alias | undefined): string {
  return alias ? body.replaceAll(inJson(alias.shownAs), alias.name) : body;
}

function translated(response: DemoResponse, alias: Alias | undefined): DemoResponse {
  const {body} = response;
  return alias && typeof body === 'string' ? {...response, body: body.replaceAll(alias.name, inJson(alias.shownAs))} : response;
}

/** True when the SDK will send the request once more: throttled or failed by AWS, with attempts left. */
function isTriedAgain(request: DemoRequest, {status, body}: DemoResponse): boolean {
  const [, attempt = '1', most = '1'] = /attempt=(\d+); max=(\d+)/.exec(headerOf(request, 'amz-sdk-request') ?? '') ?? [];
  const isPassing = status >= 500 || (status === 400 && /Throttling/.test(typeof body === 'string' ? body : ''));
  return isPassing && Number(attempt) < Number(most);
}
