// What goes wrong with Consul, in our words. Its own words are quoted short; the token, and an address with more in it than a host, never.

import {DeadlineExceeded} from '../domain/deadline.ts';
import {AccessDenied, Throttled, Unreachable, UserError} from '../domain/errors.ts';
import type {ConsulResponse} from './transport.ts';

/** Explains a failure of the connection. What is ours already stays as it is. */
export function connectionError(error: unknown, host: string): unknown {
  if (error instanceof UserError) return error;
  if (error instanceof DeadlineExceeded) {
    return new Unreachable(
      `Consul at ${host} did not answer within ${Math.round(error.milliseconds / 1_000)} s`,
      'it is tried again by itself; check the address in [consul], the network and the firewall',
    );
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) return error;
  if (/CERT|^UNABLE_TO_|^ERR_TLS|^ERR_SSL|^DEPTH_ZERO/.test(code)) {
    return new Unreachable(
      `the certificate of Consul at ${host} is not trusted (${code})`,
      'set NODE_EXTRA_CA_CERTS to the certificate of its CA',
    );
  }
  if (code === 'ERR_INVALID_CHAR') {
    return new UserError(
      'CONSUL_HTTP_TOKEN holds what no token can hold',
      'set it to the SecretID of the token alone, without quotes or line breaks',
    );
  }
  const words = code === 'ECONNREFUSED' ? 'refuses connections' : code === 'ENOTFOUND' ? 'is no known host' : `cannot be reached (${code})`;
  return new Unreachable(
    `Consul at ${host} ${words}`,
    'check the address in [consul] of the configuration file, and that Consul listens there',
  );
}

/** Explains an answer that is none of service health; undefined for a good one. */
export function refusal({status, body}: ConsulResponse, host: string, name: string, hasToken: boolean): UserError | undefined {
  if (status === 200) return undefined;
  const said = body.replace(/\s+/g, ' ').trim().slice(0, 160);
  if (status === 401 || status === 403) {
    if (/ACL not found/i.test(said)) {
      return new AccessDenied(
        'consul:service:read',
        'Consul does not know the token of CONSUL_HTTP_TOKEN',
        'renew it, or unset it to ask without one',
      );
    }
    const token = hasToken ? 'have the token of CONSUL_HTTP_TOKEN allowed' : 'set CONSUL_HTTP_TOKEN to a token with';
    return new AccessDenied('consul:service:read', `denied: Consul's service:read of ${name}`, `${token} service:read and node:read`);
  }
  if (status === 429) return new Throttled(`Consul at ${host} throttled us`, 'it is tried again by itself: the data is older meanwhile');
  if (status >= 500) {
    return new Unreachable(
      `Consul at ${host} failed (HTTP ${status}${said === '' ? '' : `: ${said}`})`,
      'it is tried again by itself; see how its servers are',
    );
  }
  return noConsul(host, `HTTP ${status}`);
}

/** Something answered that is not Consul. */
export function noConsul(host: string, what: string): UserError {
  return new UserError(
    `${host} answered with something that is no answer of Consul (${what})`,
    'check the address in [consul] of the configuration file',
  );
}
