// Who the credentials belong to: from STS, whatever the profile is called.

import {UserError} from '../domain/errors.ts';
import type {Identity} from '../domain/identity.ts';
import type {Call} from './caller.ts';
import type {CredentialSource} from './credentials.ts';
import type {Memo} from './memo.ts';
import type {StsOperations} from './sts-client.ts';

/** Asks STS; the answer is kept until the credentials are read anew. */
export function readIdentity(
  call: Call<StsOperations>,
  credentials: CredentialSource,
  memo: Memo<Identity>,
  signal: AbortSignal,
): Promise<Identity> {
  return memo.get(String(credentials.generation()), signal, async readSignal => {
    const {Account, Arn} = await call('GetCallerIdentity', {}, readSignal);
    if (Arn === undefined) throw new UserError('STS did not tell who we are', 'check that AWS_ENDPOINT_URL points to a whole AWS');
    return identityOf(Arn, Account);
  });
}

/**
 * Reads `arn:PARTITION:sts::ACCOUNT:assumed-role/ROLE/SESSION` and its like: users, federated users, the root user.
 * A role of IAM Identity Center (`AWSReservedSSO_NAME_0123456789abcdef`) is named as its permission set, `NAME`.
 */
export function identityOf(arn: string, account?: string): Identity {
  const [, partition = 'aws', , , arnAccount = '', ...rest] = arn.split(':');
  const [type = '', ...path] = rest.join(':').split('/');
  const name = (type === 'assumed-role' ? path[0] : path.at(-1)) ?? type;
  const permissionSet = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(name)?.[1];
  return {account: account ?? arnAccount, arn, role: permissionSet ?? name, partition};
}
