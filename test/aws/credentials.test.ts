// The SDK's own chain over files in a temporary folder.

import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {CredentialsExpired, type UserError} from '../../src/domain/errors.ts';
import {awsError, connectTo, patient} from './fake-endpoint.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecsdeck-credentials-'));
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', folder);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, {recursive: true});
});

function writeKeys(accessKeyId: string): void {
  writeFileSync(join(folder, 'credentials'), `[prod]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = secret\n`);
}

async function failure(profile: string | undefined): Promise<UserError> {
  const {ecs, sent} = await connectTo(() => ({body: {}}), {credentials: undefined, profile});
  const error = await ecs.describeClusters(['erp'], patient).catch((reason: unknown) => reason);
  expect(sent).toHaveLength(0);
  expect(error).toBeInstanceOf(CredentialsExpired);
  return error as UserError;
}

test('after a new login in another terminal the next call uses the new keys, without a restart', async () => {
  writeKeys('OLDKEY');
  const {ecs} = await connectTo(
    ({headers}) => (headers.authorization?.includes('OLDKEY') ? awsError('ExpiredTokenException', 'expired') : {body: {clusters: []}}),
    {credentials: undefined, profile: 'prod'},
  );
  await expect(ecs.describeClusters(['erp'], patient)).rejects.toThrow('expired');
  writeKeys('NEWKEY');
  expect(await ecs.describeClusters(['erp'], patient)).toEqual({rows: [], failures: []});
});

test('an SSO profile without a session gives the login command', async () => {
  const session = '[sso-session corp]\nsso_start_url = https://corp.example/start\nsso_region = eu-west-1\n';
  const profile = '[profile dev]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = OnCall\nregion = eu-west-1\n';
  writeFileSync(join(folder, 'config'), session + profile);
  expect((await failure('dev')).advice).toBe('run `aws sso login --profile dev`');
});

test('a profile that does not exist is named', async () => {
  expect((await failure('porduction')).message).toContain('the profile porduction does not exist');
});

test('no credentials anywhere: says how to get some', async () => {
  const error = await failure(undefined);
  expect(error.message).toBe('no AWS credentials were found');
  expect(error.advice).toContain('--profile');
});

test('a role with MFA asks the person for the code', async () => {
  writeFileSync(
    join(folder, 'config'),
    '[profile admin]\nrole_arn = arn:aws:iam::1:role/Admin\nsource_profile = prod\nmfa_serial = arn:aws:iam::1:mfa/ada\nregion = eu-west-1\n',
  );
  writeKeys('KEY');
  const serials: string[] = [];
  const {ecs} = await connectTo(() => ({body: {}}), {
    credentials: undefined,
    profile: 'admin',
    mfaCode: async serial => {
      serials.push(serial);
      throw new CredentialsExpired('no code was typed', 'try again');
    },
  });
  await expect(ecs.describeClusters(['erp'], patient)).rejects.toThrow('no code was typed');
  expect(serials).toEqual(['arn:aws:iam::1:mfa/ada']);
});
