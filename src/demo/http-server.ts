// A demo region over HTTP on the loopback address, so that any AWS client works against it.

import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {UserError} from '../domain/errors.ts';
import {control, isControl} from './control.ts';
import type {DemoRegion} from './region.ts';
import type {DemoRequest} from './wire/http.ts';

/** A server that is listening. */
export interface DemoServer {
  readonly port: number;
  /** Ends all connections, answered or not. */
  close(): Promise<void>;
}

// The largest body that AWS takes for what is served here is far below.
const mostBytes = 4 * 1024 * 1024;

/** Serves the region on 127.0.0.1; port 0 takes a free one. Throws UserError when the port cannot be had. */
export async function serveDemoRegion(region: DemoRegion, port: number): Promise<DemoServer> {
  const server = createServer((incoming, outgoing) => {
    answer(region, incoming, outgoing).catch((error: unknown) => fail(outgoing, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => {
      reject(
        new UserError(`Port ${port} on 127.0.0.1 cannot be used: ${error.message}`, 'Choose another port, or 0 for a free one.', {
          cause: error,
        }),
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(region: DemoRegion, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const body = await read(incoming);
  if (body === undefined) {
    outgoing.writeHead(413, {connection: 'close'}).end();
    return;
  }
  const path = new URL(incoming.url ?? '/', 'http://127.0.0.1').pathname;
  const request: DemoRequest = {method: incoming.method ?? 'GET', path, headers: incoming.headers, body};
  const response = isControl(request) ? control(region, request) : await region.handle(request, gone.signal);
  outgoing.writeHead(response.status, response.headers);
  if (response.stream === undefined) outgoing.end(response.body);
  else await pipeline(Readable.from(response.stream), outgoing);
}

/** The whole body; undefined when it is too large. */
async function read(incoming: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

// A connection that the client has closed needs no answer; anything else that gets here is a fault of the region itself.
function fail(outgoing: ServerResponse, error: unknown): void {
  if (outgoing.destroyed) return;
  const message = error instanceof Error ? error.message : String(error);
  outgoing.writeHead(500, {'content-type': 'application/x-amz-json-1.1'}).end(JSON.stringify({__type: 'InternalFailure', message}));
}
