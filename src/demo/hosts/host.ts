// One simulated host with its state, which scripts change as the real ones would.

import type {ClusterState, InstanceState} from '../ecs/state.ts';
import {createRandom, type Random} from '../random.ts';
import {type HostClock, keep} from './clock.ts';
import {hostId} from './directory.ts';
import type {TimeService} from './host-facts.ts';
import {type HostSystem, systemOf} from './systems.ts';

/** A service of the system. */
export interface Unit {
  readonly isActive: boolean;
  /** Whether it starts at boot. */
  readonly isEnabled: boolean;
}

/** What keeps the clock of a host; a service that is not installed is absent. */
export interface TimeKeeping {
  readonly chrony?: Unit;
  readonly ntpd?: Unit;
  readonly timesyncd?: Unit;
  /** Where chrony's configuration lets it take the time from. */
  readonly chronySources: readonly string[];
  /** Since when whatever keeps the clock has been running, milliseconds since 1970. */
  readonly activeSince: number;
}

/** An image that no container uses. */
export interface UnusedImage {
  /** Its name, or the beginning of its id where it has none: then it dangles. */
  readonly name: string;
  readonly isDangling: boolean;
  readonly bytes: number;
}

/** What Docker holds on a host. Sizes in bytes. */
export interface DockerState {
  readonly isLiveRestore: boolean;
  /** Containers that ended more than an hour ago. */
  endedContainers: number;
  unusedImages: readonly UnusedImage[];
  usedImages: number;
  usedBytes: number;
}

/** A host. Times are milliseconds since 1970. */
export interface Host {
  readonly id: string;
  readonly cluster: ClusterState;
  readonly instance: InstanceState;
  readonly system: HostSystem;
  /** A stream of its own, so that nothing on one host changes what happens on another. */
  readonly random: Random;
  clock: HostClock;
  time: TimeKeeping;
  /** The name that /etc/localtime points to. */
  zone: string;
  /** ZONE of /etc/sysconfig/clock; Amazon Linux 1 alone goes by it. */
  zoneFile: string | undefined;
  docker: DockerState;
  /** Bytes of the disk with Docker's data. */
  readonly diskBytes: number;
  otherBytes: number;
  bootId: string;
  bootedAt: number;
  /** `lost`: no ping for long. `none`: never registered. `away`: the host restarts. */
  ssmAgent: 'online' | 'away' | 'lost' | 'none';
  lastPingAt: number;
}

const gigabyte = 1_000_000_000;

/** The host under a container instance, as it is at the first moment. */
export function createHost(cluster: ClusterState, instance: InstanceState, now: number): Host {
  const id = hostId(instance);
  const {host: facts, instance: registered} = instance;
  // What happens on it later does not depend on how much is drawn here.
  const random = createRandom(`host ${id} at first`);
  const system = systemOf(facts.platform);
  const bootedAt = Math.min(now, registered.registeredAt?.getTime() ?? now) - random.integer(40, 90) * 1000;
  const time: TimeKeeping = {...timeServices[facts.time], activeSince: bootedAt};
  const diskBytes = 30 * gigabyte;
  const docker = dockerOf(random);
  const unused = docker.unusedImages.reduce((sum, {bytes}) => sum + bytes, 0);
  return {
    id,
    cluster,
    instance,
    system,
    random: createRandom(`host ${id} from then on`),
    clock: clockOf(time, facts.offset, random, now),
    time,
    zone: facts.zone,
    zoneFile: system.family === 'amazon-linux-1' ? facts.zone : undefined,
    docker,
    diskBytes,
    otherBytes: Math.max(2 * gigabyte, Math.round((diskBytes * facts.diskPercent) / 100) - unused - docker.usedBytes),
    bootId: bootIdOf(random),
    bootedAt,
    ssmAgent: facts.ssmAgent,
    lastPingAt: facts.ssmAgent === 'lost' ? now - random.integer(600, 90_000) * 1000 : now,
  };
}

/** Bytes that are taken on the disk with Docker's data. */
export function usedBytes(host: Host): number {
  return host.otherBytes + host.docker.usedBytes + host.docker.unusedImages.reduce((sum, {bytes}) => sum + bytes, 0);
}

/** A new boot's id, a UUID. */
export function bootIdOf(random: Random): string {
  return [8, 4, 4, 4, 12].map(length => random.hex(length)).join('-');
}

/** Who keeps the clock: chrony before the others, as on a host that has several. */
export function clockKeeper({chrony, ntpd, timesyncd}: TimeKeeping): HostClock['kept'] {
  if (chrony?.isActive === true) return 'chrony';
  return ntpd?.isActive === true || timesyncd?.isActive === true ? 'ntpd' : 'free';
}

/** Whether the service that keeps the clock says that it follows a source: some seconds after it began. */
export function isSynchronized({time}: Host, now: number): boolean {
  const kept = clockKeeper(time);
  if (kept === 'free' || (kept === 'chrony' && time.chronySources.length === 0)) return false;
  return now - time.activeSince >= 6_000;
}

/** Changes what keeps the clock from `now` on; whether it is let jump is the caller's business. */
export function keepTime(host: Host, time: TimeKeeping, now: number): void {
  host.time = time;
  host.clock = keep(host.clock, clockKeeper(host.time), now);
}

/** Amazon Time Sync, at the same address in every VPC. */
export const amazonTimeSync = '169.254.169.123';

const running: Unit = {isActive: true, isEnabled: true};
const stopped: Unit = {isActive: false, isEnabled: false};

const timeServices: Readonly<Record<TimeService, Omit<TimeKeeping, 'activeSince'>>> = {
  chrony: {chrony: running, chronySources: [amazonTimeSync]},
  'chrony-pool': {chrony: running, chronySources: ['2.amazon.pool.ntp.org']},
  'chrony-stopped': {chrony: stopped, chronySources: [amazonTimeSync]},
  ntpd: {ntpd: running, chronySources: []},
  'ntpd-stopped': {ntpd: stopped, chronySources: []},
  timesyncd: {timesyncd: running, chronySources: []},
  none: {chronySources: []},
};

function clockOf(time: TimeKeeping, offset: number, random: Random, now: number): HostClock {
  const drift = (random.next() < 0.5 ? -1 : 1) * (15 + random.next() * 70) * 1e-6;
  return {offset, at: now, kept: clockKeeper(time), drift};
}

const imageNames = ['billing', 'catalog', 'gateway', 'orders', 'portal', 'search', 'sessions', 'web', 'worker'] as const;

function dockerOf(random: Random): DockerState {
  const unusedImages = Array.from({length: random.integer(2, 9)}, (_, index) => {
    const isDangling = random.next() < 0.4;
    const name = isDangling ? random.hex(12) : `${random.pick(imageNames)}:1.${index + random.integer(0, 40)}`;
    return {name, isDangling, bytes: random.integer(80, 900) * 1_000_000};
  });
  return {
    isLiveRestore: false,
    endedContainers: random.integer(0, 14),
    unusedImages,
    usedImages: random.integer(2, 6),
    usedBytes: random.integer(1_200, 3_000) * 1_000_000,
  };
}
