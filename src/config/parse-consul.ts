// The part of the configuration file about Consul: where it is, and what services are called in it.

import {type InferOutput, optional, pipe, record, regex, strictObject, string} from 'valibot';
import type {ConsulConfig} from './config.ts';

const name = pipe(string(), regex(/^[^\s#?]{1,255}$/, 'a name in Consul has no spaces, # or ?'));

/** What `[consul]` may say. */
export const consulSchema = strictObject({
  address: pipe(
    string(),
    regex(
      /^https?:\/\/[^\s@?#/]+(?:\/[^\s@?#]*)?$/,
      'an address is written like http://10.0.0.5:8500, without a user or password: the token is CONSUL_HTTP_TOKEN',
    ),
  ),
  region: optional(string()),
  services: optional(record(string(), name)),
});

/** Every name in it, for "did you mean". */
export const consulNames = ['consul', 'address', 'services'] as const;

/** The configuration of Consul. */
export function consulOf({address, region, services = {}}: InferOutput<typeof consulSchema>): ConsulConfig {
  return {address, services, ...(region !== undefined && {region})};
}
