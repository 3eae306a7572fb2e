// One GET over HTTP or HTTPS, bounded in what it takes. Apart, so that the demo region can answer in the network's place.

import {get as getOverHttp, type IncomingMessage} from 'node:http';
import {get as getOverHttps} from 'node:https';
import {UserError} from '../domain/errors.ts';

/** A request; the headers may hold a secret. */
export interface ConsulRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** A response; header names in lower case. */
export interface ConsulResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Sends a GET. Rejects with the failure of the connection, or with the signal's reason. */
export type ConsulTransport = (request: ConsulRequest, signal: AbortSignal) => Promise<ConsulResponse>;

/** A name has seldom more than some hundred entries of 2 kB. */
const mostBytes = 16 * 1024 * 1024;

/** The network. Redirects are not followed: a token must not go where nobody sent it. */
export const overNetwork: ConsulTransport = ({url, headers}, signal) =>
  new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? getOverHttps : getOverHttp;
    const request = get(url, {headers, signal}, response => {
      read(response).then(body => resolve({status: response.statusCode ?? 0, headers: response.headers, body}), reject);
    });
    request.on('error', error => reject(signal.aborted ? signal.reason : error));
  });

async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > mostBytes) {
      response.destroy();
      throw new UserError('Consul answered more than 16 MB', 'check that the address of [consul] is that of Consul');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
