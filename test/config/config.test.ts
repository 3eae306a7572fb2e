// The configuration file: what it may say, and how a broken one is told.

import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {changeMode} from '../../src/config/config.ts';
import {loadConfig} from '../../src/config/load-config.ts';
import {parseConfig} from '../../src/config/parse-config.ts';
import {chooseSource} from '../../src/config/source.ts';
import {auditFile} from '../../src/config/state-folder.ts';
import {UsageError} from '../../src/domain/errors.ts';

const parsed = (...lines: readonly string[]) => parseConfig('config.toml', lines.join('\n'));

function problem(...lines: readonly string[]): string {
  try {
    parsed(...lines);
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}. ${error.advice}`;
    throw error;
  }
  return 'no problem';
}

test('everything that can be said', () => {
  const config = parsed(
    'profile = "on-call"',
    'region = "eu-west-1"',
    '[accounts."111122223333"]',
    'name = "shop"',
    'production = true',
    'write = false',
    '[keys]',
    'moveUp = "i"',
    '"service.scale" = "S"',
  );
  expect(config).toEqual({
    file: 'config.toml',
    profile: 'on-call',
    region: 'eu-west-1',
    accounts: {'111122223333': {name: 'shop', production: true, write: false}},
    keys: {moveUp: 'i', 'service.scale': 'S'},
  });
});

describe('a broken file is told with its place and the fix', () => {
  test('no TOML', () => expect(problem('region = "a"', 'profile = on-call')).toContain('config.toml:2:11'));

  test('a misspelt "production" does not pass for "not production"', () => {
    const told = problem('[accounts."111122223333"]', 'prodction = true');
    expect(told).toContain('config.toml:2: accounts.111122223333.prodction');
    expect(told).toContain('Did you mean production?');
  });

  test('a value of the wrong type', () => expect(problem('[accounts."111122223333"]', 'write = "yes"')).toContain('should be boolean'));

  test('an account number that is none', () => expect(problem('[accounts."1111"]', 'write = true')).toContain('12 digits'));

  test('a key for something that does not exist', () => {
    const told = problem('[keys]', '# moveUpp', 'moveUpp = "i"');
    expect(told).toContain('config.toml:3');
    expect(told).toContain('Did you mean moveUp?');
  });
});

describe('finding the file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ecsdeck-config-'));
  });
  afterEach(() => rmSync(folder, {recursive: true, force: true}));

  test('--config goes before ECSDECK_CONFIG', async () => {
    writeFileSync(join(folder, 'one.toml'), 'region = "one"');
    writeFileSync(join(folder, 'other.toml'), 'region = "other"');
    const env = {ECSDECK_CONFIG: join(folder, 'other.toml')};
    expect(await loadConfig({path: join(folder, 'one.toml'), env})).toMatchObject({region: 'one'});
    expect(await loadConfig({env})).toMatchObject({region: 'other'});
  });

  test('a file that was named and is not there is a mistake', async () => {
    const path = join(folder, 'absent.toml');
    await expect(loadConfig({path, env: {}})).rejects.toThrow(`${path} is not there`);
  });

  test('one that cannot be read is a mistake too', async () => {
    await expect(loadConfig({path: folder, env: {}})).rejects.toThrow(UsageError);
  });
});

describe('demo or AWS', () => {
  const dashboard = (options: Parameters<typeof chooseSource>[0]['request']['options'] = {}) => ({type: 'dashboard', options}) as const;
  const choose = (request: Parameters<typeof chooseSource>[0]['request'], env = {}, hasAwsFiles = false) =>
    chooseSource({request, env, hasAwsFiles});

  test('a bare machine opens the demo', () => expect(choose(dashboard())).toBe('demo'));
  test('what was said outright counts', () => {
    expect(choose(dashboard({source: 'demo'}), {AWS_PROFILE: 'x'}, true)).toBe('demo');
    expect(choose(dashboard({source: 'aws'}))).toBe('aws');
  });
  test.each([
    'AWS_PROFILE',
    'AWS_REGION',
    'AWS_ACCESS_KEY_ID',
    'AWS_ENDPOINT_URL',
    'AWS_ENDPOINT_URL_ECS',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  ])('%s means AWS', name => {
    expect(choose(dashboard(), {[name]: 'x'})).toBe('aws');
    expect(choose(dashboard(), {[name]: ''})).toBe('demo');
  });
  test('variables that name no account do not', () => expect(choose(dashboard(), {AWS_PAGER: 'less'})).toBe('demo'));
  test('a profile, a Region and the files of the AWS CLI mean AWS', () => {
    expect(choose(dashboard({profile: 'x'}))).toBe('aws');
    expect(choose(dashboard({region: 'eu-west-1'}))).toBe('aws');
    expect(choose(dashboard(), {}, true)).toBe('aws');
  });
  test('a script never gets invented rows unless it asks for them', () => {
    expect(choose({type: 'get', options: {}})).toBe('aws');
    expect(choose({type: 'verb', options: {source: 'demo'}})).toBe('demo');
  });
});

test('changes in a real account are allowed by --write or by the account alone', () => {
  expect(changeMode(undefined, 'aws', undefined)).toBe('read-only');
  expect(changeMode(undefined, 'aws', {write: true})).toBe('write');
  expect(changeMode('read-only', 'aws', {write: true})).toBe('read-only');
  expect(changeMode('write', 'aws', undefined)).toBe('write');
  expect(changeMode(undefined, 'demo', undefined)).toBe('write');
  expect(changeMode('read-only', 'demo', undefined)).toBe('read-only');
});

test('the audit log stands in the state folder', () => {
  const machine = {platform: 'linux', home: '/home/me'} as const;
  expect(auditFile({...machine, env: {}})).toBe('/home/me/.local/state/ecsdeck/audit.jsonl');
  expect(auditFile({...machine, env: {XDG_STATE_HOME: '/state'}})).toBe('/state/ecsdeck/audit.jsonl');
});
