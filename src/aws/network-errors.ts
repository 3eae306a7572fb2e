// Failures below HTTP: names that do not resolve, ports that refuse, certificates that nobody signed.

import {Unreachable} from '../domain/errors.ts';
import type {FailedCall} from './failed-call.ts';
import type {SdkFailure} from './sdk-failure.ts';

const networkCodes = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'EPROTO',
  'ETIMEDOUT',
]);

const certificateCode = /CERT|^UNABLE_TO_|^ERR_TLS|^ERR_SSL/;

/** True for failures of the connection itself. */
export function isNetworkFailure({code, name}: SdkFailure): boolean {
  return name === 'TimeoutError' || (code !== undefined && (networkCodes.has(code) || certificateCode.test(code)));
}

/** True when the request cannot have reached anyone: the connection was never made. */
export function neverLeft({code, systemCall}: SdkFailure): boolean {
  return systemCall === 'connect' || systemCall === 'getaddrinfo' || (code !== undefined && certificateCode.test(code));
}

/** Explains a network failure. */
export function networkError(failure: SdkFailure, call: FailedCall): Unreachable {
  const {endpoint, region} = call;
  const code = failure.code ?? failure.name;
  if (code === 'ENOTFOUND') {
    return new Unreachable(
      `no such host: ${failure.hostname ?? endpoint}`,
      `check the Region's name (${region}): it may be misspelt or lack this service; else check DNS and the network`,
    );
  }
  if (code === 'EAI_AGAIN') {
    return new Unreachable(`the name ${failure.hostname ?? endpoint} cannot be looked up now`, 'check DNS, the network or the VPN');
  }
  if (code === 'ECONNREFUSED') {
    return new Unreachable(
      `${endpoint} refuses connections`,
      'check that something listens there (AWS_ENDPOINT_URL?) and that no firewall is in between',
    );
  }
  if (certificateCode.test(code)) {
    return new Unreachable(
      `the certificate of ${endpoint} is not trusted (${code})`,
      'behind a proxy that inspects traffic, set NODE_EXTRA_CA_CERTS to its certificate',
    );
  }
  return new Unreachable(`the connection to ${endpoint} failed (${code})`, 'it is tried again by itself; check the network, VPN or proxy');
}
