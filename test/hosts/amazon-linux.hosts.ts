// time-check and time-fix on root trees laid out like Amazon Linux 1, 2, 2023 and Rocky Linux.

import {describe, expect} from 'vitest';
import {envelope} from '../../src/fleet/envelope.ts';
import {timeCheck} from '../../src/fleet/playbooks/time-check.ts';
import {timeFix} from '../../src/fleet/playbooks/time-fix.ts';
import type {Host} from './host.ts';
import {hostTest} from './host-test.ts';
import {asked, layOut, layouts, unit} from './layouts.ts';

const shanghai = {zone: 'Asia/Shanghai', source: 'amazon', mode: 'slew'};

/** The second run of the same finds nothing to do, and does nothing. */
async function staysSo(host: Host, values = shanghai): Promise<void> {
  await asked(host);
  const before = await host.snapshot('/etc');
  const {answer} = await host.run(timeFix, 'apply', values);
  expect(answer).toMatchObject({result: 'unchanged', steps: [], backups: []});
  expect(await asked(host)).toEqual([]);
  expect(await host.snapshot('/etc')).toBe(before);
  const {finding} = await host.run(timeFix, 'check', values);
  expect(timeFix.isAsWanted(finding, values, undefined)).toBe(true);
}

describe('Amazon Linux 1', () => {
  /** As the story has it: ntpd is installed and enabled, but dead, and the clock is 40 s off. */
  async function withDeadNtpd(host: Host): Promise<void> {
    await layOut(host, layouts['Amazon Linux 1']);
    await unit(host, 'ntpd', 'enabled');
    await host.write('/stand-in/offset', '40.000000000\n');
    await host.serve(40, 'metadata');
  }

  hostTest('with a dead ntpd is found 40 s off', async host => {
    await withDeadNtpd(host);
    const {answer, finding} = await host.run(timeCheck, 'check', {zone: 'Asia/Shanghai'});
    expect(answer).toMatchObject({
      family: 'amazon-linux-1',
      service: 'ntpd',
      isActive: false,
      isEnabled: true,
      offsetBy: 'metadata',
      zoneFile: 'UTC',
    });
    expect(finding.verdict).toBe('DRIFT');
    expect(finding.summary).toMatch(/^clock \+(39|40|41) s ±1 ahead; ntpd does not run; zone Etc\/UTC, not Asia\/Shanghai/);
  });

  hostTest('gets chrony before ntpd goes, the zone in both places, and no jump of its clock', async host => {
    await withDeadNtpd(host);
    const check = await host.run(timeFix, 'check', shanghai);
    const {answer, code} = await host.run(timeFix, 'apply', shanghai);
    expect(answer).toMatchObject({
      result: 'changed',
      zone: 'Asia/Shanghai',
      zoneFile: 'Asia/Shanghai',
      service: 'chronyd',
      isSynchronized: true,
    });
    expect(answer.steps).toEqual(check.answer.steps);
    expect(answer.steps).toEqual(['install', 'source', 'start', 'enable', 'rivals', 'zone', 'zone-file', 'zone-users']);
    expect(code).toBe(0);
    expect(await asked(host)).toEqual([
      'yum -y install chrony',
      'service chronyd start',
      'chkconfig chronyd on',
      'chkconfig ntpd off',
      'service crond restart',
    ]);
    expect(await host.read('/etc/sysconfig/clock')).toBe('UTC=true\nZONE="Asia/Shanghai"\n');
    expect(await host.link('/etc/localtime')).toBe('/usr/share/zoneinfo/Asia/Shanghai');
    expect(await host.read('/etc/chrony.conf')).toBe(
      `${layouts['Amazon Linux 1'].configuration}# ecsdeck: begin\nserver 169.254.169.123 prefer iburst minpoll 4 maxpoll 4\n# ecsdeck: end\n`,
    );
    const backups = answer.backups;
    expect(backups).toHaveLength(2);
    for (const backup of Array.isArray(backups) ? backups : []) expect(host.exists(String(backup))).toBe(true);
    await staysSo(host);
  });

  hostTest('keeps an ntpd that works where chrony cannot be installed', async host => {
    await layOut(host, layouts['Amazon Linux 1']);
    await unit(host, 'ntpd', 'active', 'enabled');
    await host.sh('rm -r /stand-in/repository');
    const {code, answer} = await host.run(timeFix, 'apply', shanghai);
    expect(code).toBe(1);
    expect(answer).toMatchObject({result: 'failed', service: 'ntpd', isActive: true, isEnabled: true, steps: []});
    expect(answer.problem).toBe(
      'chrony could not be installed, and nothing else was changed: Cannot find a valid baseurl for repo: amzn-main/latest',
    );
    expect(await asked(host)).toEqual(['yum -y install chrony']);
  });

  hostTest('gets its ntpd back where chrony does not start', async host => {
    await layOut(host, layouts['Amazon Linux 1']);
    await unit(host, 'ntpd', 'active', 'enabled');
    await host.sh('touch /stand-in/repository/stand-in/units/chronyd/broken');
    const {code, answer} = await host.run(timeFix, 'apply', shanghai);
    expect(code).toBe(1);
    expect(answer).toMatchObject({result: 'failed', service: 'ntpd', isActive: true, isEnabled: true, steps: ['install']});
    expect(await asked(host)).toEqual([
      'yum -y install chrony',
      'service ntpd stop',
      'service chronyd start',
      'service chronyd stop',
      'service ntpd start',
    ]);
    expect(await host.read('/etc/chrony.conf')).toBe(layouts['Amazon Linux 1'].configuration);
  });

  hostTest('with a copy for its localtime gets a link, and the copy is kept', async host => {
    await layOut(host, layouts['Amazon Linux 1']);
    await host.sh('rm /etc/localtime; cp /usr/share/zoneinfo/UTC /etc/localtime');
    const {answer} = await host.run(timeFix, 'apply', shanghai);
    expect(answer).toMatchObject({zoneBefore: 'UTC', zone: 'Asia/Shanghai'});
    expect(answer.backups).toHaveLength(3);
    await staysSo(host);
  });
});

describe('Amazon Linux 2', () => {
  hostTest('whose image is right gets the zone alone', async host => {
    await layOut(host, layouts['Amazon Linux 2']);
    const {answer} = await host.run(timeFix, 'apply', shanghai);
    expect(answer).toMatchObject({result: 'changed', family: 'amazon-linux-2', steps: ['zone', 'zone-users'], backups: []});
    expect(await asked(host)).toEqual(['timedatectl set-timezone Asia/Shanghai', 'systemctl restart crond.service']);
    await staysSo(host);
  });

  hostTest('whose chronyd is stopped and disabled gets it back, slewed', async host => {
    await layOut(host, layouts['Amazon Linux 2']);
    await unit(host, 'chronyd');
    await host.write('/stand-in/offset', '-3.500000000\n');
    const {answer, finding} = await host.run(timeFix, 'apply', {...shanghai, zone: 'UTC'});
    expect(answer).toMatchObject({result: 'changed', steps: ['start', 'enable'], offset: -3.5});
    expect(finding.summary).toContain('clock -3.5 s behind, on its way back');
    expect(await asked(host)).toEqual(['systemctl start chronyd.service', 'systemctl enable chronyd.service']);
    expect(await host.read('/etc/chrony.conf')).toBe(layouts['Amazon Linux 2'].configuration);
    await staysSo(host, {...shanghai, zone: 'UTC'});
  });

  hostTest('is stepped on request only', async host => {
    await layOut(host, layouts['Amazon Linux 2']);
    await host.write('/stand-in/offset', '40.000000000\n');
    const step = {...shanghai, zone: 'UTC', mode: 'step'};
    const {answer} = await host.run(timeFix, 'apply', step);
    expect(answer).toMatchObject({result: 'changed', steps: ['step'], offsetBefore: 40, offset: 0});
    expect(await asked(host)).toEqual(['chronyc -a makestep']);
    await staysSo(host, step);
  });

  hostTest('that is told to stop answers all the same, with its configuration whole', async host => {
    await layOut(host, layouts['Amazon Linux 2']);
    await unit(host, 'chronyd');
    await host.write('/stand-in/reachable', '');
    const {stdout} = await host.sh(`timeout 8 ${envelope('time-fix', 'apply', timeFix.apply?.body ?? '', shanghai)}`);
    expect(timeFix.read(stdout, shanghai)).toMatchObject({
      verdict: 'FAILED',
      summary: 'It was told to stop while waiting until chrony follows a source.',
    });
    expect(await host.read('/etc/chrony.conf')).toBe(layouts['Amazon Linux 2'].configuration);
    expect((await host.sh('ls -A /tmp')).stdout).toBe('');
  });

  hostTest('has its configuration back whole after a run that was killed with makestep held back', async host => {
    await layOut(host, layouts['Amazon Linux 2']);
    const {configuration} = layouts['Amazon Linux 2'];
    await host.write('/etc/chrony.conf.ecsdeck-held', configuration);
    await host.write('/etc/chrony.conf', configuration.replace('makestep', '# makestep'));
    await host.run(timeFix, 'apply', {...shanghai, zone: 'UTC'});
    expect(await host.read('/etc/chrony.conf')).toBe(configuration);
    expect(host.exists('/etc/chrony.conf.ecsdeck-held')).toBe(false);
  });
});

describe('Amazon Linux 2023', () => {
  hostTest('has its source in a folder that it includes, and nothing has to be done', async host => {
    await layOut(host, layouts['Amazon Linux 2023']);
    const {answer, finding} = await host.run(timeFix, 'check', {...shanghai, zone: 'UTC'});
    expect(answer).toMatchObject({family: 'amazon-linux-2023', source: '169.254.169.123', steps: []});
    expect(finding.verdict).toBe('OK');
    await staysSo(host, {...shanghai, zone: 'UTC'});
  });

  hostTest('in another zone gets the zone alone', async host => {
    await layOut(host, layouts['Amazon Linux 2023']);
    await host.run(timeFix, 'apply', shanghai);
    expect(await asked(host)).toEqual(['timedatectl set-timezone Asia/Shanghai', 'systemctl restart crond.service']);
    await staysSo(host);
  });
});

describe('Rocky Linux', () => {
  hostTest('without Amazon’s source gets it, with chronyd restarted once', async host => {
    await layOut(host, layouts['Rocky Linux 9']);
    const {answer} = await host.run(timeFix, 'apply', shanghai);
    expect(answer).toMatchObject({
      result: 'changed',
      family: 'rhel',
      steps: ['source', 'restart', 'zone', 'zone-users'],
      following: '169.254.169.123',
    });
    await staysSo(host);
  });
});

describe('what no script knows', () => {
  hostTest.for([
    ['Bottlerocket', 'ID=bottlerocket\nPRETTY_NAME="Bottlerocket OS 1.20"\n', /^Bottlerocket is changed by its own API/],
    ['Flatcar', 'ID=flatcar\nID_LIKE=coreos\nPRETTY_NAME="Flatcar Container Linux 3815"\n', /^Flatcar .* has no package manager/],
    ['Alpine', 'ID=alpine\nPRETTY_NAME="Alpine Linux v3.20"\n', /^This playbook does not know Alpine/],
  ] as const)('is said to be unsupported', async (host, [, osRelease, problem]) => {
    await host.write('/etc/os-release', osRelease);
    const before = await host.snapshot('/etc');
    for (const stage of ['check', 'apply'] as const) {
      const {code, answer, finding} = await host.run(timeFix, stage, shanghai);
      expect([code, answer.result, finding.verdict]).toEqual([0, 'unsupported', 'UNSUPPORTED']);
      expect(answer.problem).toMatch(problem);
      expect(timeFix.cannot?.(finding)).toMatch(problem);
    }
    expect(await host.snapshot('/etc')).toBe(before);
  });

  hostTest('is Bottlerocket’s control container, although it says it is Amazon Linux', async host => {
    await layOut(host, layouts['Amazon Linux 2']);
    await host.sh('mkdir /.bottlerocket');
    expect((await host.run(timeCheck, 'check', {zone: ''})).answer).toMatchObject({result: 'unsupported', system: 'Bottlerocket'});
  });
});
