// The one place where a failure of the SDK becomes one of ours, which says what happened and what to do next.
// AWS's own words are quoted only where they hold no secret: never those about signatures or credential processes.

import {DeadlineExceeded} from '../domain/deadline.ts';
import {AccessDenied, Gone, OutcomeUnknown, Throttled, Unreachable, Unsupported, UserError} from '../domain/errors.ts';
import {credentialError} from './credential-errors.ts';
import type {FailedCall} from './failed-call.ts';
import {isNetworkFailure, networkError, neverLeft} from './network-errors.ts';
import {runCommandError} from './run-command-errors.ts';
import {type SdkFailure, sdkFailure, wholeMessage} from './sdk-failure.ts';

const throttlingNames = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'PriorRequestNotComplete',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

const accessNames = new Set(['AccessDenied', 'AccessDeniedException', 'NotAuthorized', 'UnauthorizedException', 'UnauthorizedOperation']);

const unsupportedNames = new Set([
  'InvalidAction',
  'NotImplemented',
  'NotImplementedError',
  'NotImplementedException',
  'UnknownOperation',
  'UnknownOperationException',
  'UnsupportedFeatureException',
  'UnsupportedOperation',
  'UnsupportedOperationException',
]);

const goneName = /NotFound(?:Exception)?$|^ServiceNotActiveException$/;
const goneMessage = /not found|n't found|does not exist|doesn't exist|Unable to describe task definition/i;

/** True when AWS refused because of the rate of calls. */
export function isThrottling(error: unknown): boolean {
  const {name, status} = sdkFailure(error);
  return throttlingNames.has(name) || status === 429;
}

/** Translates what a call threw. What is ours already stays as it is. */
export function translateError(error: unknown, call: FailedCall): Error {
  if (error instanceof UserError) return error;
  const failure = sdkFailure(error);
  if (isThrottling(error)) {
    return new Throttled(`AWS throttled ${call.action}`, 'calls are slowed down by themselves: the data is older meanwhile');
  }
  const refused = credentialError(failure, call);
  if (refused !== undefined) return refused;
  if (accessNames.has(failure.name)) return accessDenied(failure, call);
  if (isUnsupported(failure, call)) {
    return new Unsupported(`${call.endpoint} does not have ${call.action}`, 'this part stays empty here; everything else works');
  }
  const ofRunCommand = failure.isFromService ? runCommandError(failure.name, wholeMessage(error), call) : undefined;
  if (ofRunCommand !== undefined) return ofRunCommand;
  if (isGone(failure)) return new Gone(`${call.action}: ${failure.message}`, 'refresh (ctrl+r) to see what is there now');
  if (isUnanswered(error, failure)) return unanswered(error, failure, call);
  if (failure.isFromService) {
    const consequence = call.effect === 'change' ? 'nothing was changed: ' : '';
    return new UserError(`AWS refused ${call.action}: ${failure.message}`, `${consequence}correct what AWS names and try again`);
  }
  return new UserError(`${call.action} failed: ${failure.code ?? failure.name}`, 'try again; if it stays, please report it with this line');
}

function accessDenied(failure: SdkFailure, call: FailedCall): AccessDenied {
  const action = /not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9*]+)/.exec(failure.message)?.[1] ?? call.action;
  const caller = /User: (arn:\S+)/.exec(failure.message)?.[1];
  const isExplicit = failure.message.includes('explicit deny');
  const advice = isExplicit
    ? `a policy denies it explicitly${caller === undefined ? '' : ` to ${caller}`}: use another role, or have that policy changed`
    : `have ${action} allowed for ${caller ?? 'this role'}, or use another profile`;
  return new AccessDenied(action, `denied: ${action}`, advice);
}

/** Stand-ins for AWS (moto) answer what they lack with pages that are no AWS answer. */
function isUnsupported(failure: SdkFailure, call: FailedCall): boolean {
  if (unsupportedNames.has(failure.name) || failure.status === 501) return true;
  const isNoAwsAnswer = !failure.isFromService || failure.name === 'Unknown' || failure.name === 'UnknownError';
  if (!isNoAwsAnswer || failure.status === undefined) return false;
  return failure.status === 404 || failure.status === 405 || (failure.status === 500 && call.effect === 'read');
}

function isGone(failure: SdkFailure): boolean {
  if (!failure.isFromService) return false;
  if (goneName.test(failure.name)) return true;
  return (
    ['ClientException', 'InvalidParameterException', 'ValidationException'].includes(failure.name) && goneMessage.test(failure.message)
  );
}

/** True when no answer came, or none that tells whether the call was carried out. */
function isUnanswered(error: unknown, failure: SdkFailure): boolean {
  const isServerFault = failure.status !== undefined && failure.status >= 500;
  const isGarbled = failure.status !== undefined && !failure.isFromService;
  return error instanceof DeadlineExceeded || isNetworkFailure(failure) || isServerFault || isGarbled;
}

function unanswered(error: unknown, failure: SdkFailure, call: FailedCall): Error {
  if (call.effect === 'change' && call.wasSent && !neverLeft(failure)) return outcomeUnknown(call);
  if (error instanceof DeadlineExceeded) {
    return new Unreachable(
      `${call.endpoint} did not answer ${call.action} within ${Math.round(error.milliseconds / 1_000)} s`,
      'the newest data stays; it is tried again by itself. Check the network, VPN or proxy if it goes on',
    );
  }
  if (isNetworkFailure(failure)) return networkError(failure, call);
  if (failure.isFromService) {
    return new Unreachable(
      `${call.endpoint} failed to carry out ${call.action} (${failure.name})`,
      'AWS has trouble: it is tried again by itself; see https://health.aws.amazon.com/health/status',
    );
  }
  return new Unreachable(
    `${call.endpoint} answered ${call.action} with something that is no AWS answer (HTTP ${failure.status ?? '?'})`,
    'a proxy or login page may be in between, or AWS_ENDPOINT_URL points to something else',
  );
}

/** A change was sent and nothing tells whether it happened. */
export function outcomeUnknown(call: FailedCall): OutcomeUnknown {
  return new OutcomeUnknown(
    `${call.action} was sent and no answer came: it may or may not have happened`,
    'do not send it again: refresh and look at the state first',
  );
}
