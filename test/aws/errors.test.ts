import {expect, test} from 'vitest';
import {
  AccessDenied,
  CredentialsExpired,
  Gone,
  OutcomeUnknown,
  Refused,
  Throttled,
  Unreachable,
  Unsupported,
  UserError,
} from '../../src/domain/errors.ts';
import {type Answer, awsError, connectTo, patient} from './fake-endpoint.ts';

type Network = {readonly code: string; readonly syscall?: string; readonly hostname?: string};

function networkError(facts: Network): Error {
  return Object.assign(new Error(`${facts.syscall ?? 'read'} ${facts.code}`), facts);
}

/** The error of a change, which the SDK tries once: no test waits for its retries. */
async function errorOfChange(answer: Answer | Network | 'never', profile?: string): Promise<UserError> {
  const {connection, clock} = await connectTo(
    () => {
      if (typeof answer === 'object' && 'code' in answer) throw networkError(answer);
      return answer;
    },
    {profile},
  );
  const failed = connection.changes?.scaleService('erp', 'api', 3, patient).catch((error: unknown) => error);
  if (answer === 'never') await clock.advance(15_000);
  return userError(await failed);
}

/** The error of a read, for answers that the SDK does not retry. */
async function errorOfRead(answer: Answer, profile?: string): Promise<UserError> {
  const {ecs} = await connectTo(() => answer, {profile});
  return userError(await ecs.describeTasks('erp', ['a'], patient).catch((error: unknown) => error));
}

function userError(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw new Error(`not one of ours: ${String(error)}`, {cause: error});
}

test('a denied action is named, with who was denied it', async () => {
  const error = await errorOfRead(
    awsError(
      'AccessDeniedException',
      'User: arn:aws:sts::1:assumed-role/OnCall/ada is not authorized to perform: ecs:DescribeTasks on resource: *',
    ),
  );
  expect(error).toBeInstanceOf(AccessDenied);
  expect(error).toMatchObject({action: 'ecs:DescribeTasks', message: 'denied: ecs:DescribeTasks'});
  expect(error.advice).toContain('arn:aws:sts::1:assumed-role/OnCall/ada');
});

test('a denial without details names the action that was called', async () => {
  expect(await errorOfRead(awsError('AccessDeniedException', 'no'))).toMatchObject({action: 'ecs:DescribeTasks'});
});

test.each([
  ['ClusterNotFoundException', 'Cluster not found.', Gone],
  ['ServiceNotFoundException', 'Service not found.', Gone],
  ['InvalidParameterException', 'The referenced task was not found.', Gone],
  ['ClientException', 'Unable to describe task definition.', Gone],
  ['InvalidParameterException', 'Task count must be positive.', UserError],
  ['UnknownOperationException', '', Unsupported],
  ['ExpiredTokenException', 'The security token included in the request is expired', CredentialsExpired],
  ['UnrecognizedClientException', 'The security token included in the request is invalid.', CredentialsExpired],
])('%s: %s', async (name, message, kind) => {
  const error = await errorOfRead(awsError(name, message));
  expect(error.constructor).toBe(kind);
  expect(error.advice).not.toBe('');
});

test.each([404, 501])('a page that is no AWS answer, with status %i, means that the operation is missing', async status => {
  const error = await errorOfChange({status, body: '<!doctype html><title>Not here</title>'});
  expect(error).toBeInstanceOf(Unsupported);
  expect(error.message).toContain('ecs:UpdateService');
});

test('a stand-in for AWS that breaks over a read lacks it; the retry of the SDK is counted', async () => {
  const {connection, ecs} = await connectTo(() => ({status: 500, body: '<title>Internal Server Error</title>'}));
  await expect(ecs.describeTasks('erp', ['a'], patient)).rejects.toThrow(Unsupported);
  expect(connection.callsPerMinute()).toBe(2);
});

test('expired credentials of a profile name the login command, quoted where a shell needs it', async () => {
  const expired = awsError('ExpiredTokenException', 'expired');
  expect((await errorOfRead(expired, 'prod')).advice).toContain('`aws sso login --profile prod`');
  expect((await errorOfRead(expired, 'my prod; rm')).advice).toContain("--profile 'my prod; rm'");
});

test("a clock that is an hour behind is named as such, from the answer's Date", async () => {
  const date = new Date(Date.UTC(2026, 10, 20, 13)).toUTCString();
  const signature = 'Signature expired: … The Canonical String was: x-amz-security-token:SECRET';
  const error = await errorOfChange(awsError('InvalidSignatureException', signature, 403, {date}));
  expect(error).toBeInstanceOf(CredentialsExpired);
  expect(error.message).toBe("this machine's clock is 60 min behind AWS's, so AWS refuses its calls");
  expect(`${error.message} ${error.advice}`).not.toContain('SECRET');
});

test('the times in the message tell the skew where no Date does', async () => {
  const message = 'Signature not yet current: 20261120T150000Z is still later than 20261120T120500Z (20261120T120000Z + 5 min.)';
  expect((await errorOfChange(awsError('InvalidSignatureException', message, 403))).message).toContain('3 h ahead of');
});

test('a wrong secret key is no clock skew, and what AWS quotes of the signature is not shown', async () => {
  const date = new Date(Date.UTC(2026, 10, 20, 12)).toUTCString();
  const error = await errorOfChange(awsError('InvalidSignatureException', 'The Canonical String was: SECRET', 403, {date}));
  expect(error.message).toContain('secret key does not belong');
  expect(`${error.message} ${error.advice}`).not.toContain('SECRET');
});

test('a Region that does not exist is an unknown host', async () => {
  const error = await errorOfChange({code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'ecs.eu-wset-1.amazonaws.com'});
  expect(error).toBeInstanceOf(Unreachable);
  expect(error.message).toBe('no such host: ecs.eu-wset-1.amazonaws.com');
  expect(error.advice).toContain('Region');
});

test('a refused connection was never sent, and names the endpoint', async () => {
  const error = await errorOfChange({code: 'ECONNREFUSED', syscall: 'connect'});
  expect(error).toBeInstanceOf(Unreachable);
  expect(error.message).toBe('ecs.eu-west-1.amazonaws.com refuses connections');
});

test.each<[string, Answer | Network | 'never']>([
  ['no answer', 'never'],
  ['a connection that broke', {code: 'ECONNRESET', syscall: 'read'}],
  ['a server error', awsError('ServerException', 'Service Unavailable', 500)],
  ['a page of a proxy', {status: 502, body: '<html>Bad Gateway</html>'}],
  ['a garbled success', {status: 200, body: '<html>Log in</html>'}],
])('a change with %s may have happened', async (_, answer) => {
  const error = await errorOfChange(answer);
  expect(error).toBeInstanceOf(OutcomeUnknown);
  expect(error.advice).toContain('do not send it again');
});

test('a throttled change was refused, and is not sent again', async () => {
  const {connection, sent} = await connectTo(() => awsError('ThrottlingException', 'Rate exceeded'));
  await expect(connection.changes?.redeployService('erp', 'api', patient)).rejects.toThrow(Throttled);
  expect(sent).toHaveLength(1);
  expect(connection.isThrottled()).toBe(true);
});

test('a read without an answer is unreachable after its deadline', async () => {
  const {ecs, clock} = await connectTo(() => 'never');
  const failed = ecs.describeClusters(['erp'], patient).catch((error: unknown) => error);
  await clock.advance(10_000);
  expect(await failed).toBeInstanceOf(Unreachable);
});

test('a refusal of our own stays as it is', async () => {
  let isAllowed = true;
  const {connection} = await connectTo(() => ({body: {}}), {allowsChanges: () => isAllowed});
  const {changes} = connection;
  isAllowed = false;
  await expect(changes?.stopTask('erp', 'a', 'test', patient)).rejects.toThrow(Refused);
});
