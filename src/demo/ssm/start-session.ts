// Session Manager: opens a session on a host, as far as the API goes. No one answers at its address.

import type {StartSessionRequest, StartSessionResponse} from '@aws-sdk/client-ssm';
import {AwsError} from '../wire/aws-error.ts';
import {uuid} from '../wire/identifiers.ts';
import type {SsmContext} from './context.ts';
import {invalid} from './limits.ts';

/** StartSession, with the document that is a shell and no other. */
export function startSession({book, random}: SsmContext, {Target: target = '', DocumentName}: StartSessionRequest): StartSessionResponse {
  if (target === '') throw invalid(target, 'target', 'have length greater than or equal to 1');
  if (DocumentName !== undefined) throw new AwsError('InvalidDocument', `Document with name ${DocumentName} does not exist.`);
  if (book.find(target)?.ssmAgent !== 'online') throw new AwsError('TargetNotConnected', `${target} is not connected.`);
  const sessionId = `OnCall-${uuid(random)}`;
  return {
    SessionId: sessionId,
    StreamUrl: `wss://127.0.0.1:1/v1/data-channel/${sessionId}?role=publish_subscribe`,
    TokenValue: `demo-token-of-${sessionId}`,
  };
}
