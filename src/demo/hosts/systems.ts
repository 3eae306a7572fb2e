// The operating systems of the demo's hosts, by the names that Systems Manager has for them.

import type {SystemFamily} from '../../domain/fleet/answers.ts';

/** An operating system as its own files and units show it. */
export interface HostSystem {
  readonly family: SystemFamily;
  /** PRETTY_NAME of /etc/os-release; on Amazon Linux 1 as well. */
  readonly prettyName: string;
  readonly kernel: string;
  /** The file that names chrony's sources. */
  readonly chronyFile: string;
  readonly cronUnit: string;
  readonly type: 'Linux' | 'Windows';
}

const chronyOfRedHat = '/etc/chrony.conf';
const chronyOfDebian = '/etc/chrony/chrony.conf';

const systems: Readonly<Record<string, HostSystem>> = {
  'Amazon Linux AMI': linux('amazon-linux-1', 'Amazon Linux AMI 2016.09', '4.4.51-40.58.amzn1.x86_64', chronyOfRedHat, 'crond'),
  'Amazon Linux 2': linux('amazon-linux-2', 'Amazon Linux 2', '4.14.336-257.562.amzn2.x86_64', chronyOfRedHat, 'crond'),
  'Amazon Linux 2023': linux('amazon-linux-2023', 'Amazon Linux 2023', '6.1.112-122.189.amzn2023.x86_64', chronyOfRedHat, 'crond'),
  'Rocky Linux': linux('rhel', 'Rocky Linux 9.4 (Blue Onyx)', '5.14.0-427.37.1.el9_4.x86_64', chronyOfRedHat, 'crond'),
  Debian: linux('debian', 'Debian GNU/Linux 12 (bookworm)', '6.1.0-26-cloud-amd64', chronyOfDebian, 'cron'),
  Ubuntu: linux('ubuntu', 'Ubuntu 22.04.5 LTS', '6.8.0-1018-aws', chronyOfDebian, 'cron'),
  Bottlerocket: linux('other', 'Bottlerocket OS 1.26.2 (aws-ecs-2)', '6.1.112', chronyOfRedHat, ''),
  'Microsoft Windows Server': {...linux('other', 'Microsoft Windows Server 2022 Datacenter', '10.0.20348', '', ''), type: 'Windows'},
};

/** The system of a platform; one that is not known is some other Linux. */
export function systemOf({name, version}: {readonly name: string; readonly version: string}): HostSystem {
  const known = systems[`${name} ${version}`] ?? Object.entries(systems).find(([prefix]) => name.startsWith(prefix))?.[1];
  return known ?? linux('other', `${name} ${version}`, '5.10.0', chronyOfRedHat, 'cron');
}

function linux(family: SystemFamily, prettyName: string, kernel: string, chronyFile: string, cronUnit: string): HostSystem {
  return {family, prettyName, kernel, chronyFile, cronUnit, type: 'Linux'};
}
