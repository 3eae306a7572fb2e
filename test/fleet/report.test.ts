// The report: what was, what is, who and when; nothing that Markdown acts on, and no secret.

import {expect, test} from 'vitest';
import type {FleetRun} from '../../src/domain/fleet/run.ts';
import {usualWaves} from '../../src/domain/fleet/run.ts';
import {safeText, text} from '../../src/domain/safe-text.ts';
import {findPlaybook} from '../../src/fleet/playbooks/registry.ts';
import {reportJson, reportMarkdown} from '../../src/fleet/report.ts';
import {probe} from './probe-playbook.ts';

const run: FleetRun = {
  version: 1,
  id: '20261120T120000-abcd',
  playbookId: 'probe',
  values: {zone: 'Asia/Shanghai'},
  account: '111122223333',
  region: 'eu-west-1',
  isDemo: false,
  cluster: 'arn:aws:ecs:eu-west-1:111122223333:cluster/erp',
  clusterName: 'erp',
  identityArn: 'arn:aws:sts::111122223333:assumed-role/OnCall/me',
  settings: usualWaves,
  phase: 'stopped',
  reason: 'the canary failed: the other hosts were left alone',
  hosts: [
    {
      target: {arn: 'arn:ci/1', instanceId: 'i-1', status: 'ACTIVE', runningTasks: 2, platform: 'Amazon Linux 2'},
      state: 'failed',
      wave: 1,
      before: {verdict: 'DRIFT', tone: 'warn', summary: text`off by 41 s`, values: {offset: 41}},
      after: {verdict: 'OK', tone: 'ok', summary: text`good`, values: {offset: 0}},
      reason: 'Failed: password=hunter2 | <b>\u001b]0;x\u0007',
      startedAt: 0,
      endedAt: 42_000,
    },
    {target: {arn: 'arn:ci/2', instanceId: 'i-2', status: 'ACTIVE', runningTasks: 0}, state: 'excluded', reason: 'Windows'},
  ],
  sends: [],
  startedAt: Date.UTC(2026, 10, 20, 12),
  endedAt: Date.UTC(2026, 10, 20, 12, 5),
};

test('people read what was and what is, who and when', () => {
  const report = reportMarkdown(run, probe);
  expect(report).toContain('# probe over erp');
  expect(report).toContain('stopped (the canary failed: the other hosts were left alone); 2 hosts: 1 failed, 1 excluded');
  expect(report).toContain('| By | arn:aws:sts::111122223333:assumed-role/OnCall/me |');
  expect(report).toContain('| Ended | 2026-11-20T12:05:00.000Z, after 5m |');
  expect(report).toContain('| zone | Asia/Shanghai |');
  expect(report).toContain('| i-1 | Amazon Linux 2 | failed | 1 | DRIFT → OK | 42s |');
  expect(report).toContain('| i-2 | Windows |');
});

test('what a host says neither breaks the table nor tells a secret', () => {
  const report = reportMarkdown(run, probe);
  expect(report).toContain(String.raw`Failed: password=\*\*\*\* \| \<b\>␛\]0;x␇`);
  expect(report).not.toContain('hunter2');
  expect(report).not.toContain('\u001b');
});

test('programs read the same as JSON', () => {
  const report = JSON.parse(reportJson(run, probe));
  expect(report).toMatchObject({
    playbook: 'probe',
    phase: 'stopped',
    totals: {failed: 1, excluded: 1},
    started: '2026-11-20T12:00:00.000Z',
  });
  expect(report.hosts[0]).toMatchObject({instance: 'i-1', before: {verdict: 'DRIFT', offset: 41}, after: {verdict: 'OK', offset: 0}});
  expect(JSON.stringify(report)).not.toContain('hunter2');
});

test('a script is reported as it was, without its secrets', () => {
  const shell = findPlaybook('shell');
  if (shell === undefined) throw new Error('there is no shell');
  const script = Buffer.from('export API_TOKEN=abcdef123456\necho done\n').toString('base64');
  const scripted: FleetRun = {...run, values: {script}, hosts: run.hosts.map(host => ({...host, plan: [safeText('  1  echo')]}))};
  const report = reportMarkdown(scripted, shell) + reportJson(scripted, shell);
  expect(report).toContain('    echo done');
  expect(report).not.toContain('abcdef123456');
  expect(report).not.toContain(script);
});
