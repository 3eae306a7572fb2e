// time-check and time-fix on a host: what its clock and zone are, and what becomes of them.

import type {TimeAnswer, TimeFixAnswer, TimeFixCheckAnswer} from '../../../domain/fleet/answers.ts';
import {offsetAt, stepped} from '../clock.ts';
import {amazonTimeSync, clockKeeper, type Host, isSynchronized, keepTime} from '../host.ts';
import {answered, head, type PlayScript, type ScriptCall, type ScriptOutput, takes} from './script.ts';
import {planTime, type TimePlan} from './time-plan.ts';

/** time-check: looks. */
export const timeCheck: PlayScript = call => ({
  seconds: takes(call, 0.8, 2.5),
  end: () => answered<TimeAnswer>({...head(call, 'looked'), ...lookAtTime(call.host, call.timeline.now)}),
});

/** time-fix: its check tells the plan, and apply carries it out. */
export const timeFix: PlayScript = call => {
  const {host, script, variables, timeline} = call;
  if (script === 'check') return {seconds: takes(call, 1, 3), end: () => answered(planned(call, planTime(host, variables, timeline.now)))};
  const {steps} = planTime(host, variables, timeline.now);
  const installing = steps.includes('install') ? takes(call, 9, 24) : 0;
  const starting = steps.includes('start') || steps.includes('restart') ? takes(call, 6, 14) : 0;
  return {seconds: takes(call, 1, 3) + installing + starting, end: () => apply(call)};
};

/** What both scripts tell of clock and zone. */
export function lookAtTime(host: Host, now: number): Omit<TimeAnswer, 'ecsdeck' | 'result' | 'system' | 'family'> {
  const {chrony, ntpd, timesyncd, chronySources} = host.time;
  const kept = clockKeeper(host.time);
  const isFollowing = isSynchronized(host, now);
  const units = [
    ['chronyd', chrony],
    ['ntpd', ntpd],
    ['systemd-timesyncd', timesyncd],
  ] as const;
  const [service, unit] = units.find(([, each]) => each?.isActive === true) ?? units.find(([, each]) => each !== undefined) ?? ['none'];
  const offset = offsetAt(host.clock, now);
  const tellsOffset = isFollowing && service !== 'systemd-timesyncd';
  const rivals = rivalsOf(host);
  return {
    zone: host.zone,
    ...(host.zoneFile !== undefined && {zoneFile: host.zoneFile}),
    service,
    isActive: unit?.isActive ?? false,
    isEnabled: unit?.isEnabled ?? false,
    isSynchronized: isFollowing,
    source: chronySources.join(','),
    ...(tellsOffset && {following: followed(host)}),
    ...(tellsOffset
      ? {offset: rounded(offset), offsetBy: kept === 'chrony' ? ('chrony' as const) : ('ntp' as const)}
      : {offset: Math.round(offset) || 0, offsetBy: 'metadata' as const}),
    ...(rivals !== '' && {rivals}),
  };
}

/** Other time services that run, or would after the next boot. */
export function rivalsOf({time: {ntpd, timesyncd}}: Host): string {
  const names = [
    ntpd?.isActive === true || ntpd?.isEnabled === true ? 'ntpd' : '',
    timesyncd?.isActive === true ? 'systemd-timesyncd' : '',
  ];
  return names.filter(name => name !== '').join(',');
}

function followed({time: {chrony, chronySources}, id}: Host): string {
  const [first = ''] = chrony?.isActive === true ? chronySources : [];
  if (first === amazonTimeSync) return first;
  if (first === 'ptp') return 'PHC0';
  // A server of a pool: always the same one for the same host.
  return `203.0.113.${(id.charCodeAt(id.length - 1) % 50) + 10}`;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

function planned(call: ScriptCall, plan: TimePlan): TimeFixCheckAnswer {
  const {steps, wantedSource, obstacle} = plan;
  return {
    ...head(call, 'looked'),
    ...lookAtTime(call.host, call.timeline.now),
    steps,
    wantedSource,
    ...(obstacle !== undefined && {obstacle}),
  };
}

function apply(call: ScriptCall): ScriptOutput {
  const {host, variables, timeline} = call;
  const plan = planTime(host, variables, timeline.now);
  const before = lookAtTime(host, timeline.now);
  const past = {
    ...(before.offset !== undefined && {offsetBefore: before.offset}),
    ...(before.zone !== undefined && {zoneBefore: before.zone}),
  };
  if (plan.obstacle !== undefined) {
    return answered<TimeFixAnswer>({...planned(call, plan), ...head(call, 'failed', plan.obstacle), backups: [], ...past});
  }
  const backups = backupsOf(host, plan, timeline.now);
  carryOut(host, plan, variables.zone ?? host.zone, timeline.now);
  const result = plan.steps.length > 0 ? 'changed' : 'unchanged';
  const log = plan.steps.map(step => `+ ${step}\n`).join('');
  return answered<TimeFixAnswer>({...planned(call, plan), ...head(call, result), backups, ...past}, log);
}

function backupsOf({system}: Host, {steps}: TimePlan, now: number): readonly string[] {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const files = [steps.includes('source') ? system.chronyFile : '', steps.includes('zone-file') ? '/etc/sysconfig/clock' : ''];
  return files.filter(file => file !== '').map(file => `${file}.ecsdeck-${stamp}`);
}

function carryOut(host: Host, {steps, wantedSource}: TimePlan, zone: string, now: number): void {
  const {time} = host;
  const has = (step: TimePlan['steps'][number]) => steps.includes(step);
  const starts = has('start') || has('restart');
  if (['install', 'source', 'start', 'restart', 'enable', 'rivals'].some(step => steps.some(each => each === step))) {
    const isEnabled = has('enable') || time.chrony?.isEnabled === true;
    const off = {isActive: false, isEnabled: false};
    const stops = has('rivals');
    keepTime(
      host,
      {
        chrony: {isActive: starts || time.chrony?.isActive === true, isEnabled},
        ...(time.ntpd && {ntpd: stops ? off : time.ntpd}),
        ...(time.timesyncd && {timesyncd: stops ? off : time.timesyncd}),
        chronySources: has('source')
          ? [...wantedSource.split(','), ...time.chronySources.filter(each => each !== wantedSource)]
          : time.chronySources,
        // The script has waited until it follows its source.
        activeSince: starts ? now - 6_000 : time.activeSince,
      },
      now,
    );
  }
  if (has('step')) host.clock = stepped(host.clock, now);
  if (has('zone')) host.zone = zone;
  if (has('zone-file')) host.zoneFile = zone;
}
