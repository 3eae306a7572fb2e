// Everything without the dashboard: the demo region as a server, `get` and the verbs, on the streams of this process.

import {systemClock} from './engine/clock.ts';
import type {DemoRegionRequest, GetRequest, VerbRequest} from './headless/request.ts';
import {openDemo} from './connect.ts';

/** Runs the request and resolves with the exit code. */
export async function runWithoutScreen(request: DemoRegionRequest | GetRequest | VerbRequest): Promise<number> {
  if (request.type === 'demo-region') return serveDemo(request);
  throw new Error('headless');
}

/** Serves the demo region until the process is told to end. */
async function serveDemo({options}: DemoRegionRequest): Promise<number> {
  const {serveDemoRegion} = await import('./demo/http-server.ts');
  const region = await openDemo(options, systemClock, options.region);
  const server = await serveDemoRegion(region, options.port);
  process.stdout.write(`demo region on http://127.0.0.1:${server.port} (for example: AWS_ENDPOINT_URL=http://127.0.0.1:${server.port})\n`);
  await new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  await server.close();
  return 0;
}
