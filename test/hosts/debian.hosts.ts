// time-check and time-fix on a real root file system of Debian: real apt, dpkg, service, chrony and zone files; real measurements
// against a time server in the host's own network.

import {describe, expect} from 'vitest';
import {timeCheck} from '../../src/fleet/playbooks/time-check.ts';
import {timeFix} from '../../src/fleet/playbooks/time-fix.ts';
import type {Host} from './host.ts';
import {chronyHostTest, hostTest} from './host-test.ts';

const shanghai = {zone: 'Asia/Shanghai', source: 'amazon', mode: 'slew'};
const configuration = '/etc/chrony/chrony.conf';

const beEc2 = (host: Host) => host.write('/sys/devices/virtual/dmi/id/sys_vendor', 'Amazon EC2\n');

/** A host of EC2 on which the first run has been. */
async function fixed(host: Host, ahead = 0): Promise<void> {
  await beEc2(host);
  await host.serve(ahead, 'ntp', 'metadata');
  const {answer} = await host.run(timeFix, 'apply', shanghai);
  expect([answer.result, answer.problem]).toEqual(['changed', undefined]);
}

describe('the first run', () => {
  hostTest('installs chrony, lets it follow Amazon Time Sync, and sets the zone', async host => {
    await beEc2(host);
    await host.serve(0, 'ntp', 'metadata');
    const before = await host.run(timeFix, 'check', shanghai);
    expect(before.answer).toMatchObject({
      result: 'looked',
      family: 'debian',
      zone: 'Etc/UTC',
      service: 'none',
      isActive: false,
      steps: ['install', 'source', 'start', 'enable', 'zone'],
      wantedSource: '169.254.169.123',
      offsetBy: 'metadata',
    });
    const {code, answer} = await host.run(timeFix, 'apply', shanghai);
    expect(answer).toMatchObject({
      result: 'changed',
      zone: 'Asia/Shanghai',
      zoneBefore: 'Etc/UTC',
      service: 'chronyd',
      isActive: true,
      isEnabled: true,
      isSynchronized: true,
      following: '169.254.169.123',
      offsetBy: 'chrony',
    });
    expect(code).toBe(0);
    expect(await host.link('/etc/localtime')).toBe('/usr/share/zoneinfo/Asia/Shanghai');
    expect(await host.read('/etc/timezone')).toBe('Asia/Shanghai\n');
    expect(await host.read(configuration)).toContain('\nserver 169.254.169.123 prefer iburst minpoll 4 maxpoll 4\n');
    expect((await host.sh('TZ= date +%Z; date +%Z')).stdout).toBe('UTC\nCST\n');
    const after = await host.run(timeFix, 'check', shanghai);
    expect(after.finding.verdict).toBe('OK');
    expect(timeFix.isAsWanted(after.finding, shanghai, before.finding)).toBe(true);
    expect(host.exists('/usr/sbin/policy-rc.d')).toBe(false);
  });
});

describe('Ubuntu', () => {
  chronyHostTest('is taken for what it is, with the unit and the file of Debian', async host => {
    await host.write('/etc/os-release', 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="22.04"\nPRETTY_NAME="Ubuntu 22.04.4 LTS"\n');
    await fixed(host);
    const {answer, finding} = await host.run(timeCheck, 'check', {zone: 'Asia/Shanghai'});
    expect(answer).toMatchObject({family: 'ubuntu', system: 'Ubuntu 22.04.4 LTS', service: 'chronyd', following: '169.254.169.123'});
    expect(finding.verdict).toBe('OK');
  });
});

describe('the second run', () => {
  chronyHostTest('changes nothing, keeps no copy, and restarts nothing', async host => {
    await fixed(host);
    const chronyd = (await host.sh('pidof chronyd')).stdout;
    const before = await host.snapshot('/etc', '/usr/sbin');
    const {answer} = await host.run(timeFix, 'apply', shanghai);
    expect(answer).toMatchObject({result: 'unchanged', steps: [], backups: []});
    expect(await host.snapshot('/etc', '/usr/sbin')).toBe(before);
    expect((await host.sh('pidof chronyd')).stdout).toBe(chronyd);
  });
});

describe('a clock that is 40 s ahead', () => {
  hostTest('is found where no time service runs, to the second', async host => {
    await beEc2(host);
    await host.serve(40, 'metadata');
    const {answer, finding} = await host.run(timeCheck, 'check', {zone: ''});
    expect(answer.offsetBy).toBe('metadata');
    expect(Math.abs(Number(answer.offset) - 40)).toBeLessThanOrEqual(1);
    expect(finding.verdict).toBe('DRIFT');
  });

  chronyHostTest('is slewed and not stepped, with makestep held back only until chrony follows its source', async host => {
    await fixed(host, 40);
    const {answer, finding} = await host.run(timeFix, 'check', shanghai);
    expect(answer.offsetBy).toBe('chrony');
    expect(Number(answer.offset)).toBeGreaterThan(35);
    expect(Number(answer.offset)).toBeLessThan(41);
    expect(finding.verdict).toBe('SLEWING');
    expect(timeFix.isAsWanted(finding, shanghai, undefined)).toBe(true);
    expect(await host.read(configuration)).toMatch(/^makestep 1 3$/m);
    expect(host.exists(`${configuration}.ecsdeck-held`)).toBe(false);
  });

  chronyHostTest('that is behind has a minus', async host => {
    await fixed(host, -40);
    const {answer} = await host.run(timeCheck, 'check', {zone: ''});
    expect(Number(answer.offset)).toBeLessThan(-35);
  });

  chronyHostTest('is stepped on request only', async host => {
    await fixed(host, 40);
    const step = {...shanghai, mode: 'step'};
    expect((await host.run(timeFix, 'check', step)).answer).toMatchObject({steps: ['step']});
    // This chronyd may not touch the clock of the machine, and so refuses: the answer has chrony's own word for it.
    const {code, answer} = await host.run(timeFix, 'apply', step);
    expect(code).toBe(1);
    expect(answer).toMatchObject({result: 'failed', problem: 'chronyc makestep: 500 Failure', isActive: true, isSynchronized: true});
  });
});

describe('what goes wrong leaves the host as it was', () => {
  hostTest('without a network to install from', async host => {
    await beEc2(host);
    await host.sh('rm -f /var/cache/apt/archives/*.deb');
    const before = await host.snapshot('/etc', '/usr/sbin');
    const {code, answer} = await host.run(timeFix, 'apply', shanghai);
    expect(code).toBe(1);
    expect(answer).toMatchObject({result: 'failed', steps: []});
    expect(answer.problem).toMatch(/^chrony could not be installed, and nothing else was changed: E: /);
    expect(await host.snapshot('/etc', '/usr/sbin')).toBe(before);
  });

  chronyHostTest('when the source stops to answer after the first run, a check says so', async host => {
    await fixed(host);
    await host.serve(0);
    const {answer} = await host.run(timeFix, 'apply', {...shanghai, source: '192.0.2.1'});
    expect(answer).toMatchObject({result: 'failed', isActive: true, steps: []});
    expect(answer.problem).toContain('everything is as it was');
    expect(await host.read(configuration)).not.toContain('192.0.2.1');
  });

  chronyHostTest('with a broken configuration, which is told before anything is tried', async host => {
    await fixed(host);
    await host.write(configuration, `${await host.read(configuration)}\nserver\nnonsense here\n`);
    const before = await host.snapshot('/etc');
    const check = await host.run(timeFix, 'check', shanghai);
    expect(check.answer.obstacle).toMatch(/^The configuration of chrony is broken: /);
    expect(timeFix.cannot?.(check.finding)).toBe(check.answer.obstacle);
    const {code, answer} = await host.run(timeFix, 'apply', {...shanghai, zone: 'UTC'});
    expect(code).toBe(1);
    expect(answer).toMatchObject({result: 'failed', steps: [], isActive: true});
    expect(await host.snapshot('/etc')).toBe(before);
  });

  chronyHostTest('with a zone that is not installed', async host => {
    await fixed(host);
    const check = await host.run(timeFix, 'check', {...shanghai, zone: 'Asia/Atlantis'});
    expect(check.answer).toMatchObject({
      steps: [],
      obstacle: 'The zone Asia/Atlantis is not installed on this host (/usr/share/zoneinfo).',
    });
    const {code, answer} = await host.run(timeFix, 'apply', {...shanghai, zone: 'Asia/Atlantis'});
    expect(code).toBe(1);
    expect(answer).toMatchObject({result: 'failed', zone: 'Asia/Shanghai'});
  });

  chronyHostTest('with a configuration that cannot be written', async host => {
    await fixed(host);
    await host.sh(`mount --bind ${configuration} ${configuration} && mount -o remount,ro,bind ${configuration}`);
    const before = await host.snapshot('/etc');
    const {code, answer} = await host.run(timeFix, 'apply', {...shanghai, source: '169.254.169.123,192.0.2.1'});
    expect(code).toBe(1);
    expect(answer).toMatchObject({result: 'failed', isActive: true, isSynchronized: true});
    expect(answer.problem).toMatch(/^\/etc\/chrony\/chrony\.conf could not be written: /);
    expect(await host.snapshot('/etc')).toBe(before);
  });
});

describe('a source of the site', () => {
  hostTest('outside EC2 is time.aws.com where Amazon’s was asked for', async host => {
    const {answer} = await host.run(timeFix, 'check', shanghai);
    expect(answer.wantedSource).toBe('time.aws.com');
  });

  chronyHostTest('takes the place of the one that an earlier run wrote, and of no other line', async host => {
    await host.serve(0, 'ntp');
    await host.run(timeFix, 'apply', {...shanghai, source: '169.254.169.123'});
    const first = await host.read(configuration);
    expect(first).toContain('server 169.254.169.123 prefer');
    const {answer} = await host.run(timeFix, 'apply', {...shanghai, source: '169.254.169.254,169.254.169.123'});
    expect(answer).toMatchObject({result: 'changed', steps: ['source', 'restart']});
    const second = await host.read(configuration);
    expect(second.match(/^server .*$/gm)).toEqual(['server 169.254.169.254 prefer iburst', 'server 169.254.169.123 prefer iburst']);
    expect(second.replaceAll(/^server .*\n/gm, '')).toBe(first.replaceAll(/^server .*\n/gm, ''));
  });

  hostTest('of PTP needs a clock of that kind', async host => {
    const {answer} = await host.run(timeFix, 'check', {...shanghai, source: 'ptp'});
    expect(answer.obstacle).toMatch(/^There is no PTP clock/);
  });
});
