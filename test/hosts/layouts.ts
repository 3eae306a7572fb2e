// Root trees laid out like the systems that cannot be had from Debian's mirror. Their files and their shell are as there; what
// stands in are yum, service, chkconfig, systemctl, timedatectl, chrony and docker (test/hosts/stand-ins): they record what they
// were asked, and keep the state that the real ones would keep.

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Host} from './host.ts';

const standIns = join(import.meta.dirname, 'stand-ins');

/** A system by its /etc/os-release, and what its image brings. */
export interface Layout {
  readonly osRelease: string;
  readonly isSystemd: boolean;
  readonly hasChrony: boolean;
  /** /etc/chrony.conf as the package has it. */
  readonly configuration: string;
  readonly installer: 'yum' | 'dnf';
  readonly files?: Readonly<Record<string, string>>;
}

const amazonLine = 'server 169.254.169.123 prefer iburst minpoll 4 maxpoll 4';
const usual = 'driftfile /var/lib/chrony/drift\nmakestep 1.0 3\nrtcsync\n';

export const layouts = {
  'Amazon Linux 1': {
    osRelease:
      'NAME="Amazon Linux AMI"\nVERSION="2018.03"\nID="amzn"\nID_LIKE="rhel fedora"\nVERSION_ID="2018.03"\nPRETTY_NAME="Amazon Linux AMI 2018.03"\n',
    isSystemd: false,
    hasChrony: false,
    configuration: `pool 2.amazon.pool.ntp.org iburst\n${usual}`,
    installer: 'yum',
    files: {'/etc/sysconfig/clock': 'ZONE="UTC"\nUTC=true\n', '/etc/init/ecs.conf': 'start on runlevel [345]\n'},
  },
  'Amazon Linux 2': {
    osRelease: 'NAME="Amazon Linux"\nVERSION="2"\nID="amzn"\nID_LIKE="centos rhel fedora"\nVERSION_ID="2"\nPRETTY_NAME="Amazon Linux 2"\n',
    isSystemd: true,
    hasChrony: true,
    configuration: `pool 2.amazon.pool.ntp.org iburst\n${amazonLine}\n${usual}`,
    installer: 'yum',
  },
  'Amazon Linux 2023': {
    osRelease:
      'NAME="Amazon Linux"\nVERSION="2023"\nID="amzn"\nID_LIKE="fedora"\nVERSION_ID="2023"\nPRETTY_NAME="Amazon Linux 2023.6.20241212"\n',
    isSystemd: true,
    hasChrony: true,
    configuration: `sourcedir /run/chrony.d\n${usual}`,
    installer: 'dnf',
    files: {'/run/chrony.d/link-local-ipv4.sources': `${amazonLine}\n`},
  },
  'Rocky Linux 9': {
    osRelease:
      'NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.4"\nPRETTY_NAME="Rocky Linux 9.4 (Blue Onyx)"\n',
    isSystemd: true,
    hasChrony: true,
    configuration: `pool 2.rocky.pool.ntp.org iburst\n${usual}`,
    installer: 'dnf',
  },
} as const satisfies Record<string, Layout>;

/** Makes a bare host one of such a system, on EC2, with chrony running where its image has it so. */
export async function layOut(host: Host, layout: Layout): Promise<void> {
  await host.write('/etc/os-release', layout.osRelease);
  await host.write('/sys/devices/virtual/dmi/id/sys_vendor', 'Amazon EC2\n');
  // Amazon Linux and its relatives have bash as their sh.
  await host.sh('ln -sf bash /bin/sh; rm -f /etc/timezone /usr/sbin/service /etc/init.d/*; mkdir -p /etc/sysconfig');
  await host.write('/stand-in/lib.sh', readFileSync(join(standIns, 'lib.sh'), 'utf8'));
  await host.write('/stand-in/calls', '');
  await host.write('/stand-in/offset', '0.000000000\n');
  await host.write('/stand-in/reachable', '169.254.169.123\n');
  const left = new Set(['lib.sh', 'chronyd', 'chronyc', 'docker', 'initctl', layout.installer === 'yum' ? 'dnf' : 'yum']);
  for (const name of [...(layout.isSystemd ? ['service', 'chkconfig'] : ['systemctl', 'timedatectl'])]) left.add(name);
  for (const name of readdirSync(standIns)) if (!left.has(name)) await standIn(host, name, `/usr/sbin/${name}`);
  for (const [path, content] of Object.entries(layout.files ?? {})) await host.write(path, content);
  const chrony = layout.hasChrony ? '' : '/stand-in/repository';
  await standIn(host, 'chronyd', `${chrony}/usr/sbin/chronyd`);
  await standIn(host, 'chronyc', `${chrony}/usr/bin/chronyc`);
  await host.write(`${chrony}/etc/chrony.conf`, layout.configuration);
  if (layout.isSystemd) await host.sh('mkdir -p /run/systemd/system');
  else await upstart(host);
  await unit(host, 'crond', 'active', 'enabled');
  if (layout.hasChrony) await unit(host, 'chronyd', 'active', 'enabled');
  else
    await host.sh(
      'mkdir -p /stand-in/repository/stand-in/units/chronyd /stand-in/repository/etc/init.d; echo >/stand-in/repository/etc/init.d/chronyd; chmod +x /stand-in/repository/etc/init.d/chronyd',
    );
  if (layout.hasChrony) await host.sh('. /stand-in/lib.sh; unit_start chronyd; : >/stand-in/calls');
}

async function upstart(host: Host): Promise<void> {
  for (const verb of ['start', 'stop', 'status']) await standIn(host, 'initctl', `/sbin/${verb}`);
}

/** Puts a stand-in in its place. */
export async function standIn(host: Host, name: string, path: string): Promise<void> {
  await host.write(path, readFileSync(join(standIns, name), 'utf8'));
  await host.sh(`chmod 755 ${path}`);
}

/** A service of the host. */
export async function unit(host: Host, name: string, ...state: readonly ('active' | 'enabled' | 'broken')[]): Promise<void> {
  await host.sh(`mkdir -p /stand-in/units/${name} && cd /stand-in/units/${name} && rm -f active enabled broken`);
  if (state.length > 0) await host.sh(`cd /stand-in/units/${name} && touch ${state.join(' ')}`);
  await host.write(`/etc/init.d/${name}`, '#!/bin/sh\n');
  await host.sh(`chmod 755 /etc/init.d/${name}`);
}

/** What the stand-ins were asked to change since the last time. */
export async function asked(host: Host): Promise<readonly string[]> {
  const calls = (await host.read('/stand-in/calls')).split('\n').filter(call => call !== '');
  await host.sh(': >/stand-in/calls');
  return calls;
}
