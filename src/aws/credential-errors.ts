// Failures of credentials and signatures. AWS's words about signatures, and those of credential processes, can hold secrets
// and are never quoted.

import {CredentialsExpired} from '../domain/errors.ts';
import type {FailedCall} from './failed-call.ts';
import type {SdkFailure} from './sdk-failure.ts';

const expiredNames = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired']);

const refusedNames = new Set([
  'AuthFailure',
  'IncompleteSignature',
  'IncompleteSignatureException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'InvalidToken',
  'MissingAuthenticationToken',
  'MissingAuthenticationTokenException',
  'UnrecognizedClientException',
]);

const signatureNames = new Set([
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);

const providerNames = new Set(['CredentialsProviderError', 'ProviderError', 'TokenProviderError']);

const signatureTime = /Signature (?:expired|not yet current)/;

/** Less than this is no reason for a refusal: AWS accepts five minutes and more. Milliseconds. */
const noticeableSkew = 120_000;

/** Explains a failure of credentials, or answers undefined when it is none. */
export function credentialError(failure: SdkFailure, call: FailedCall): CredentialsExpired | undefined {
  const {name} = failure;
  if (signatureNames.has(name) || (failure.isFromService && signatureTime.test(failure.message))) return signatureError(failure, call);
  if (expiredNames.has(name)) return new CredentialsExpired('the credentials have expired', renewal(call));
  if (refusedNames.has(name)) {
    return new CredentialsExpired(
      'AWS does not accept these credentials',
      `${renewal(call)}; if they are right, the Region ${call.region} may not be enabled for this account`,
    );
  }
  if (providerNames.has(name)) return providerError(failure.message, call);
  return undefined;
}

function signatureError(failure: SdkFailure, call: FailedCall): CredentialsExpired {
  const skew = skewOf(failure, call);
  const namesTime = failure.name.startsWith('Request') || signatureTime.test(failure.message);
  if (skew !== undefined && Math.abs(skew) >= noticeableSkew) {
    return new CredentialsExpired(
      `this machine's clock is ${duration(Math.abs(skew))} ${skew > 0 ? 'behind' : 'ahead of'} AWS's, so AWS refuses its calls`,
      'set the clock (`sudo chronyc makestep` or `sudo timedatectl set-ntp true`), then refresh',
    );
  }
  if (namesTime) {
    return new CredentialsExpired(
      "this machine's clock differs too much from AWS's, so AWS refuses its calls",
      'compare `date -u` with the true time and set the clock (`sudo chronyc makestep`), then refresh',
    );
  }
  return new CredentialsExpired('AWS does not accept the signature: the secret key does not belong to the access key', renewal(call));
}

/** AWS's time minus ours in milliseconds, from the answer's Date or from the times that AWS names in its message. */
function skewOf(failure: SdkFailure, call: FailedCall): number | undefined {
  if (failure.answeredAt !== undefined) return failure.answeredAt - call.now;
  const [, ours, theirs] = /(\d{8}T\d{6}Z) is \w+ \w+ than \S+ \((\d{8}T\d{6}Z)/.exec(failure.message) ?? [];
  return ours === undefined || theirs === undefined ? undefined : basicIsoTime(theirs) - basicIsoTime(ours);
}

/** `20261120T101500Z` as milliseconds since 1970. */
function basicIsoTime(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

function providerError(message: string, call: FailedCall): CredentialsExpired {
  const profile = call.profile ?? 'default';
  const network = /\b(?:ENOTFOUND|EAI_AGAIN|ECONN[A-Z]+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b/.exec(message)?.[0];
  if (network !== undefined) {
    return new CredentialsExpired(
      `the service that gives profile ${profile} its credentials cannot be reached (${network})`,
      'check the network, DNS, VPN or proxy',
    );
  }
  if (/\bSSO\b|sso[-_ ]|UnauthorizedException/i.test(message)) {
    return new CredentialsExpired(`the SSO session of profile ${profile} has expired or was never started`, `run \`${ssoLogin(call)}\``);
  }
  if (/aws login/i.test(message)) {
    return new CredentialsExpired(`the login of profile ${profile} has expired`, `run \`aws login --profile ${shellWord(profile)}\``);
  }
  const foundNone = /Could not load credentials from any providers/i.test(message);
  // With a profile chosen, the chain goes on past it and says only at its end that nothing was found.
  if (/Could not resolve credentials using profile/i.test(message) || (foundNone && call.profile !== undefined)) {
    return new CredentialsExpired(
      `the profile ${profile} does not exist or holds no credentials`,
      'see `aws configure list-profiles`, then choose one with --profile',
    );
  }
  if (foundNone) {
    return new CredentialsExpired(
      'no AWS credentials were found',
      'choose a profile (--profile NAME), log in (`aws sso login`), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; --demo needs none',
    );
  }
  if (/multi-factor|MFA/i.test(message)) {
    return new CredentialsExpired(`profile ${profile} needs an MFA code`, 'start ecsdeck in a terminal and type the code when it asks');
  }
  return new CredentialsExpired(
    `the credentials of profile ${profile} could not be read`,
    `\`aws sts get-caller-identity --profile ${shellWord(profile)}\` shows why`,
  );
}

function renewal(call: FailedCall): string {
  if (call.usesSso) return `run \`${ssoLogin(call)}\``;
  if (call.profile === undefined) return 'renew them where they come from (environment variables, profile or instance role)';
  return `renew the credentials of profile ${call.profile} (for an SSO profile: \`${ssoLogin(call)}\`)`;
}

function ssoLogin(call: FailedCall): string {
  return call.profile === undefined ? 'aws sso login' : `aws sso login --profile ${shellWord(call.profile)}`;
}

/** A word as a shell takes it literally. */
function shellWord(word: string): string {
  return /^[\w.@+:/-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
