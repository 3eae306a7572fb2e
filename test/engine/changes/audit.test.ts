// The audit log on a real disk: who may read it, what is in it, and that it fails loudly.

import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import * as files from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {AuditEntry} from '../../../src/domain/audit-entry.ts';
import {Refused} from '../../../src/domain/errors.ts';
import {maskSecretText} from '../../../src/domain/mask-text.ts';
import {fileAuditLog} from '../../../src/engine/changes/audit.ts';

const local = {user: 'me', host: 'bastion'};
const entry: AuditEntry = {
  change: 'c1',
  phase: 'intent',
  at: Date.UTC(2026, 2, 1, 14),
  actor: {identityArn: 'arn:aws:sts::111122223333:assumed-role/OnCall/me', account: '111122223333', region: 'eu-west-1', isDemo: false},
  command: 'service.scale',
  target: 'arn:aws:ecs:eu-west-1:111122223333:service/erp/srvweb',
  summary: 'srvweb: 2 → 5 tasks',
  before: {'desired count': 2},
  wanted: {type: 'to', count: 5},
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ecsdeck-audit-'));
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

describe('the audit log', () => {
  test('appends one JSON line for each entry, readable by its owner alone', async () => {
    const file = join(folder, 'state/ecsdeck/audit.jsonl');
    const log = fileAuditLog(file, files, local);
    await log.write(entry);
    await log.write({...entry, phase: 'outcome', result: 'accepted', requestId: 'r1'});
    const lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      time: '2026-03-01T14:00:00.000Z',
      phase: 'intent',
      identity: entry.actor.identityArn,
      account: '111122223333',
      region: 'eu-west-1',
      user: 'me',
      host: 'bastion',
      target: entry.target,
      before: {'desired count': 2},
      wanted: {count: 5},
    });
    expect(lines[0]).not.toHaveProperty('demo');
    expect(lines[1]).toMatchObject({phase: 'outcome', result: 'accepted', requestId: 'r1'});
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'state/ecsdeck')).mode & 0o777).toBe(0o700);
  });

  test('closes a file that was open to others', async () => {
    const file = join(folder, 'audit.jsonl');
    writeFileSync(file, '', {mode: 0o644});
    await fileAuditLog(file, files, local).write(entry);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('marks the demo region', async () => {
    const file = join(folder, 'audit.jsonl');
    await fileAuditLog(file, files, local).write({...entry, actor: {...entry.actor, isDemo: true}});
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({demo: true});
  });

  test('a line break in a name stays inside its line', async () => {
    const file = join(folder, 'audit.jsonl');
    await fileAuditLog(file, files, local).write({...entry, error: 'one\ntwo'});
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(1);
  });

  test('rejects with Refused and the file when it cannot be written', async () => {
    const blocked = join(folder, 'a-file');
    writeFileSync(blocked, '');
    const writing = fileAuditLog(join(blocked, 'audit.jsonl'), files, local).write(entry);
    await expect(writing).rejects.toThrow(Refused);
    await expect(writing).rejects.toThrow(blocked);
  });

  test('holds no secrets, and stays JSON', async () => {
    const file = join(folder, 'audit.jsonl');
    const error = 'denied for AKIAIOSFODNN7EXAMPLE, DB_PASSWORD="hunter2" token: abc.def';
    await fileAuditLog(file, files, local).write({...entry, error});
    const written = readFileSync(file, 'utf8');
    expect(written).not.toMatch(/IOSFODNN7|hunter2|abc\.def/);
    expect(JSON.parse(written).error).toContain('denied for AKIA');
  });
});

test.each([
  ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'wJalr'],
  ['Authorization: Bearer abcdefghijkl', 'abcdefghijkl'],
  ['postgres://app:s3cr3t@db/erp', 's3cr3t'],
  ['{"apiKey": "0123456789"}', '0123456789'],
  ['eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl', 'eyJzdWIi'],
])('masks %s', (raw, secret) => expect(maskSecretText(raw)).not.toContain(secret));

test.each([
  'arn:aws:ecs:eu-west-1:111122223333:task/erp/0123456789abcdef0123456789abcdef',
  'srvweb: 2 → 5 tasks',
  'the deployment failed: tasks failed to start',
])('leaves %s', plain => expect(maskSecretText(plain)).toBe(plain));
