import {describe, expect, test} from 'vitest';
import type {AgentAnswer, DiskAnswer, DockerAnswer, PruneAnswer, RebootAnswer, ShellAnswer} from '../../../src/domain/fleet/answers.ts';
import {agentRestart} from '../../../src/fleet/playbooks/agent-restart.ts';
import {diskReport} from '../../../src/fleet/playbooks/disk-report.ts';
import {dockerPrune} from '../../../src/fleet/playbooks/docker-prune.ts';
import {dockerRestart} from '../../../src/fleet/playbooks/docker-restart.ts';
import {reboot} from '../../../src/fleet/playbooks/reboot.ts';
import {shell} from '../../../src/fleet/playbooks/shell.ts';

const head = {result: 'looked', system: 'Amazon Linux 2', family: 'amazon-linux-2'} as const;

test('the agent is as wanted only when it is registered', () => {
  const answer: AgentAnswer = {
    ecsdeck: 'agent-restart',
    ...head,
    isActive: true,
    version: '1.86.0',
    cluster: 'erp',
    containerInstance: 'arn',
  };
  const read = (change: Partial<AgentAnswer>) => agentRestart.read(JSON.stringify({...answer, ...change}), {});
  expect(read({})).toMatchObject({verdict: 'OK', summary: 'agent 1.86.0 in erp'});
  expect(read({result: 'changed', seconds: 4})).toMatchObject({verdict: 'CHANGED', summary: 'agent 1.86.0 in erp, back after 4 s'});
  const unregistered = agentRestart.read(JSON.stringify({ecsdeck: 'agent-restart', ...head, isActive: true}), {});
  expect([unregistered.verdict, agentRestart.isAsWanted(unregistered, {}, undefined)]).toEqual(['UNREGISTERED', false]);
  expect(read({isActive: false}).verdict).toBe('DOWN');
});

test('the plan for Docker says how many containers end', () => {
  const answer: DockerAnswer = {
    ecsdeck: 'docker-restart',
    ...head,
    isActive: true,
    version: '25.0.3',
    containers: 12,
    isLiveRestore: false,
  };
  const plan = (change: Partial<DockerAnswer>) => dockerRestart.plan(dockerRestart.read(JSON.stringify({...answer, ...change}), {}), {});
  expect(plan({})).toEqual(['restarts Docker, which ends 12 running containers; ECS starts the tasks of services anew']);
  expect(plan({isLiveRestore: true})).toEqual(['restarts Docker; its containers go on (live-restore)']);
});

test('the fullest file system decides, and its inodes too', () => {
  const answer: DiskAnswer = {
    ...{ecsdeck: 'disk-report', ...head, fileSystems: ['/ 30.0 GB 81% used 12% inodes'], fullest: '/', fullestPercent: 81},
    ...{inodesPercent: 12, freeBytes: 6_000_000_000, docker: ['Images 12 4.1GB reclaimable 2.2GB (53%)']},
  };
  const read = (change: Partial<DiskAnswer>) => diskReport.read(JSON.stringify({...answer, ...change}), {});
  expect(read({})).toMatchObject({verdict: 'OK', summary: '/ is 81% full; Docker: Images 12 4.1GB reclaimable 2.2GB (53%)'});
  expect(read({fullestPercent: 88}).verdict).toBe('FILLING');
  expect(read({inodesPercent: 99, docker: []})).toMatchObject({verdict: 'FULL', summary: '/ has 99% of its inodes used'});
  expect(diskReport.columns.map(column => column.text(read({})))).toEqual(['81%', '12%', '5.6 GiB', '/']);
});

describe('pruning', () => {
  const answer: PruneAnswer = {
    ...{ecsdeck: 'docker-prune', ...head, containers: 1, images: 2, bytes: 1_500_000_000, freeBytes: 2_000_000_000},
    names: ['container old', 'image web:1'],
  };
  const read = (change: Partial<PruneAnswer>) => dockerPrune.read(JSON.stringify({...answer, ...change}), {});
  test('shows what would go, and how much more than is listed', () => {
    expect(dockerPrune.plan(read({}), {})).toEqual([
      "removes 1 ended container and 2 unused images, up to 1.4 GiB; no volumes, and none of ECS's own images",
      'removes container old',
      'removes image web:1',
      'and 1 more',
    ]);
  });
  test('has nothing to do where nothing is unused', () => {
    expect(dockerPrune.plan(read({containers: 0, images: 0, names: []}), {})).toEqual([]);
  });
  test('says afterwards what was won', () => {
    const done = read({result: 'changed', freeBytesBefore: 1_000_000_000, refused: 1});
    expect(done.summary).toBe(
      'removed 1 ended container and 2 unused images, up to 1.4 GiB; 954 MiB more are free; Docker kept 1 that are in use',
    );
  });
});

test('a host is back only from another boot', () => {
  const answer: RebootAnswer = {ecsdeck: 'reboot', ...head, bootId: 'one', uptimeSeconds: 90_000, kernel: '5.10', isWanted: true};
  const read = (change: Partial<RebootAnswer>) => reboot.read(JSON.stringify({...answer, ...change}), {});
  const before = read({});
  expect(before).toMatchObject({verdict: 'REBOOT_WANTED', summary: 'up 25h, kernel 5.10; the system asks for a restart'});
  expect(reboot.isAsWanted(read({}), {}, before)).toBe(false);
  expect(reboot.isAsWanted(read({bootId: 'two'}), {}, before)).toBe(true);
  expect(reboot.isAsWanted(reboot.read('', {}), {}, before)).toBe(false);
});

test('a script is shown in full, line by line, and never as anything but text', () => {
  const parsed = shell.parameters[0]?.parse('#!/bin/sh\necho "\u001b[2J"\n');
  const script = parsed !== undefined && 'value' in parsed ? parsed.value : '';
  expect(shell.plan(undefined, {script})).toEqual(['  1  #!/bin/sh', '  2  echo "␛[2J"']);
  const answer: ShellAnswer = {ecsdeck: 'shell', ...head, result: 'changed', exitCode: 0, output: '\nup 3 days\nmore', outputBytes: 15};
  expect(shell.read(JSON.stringify(answer), {})).toMatchObject({verdict: 'DONE', summary: 'ended with 0: up 3 days (15 B)'});
});
