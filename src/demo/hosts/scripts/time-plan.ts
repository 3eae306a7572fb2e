// What time-fix has to do on a host: the same decisions as the script makes.

import type {TimeStep} from '../../../domain/fleet/answers.ts';
import {offsetAt} from '../clock.ts';
import {amazonTimeSync, type Host, isSynchronized} from '../host.ts';
import {isZone} from '../zones.ts';

/** The steps in their order, or why it cannot be done. */
export interface TimePlan {
  readonly steps: readonly TimeStep[];
  readonly wantedSource: string;
  readonly obstacle?: string;
}

/** `variables`: zone, source (amazon, ptp or names with commas), mode (slew or step). */
export function planTime(host: Host, variables: Readonly<Record<string, string>>, now: number): TimePlan {
  const {zone = '', source = 'amazon', mode = 'slew'} = variables;
  const wantedSource = source === 'amazon' ? (host.id.startsWith('mi-') ? 'time.aws.com' : amazonTimeSync) : source;
  if (!isZone(zone)) {
    return {steps: [], wantedSource, obstacle: `The zone ${zone} is not installed on this host (/usr/share/zoneinfo).`};
  }
  if (wantedSource === 'ptp') {
    const obstacle = 'There is no PTP clock (/dev/ptp_ena): it needs an instance type with one, and the ENA driver with phc_enable=1.';
    return {steps: [], wantedSource, obstacle};
  }
  return {steps: [...serviceSteps(host, wantedSource, mode, now), ...zoneSteps(host, zone)], wantedSource};
}

function serviceSteps(host: Host, wantedSource: string, mode: string, now: number): readonly TimeStep[] {
  const {chrony, ntpd, timesyncd, chronySources} = host.time;
  const isActive = chrony?.isActive === true;
  // What the package brings along names servers of the distribution, never Amazon's on Debian and its like.
  const sources = chrony === undefined ? [] : chronySources;
  const lacksSource = !wantedSource.split(',').every(name => sources.includes(name));
  const steps: TimeStep[] = [];
  if (chrony === undefined) steps.push('install');
  if (lacksSource) steps.push('source');
  if (!isActive) steps.push('start');
  else if (lacksSource || !isSynchronized(host, now)) steps.push('restart');
  if (chrony?.isEnabled !== true) steps.push('enable');
  if (ntpd?.isActive === true || ntpd?.isEnabled === true || timesyncd?.isActive === true) steps.push('rivals');
  if (mode === 'step' && Math.abs(offsetAt(host.clock, now)) > (isActive ? 0.1 : 2)) steps.push('step');
  return steps;
}

function zoneSteps(host: Host, zone: string): readonly TimeStep[] {
  const steps: TimeStep[] = [];
  const isOther = zoneName(host.zone) !== zoneName(zone);
  if (isOther) steps.push('zone');
  if (host.zoneFile !== undefined && zoneName(host.zoneFile) !== zoneName(zone)) steps.push('zone-file');
  if (isOther && host.system.cronUnit !== '') steps.push('zone-users');
  return steps;
}

const namesOfUtc = new Set(['utc', 'etc/utc', 'gmt', 'etc/gmt', 'zulu', 'etc/zulu', 'universal', 'etc/universal', 'utc0', 'gmt0']);

function zoneName(name: string): string {
  const lower = name.toLowerCase();
  return namesOfUtc.has(lower) ? 'utc' : lower;
}
