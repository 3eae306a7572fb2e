// A demo region whose traffic a story can see: what was asked, and whether the SDK is at work on a call. Only there does real
// time pass, since the SDK pauses before a second attempt by a timer of its own.

import type {DemoRegion} from '../../src/demo/region.ts';
import {bodyText, type DemoRequest, type DemoResponse, headerOf} from '../../src/demo/wire/http.ts';
import type {Clock} from '../../src/domain/clock.ts';

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

/** How the region's answers differ from what it holds. */
export interface Disguise {
  readonly alias?: Alias;
  /** A service that is listed and that DescribeServices answers as MISSING. */
  readonly hidden?: string;
}

/** A region and its traffic. */
export interface WatchedRegion {
  readonly region: DemoRegion;
  /** Everything that was asked so far. */
  readonly requests: readonly SeenRequest[];
  /** Grows whenever a request comes or an answer goes. */
  events(): number;
  /** The clock for the connection: it tells which calls are with the SDK. */
  readonly clock: Clock;
  /** Resolves once every call that was begun has an answer, or hangs in the region. */
  handedOver(): Promise<void>;
}

const shortestDeadline = 10_000;

/** Watches a region that lives by the clock. */
export function watchRegion(region: DemoRegion, clock: Clock, {alias, hidden}: Disguise): WatchedRegion {
  const requests: SeenRequest[] = [];
  let events = 0;
  let begun = 0;
  let inRegion = 0;
  let next = Promise.withResolvers<void>();

  function happened(): void {
    events += 1;
    next.resolve();
    next = Promise.withResolvers();
  }

  async function handle(request: DemoRequest, signal?: AbortSignal): Promise<DemoResponse> {
    inRegion += 1;
    happened();
    const operation = headerOf(request, 'x-amz-target')?.split('.').at(-1) ?? '';
    requests.push({operation, body: bodyText(request)});
    try {
      return translated(await region.handle({...request, body: asked(operation, bodyText(request))}, signal), alias);
    } finally {
      inRegion -= 1;
      happened();
    }
  }

  /** A call waits for its deadline as long as it is under way; nothing else of a connection waits for so long. */
  async function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (milliseconds < shortestDeadline) return clock.wait(milliseconds, signal);
    begun += 1;
    try {
      await clock.wait(milliseconds, signal);
    } finally {
      begun -= 1;
      happened();
    }
  }

  const asked = (operation: string, body: string): string =>
    // ECS answers a name that it does not know as MISSING.
    operation === 'DescribeServices' && hidden ? body.replaceAll(`/${hidden}"`, `/${hidden}${gone}"`) : original(body, alias);

  return {
    region: {...region, handle},
    requests,
    events: () => events,
    clock: {now: clock.now, wait},
    async handedOver() {
      while (begun > inRegion) await next.promise;
    },
  };
}

/** What makes a name one that the region does not know. */
const gone = '-is-gone';

function inJson(name: string): string {
  return JSON.stringify(name).slice(1, -1);
}

function original(body: string, alias: Alias | undefined): string {
  return alias ? body.replaceAll(inJson(alias.shownAs), alias.name) : body;
}

function translated(response: DemoResponse, alias: Alias | undefined): DemoResponse {
  if (typeof response.body !== 'string') return response;
  const body = response.body.replaceAll(gone, '');
  return {...response, body: alias ? body.replaceAll(alias.name, inJson(alias.shownAs)) : body};
}
