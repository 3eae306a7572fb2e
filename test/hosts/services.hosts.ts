// agent-restart, docker-restart, docker-prune, disk-report and reboot, with stand-ins for services and Docker.

import {describe, expect} from 'vitest';
import {agentRestart} from '../../src/fleet/playbooks/agent-restart.ts';
import {diskReport} from '../../src/fleet/playbooks/disk-report.ts';
import {dockerPrune} from '../../src/fleet/playbooks/docker-prune.ts';
import {dockerRestart} from '../../src/fleet/playbooks/docker-restart.ts';
import {reboot} from '../../src/fleet/playbooks/reboot.ts';
import type {Host} from './host.ts';
import {hostTest} from './host-test.ts';
import {asked, layOut, layouts, standIn, unit} from './layouts.ts';

const systems = [
  ['Amazon Linux 1', layouts['Amazon Linux 1']],
  ['Amazon Linux 2023', layouts['Amazon Linux 2023']],
] as const;

describe('the ECS agent', () => {
  hostTest.for(systems)('is restarted, and tells where it is registered', async (host, [name, layout]) => {
    await layOut(host, layout);
    await unit(host, 'ecs', 'active', 'enabled');
    await host.serve(0, 'agent');
    expect((await host.run(agentRestart, 'check')).answer).toMatchObject({
      result: 'looked',
      isActive: true,
      version: '1.86.0',
      cluster: 'erp',
    });
    const {answer, code} = await host.run(agentRestart, 'apply');
    expect(answer).toMatchObject({result: 'changed', isActive: true, containerInstance: expect.stringMatching(/^arn:aws:ecs:/)});
    expect(code).toBe(0);
    expect(await asked(host)).toEqual(name === 'Amazon Linux 1' ? ['stop ecs', 'start ecs'] : ['systemctl restart ecs.service']);
  });

  hostTest('that does not start is a failure with a reason', async host => {
    await layOut(host, layouts['Amazon Linux 2']);
    await unit(host, 'ecs', 'broken');
    const {answer, code} = await host.run(agentRestart, 'apply');
    expect([code, answer.result]).toEqual([1, 'failed']);
    expect(answer.problem).toMatch(/^The ECS agent could not be restarted: Job for ecs\.service failed/);
  });

  hostTest('that is no service of the host is not supported', async host => {
    await layOut(host, layouts['Amazon Linux 2']);
    expect((await host.run(agentRestart, 'check')).finding.verdict).toBe('UNSUPPORTED');
  });
});

const anHourAgo = new Date(Date.now() - 2 * 3_600_000).toISOString();

/** Docker with containers and images: some in use, some not, and ECS's own. */
async function withDocker(host: Host): Promise<void> {
  await layOut(host, layouts['Amazon Linux 2']);
  await standIn(host, 'docker', '/usr/bin/docker');
  await unit(host, 'docker', 'active', 'enabled');
  const containers = {
    c1: `running 0001-01-01T00:00:00Z sha256:web web`,
    c2: `exited ${anHourAgo} sha256:old old`,
    c3: `exited ${new Date().toISOString()} sha256:fresh fresh`,
  };
  const images = {
    'sha256:web': 'web:2 1000',
    'sha256:old': 'web:1 2000',
    'sha256:fresh': 'batch:1 4000',
    'sha256:none': '<none>:<none> 8000',
    'sha256:pause': 'amazon/amazon-ecs-pause:0.1.0 16000',
  };
  for (const [id, line] of Object.entries(containers)) await host.write(`/stand-in/docker/containers/${id}`, `${line}\n`);
  for (const [id, line] of Object.entries(images)) await host.write(`/stand-in/docker/images/${id}`, `${line}\n`);
}

describe('Docker', () => {
  hostTest('is restarted, and answers again', async host => {
    await withDocker(host);
    const check = await host.run(dockerRestart, 'check');
    expect(check.answer).toMatchObject({isActive: true, version: '25.0.3', containers: 1, isLiveRestore: false});
    const {answer} = await host.run(dockerRestart, 'apply');
    expect(answer).toMatchObject({result: 'changed', version: '25.0.3', containersBefore: 1});
    expect(await asked(host)).toEqual(['systemctl restart docker.service']);
  });

  hostTest('is pruned of what the check listed: nothing in use, nothing of the last hour, nothing of ECS', async host => {
    await withDocker(host);
    const unused = {images: 'unused'};
    const check = await host.run(dockerPrune, 'check', unused);
    expect(check.answer).toMatchObject({containers: 1, images: 2, bytes: 10_000, names: ['container old', 'image none', 'image web:1']});
    expect(await asked(host)).toEqual([]);
    const {answer} = await host.run(dockerPrune, 'apply', unused);
    expect(answer).toMatchObject({result: 'changed', containers: 1, images: 2, refused: 0});
    expect(await asked(host)).toEqual(['docker rm c2', 'docker rmi sha256:none', 'docker rmi web:1']);
    const again = await host.run(dockerPrune, 'apply', unused);
    expect([again.answer.result, await asked(host)]).toEqual(['unchanged', []]);
  });

  hostTest('is pruned of nameless images only, unless more was asked for', async host => {
    await withDocker(host);
    expect((await host.run(dockerPrune, 'check', {images: 'dangling'})).answer).toMatchObject({
      images: 1,
      names: ['container old', 'image none'],
    });
  });

  hostTest('that does not answer is a failure, and nothing is removed', async host => {
    await withDocker(host);
    await unit(host, 'docker');
    const {code, answer} = await host.run(dockerPrune, 'apply', {images: 'unused'});
    expect([code, answer.problem]).toEqual([1, 'Docker does not answer.']);
    expect(await asked(host)).toEqual([]);
  });
});

describe('the disks', () => {
  hostTest('are told of by any Linux, also without room for a file', async host => {
    await withDocker(host);
    await host.write('/etc/os-release', 'ID=alpine\nPRETTY_NAME="Alpine \\"Linux\\" v3"\n');
    await host.sh('mount -t tmpfs -o size=4k none /tmp; cat /dev/zero >/tmp/full; mount -t tmpfs -o ro none /var/tmp');
    const {answer, finding, code} = await host.run(diskReport, 'check');
    expect(code).toBe(0);
    expect(answer).toMatchObject({result: 'looked', family: 'other', docker: ['Images 3 1.2GB reclaimable 900MB (75%)']});
    expect(Number(answer.freeBytes)).toBeGreaterThan(0);
    expect(['OK', 'FILLING', 'FULL']).toContain(finding.verdict);
  });
});

describe('a restart of the host', () => {
  hostTest.for(systems)('is ordered for a minute later, with the boot by which it is known', async (host, [, layout]) => {
    await layOut(host, layout);
    const before = await host.run(reboot, 'check');
    const {code, answer} = await host.run(reboot, 'apply');
    expect(answer).toMatchObject({result: 'changed', bootId: before.answer.bootId, seconds: 60});
    expect(code).toBe(0);
    await expect.poll(() => host.read('/stand-in/calls')).toBe('shutdown -r +1\n');
    expect(reboot.isAsWanted((await host.run(reboot, 'check')).finding, {}, before.finding)).toBe(false);
  });
});
