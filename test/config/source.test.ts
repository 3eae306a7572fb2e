// Demo or AWS: a script must never be answered with invented rows, and a person with credentials never see the demo unasked.

import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {loadConfig} from '../../src/config/load-config.ts';
import {chooseSource} from '../../src/config/source.ts';
import {auditFile} from '../../src/config/state-folder.ts';
import {UsageError} from '../../src/domain/errors.ts';

const choose = (type: 'dashboard' | 'get' | 'verb', options = {}, env = {}, hasAwsFiles = false) =>
  chooseSource({request: {type, options}, env, hasAwsFiles});

describe('the source', () => {
  test('of the dashboard is the demo where nothing names AWS', () => {
    expect(choose('dashboard', {}, {PATH: '/bin', AWS_PROFILE: '', AWS_PAGER: 'less'})).toBe('demo');
  });

  test.each([
    'AWS_PROFILE',
    'AWS_ACCESS_KEY_ID',
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_ECS',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ])('of the dashboard is AWS with %s', name => {
    expect(choose('dashboard', {}, {[name]: 'x'})).toBe('aws');
    expect(choose('dashboard', {source: 'demo'}, {[name]: 'x'})).toBe('demo');
  });

  test('of the dashboard is AWS with a profile or with the files of the AWS CLI', () => {
    expect(choose('dashboard', {profile: 'p'})).toBe('aws');
    expect(choose('dashboard', {}, {}, true)).toBe('aws');
  });

  test.each(['get', 'verb'] as const)('of %s is AWS unless the demo is asked for', type => {
    expect(choose(type)).toBe('aws');
    expect(choose(type, {source: 'demo'}, {AWS_PROFILE: 'p'})).toBe('demo');
  });
});

describe('the files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ecsdeck-config-'));
  });
  afterEach(() => rmSync(folder, {recursive: true, force: true}));

  test('--config comes before ECSDECK_CONFIG', async () => {
    const [one, other] = [join(folder, 'one.toml'), join(folder, 'other.toml')];
    writeFileSync(one, 'region = "eu-west-1"');
    writeFileSync(other, 'region = "us-east-1"');
    expect(await loadConfig({path: one, env: {ECSDECK_CONFIG: other}})).toMatchObject({region: 'eu-west-1', file: one});
    expect(await loadConfig({env: {ECSDECK_CONFIG: other}})).toMatchObject({region: 'us-east-1'});
  });

  test('a file that was named and is not there is told', async () => {
    const loading = loadConfig({path: join(folder, 'none.toml'), env: {}});
    await expect(loading).rejects.toThrow(UsageError);
    await expect(loading).rejects.toThrow('none.toml is not there');
  });

  test('the audit log is in the state folder', () => {
    expect(auditFile({env: {XDG_STATE_HOME: '/state'}, platform: 'linux', home: '/home/me'})).toBe('/state/ecsdeck/audit.jsonl');
    expect(auditFile({env: {}, platform: 'linux', home: '/home/me'})).toBe('/home/me/.local/state/ecsdeck/audit.jsonl');
  });
});
