// All hosts of the Region by their ids, and what happens to them: a reboot, an agent or a Docker that is restarted.

import type {ClusterState, EcsState, InstanceState, Scheduler} from '../ecs/state.ts';
import {stepped} from './clock.ts';
import {hostId} from './directory.ts';
import {bootIdOf, createHost, type Host, keepTime, type Unit} from './host.ts';
import type {Timeline} from './timeline.ts';

/** What a book is made of. */
export interface HostBookParts {
  readonly state: EcsState;
  readonly scheduler: Scheduler;
  readonly timeline: Timeline;
}

/** The hosts, each made when it is first asked for. */
export class HostBook {
  readonly #parts: HostBookParts;
  readonly #startedAt: number;
  readonly #hosts = new Map<string, Host>();
  readonly #returned = new Set<(host: Host) => void>();
  #places: ReadonlyMap<string, {readonly cluster: ClusterState; readonly instance: InstanceState}> | undefined;

  constructor(parts: HostBookParts) {
    this.#parts = parts;
    this.#startedAt = parts.timeline.now;
  }

  /** By `i-…` or `mi-…`; undefined for a host that there is not. */
  find(id: string): Host | undefined {
    const known = this.#hosts.get(id);
    if (known !== undefined) return known;
    this.#places ??= placesOf(this.#parts.state);
    const place = this.#places.get(id);
    if (place === undefined) return undefined;
    const host = createHost(place.cluster, place.instance, this.#startedAt);
    this.#hosts.set(id, host);
    return host;
  }

  /** Every host that was ever registered with Systems Manager, cluster by cluster. */
  *managed(): Generator<Host> {
    this.#places ??= placesOf(this.#parts.state);
    for (const id of this.#places.keys()) {
      const host = this.find(id);
      if (host !== undefined && host.ssmAgent !== 'none') yield host;
    }
  }

  /** Told of each host whose agents are back after a restart. */
  onReturn(listener: (host: Host) => void): void {
    this.#returned.add(listener);
  }

  /** Takes the host down now; it is back within about a minute, with another boot. */
  reboot(host: Host): void {
    const {scheduler, timeline} = this.#parts;
    if (host.ssmAgent !== 'online') return;
    host.ssmAgent = 'away';
    host.lastPingAt = timeline.now;
    scheduler.agentDisconnected(host.cluster, host.instance);
    timeline.later(host.random.integer(45, 75) * 1000, () => this.#boot(host));
  }

  #boot(host: Host): void {
    const {scheduler, timeline} = this.#parts;
    const {now} = timeline;
    host.bootId = bootIdOf(host.random);
    host.bootedAt = now - 12_000;
    host.ssmAgent = 'online';
    host.lastPingAt = now;
    const {chrony, ntpd, timesyncd, chronySources} = host.time;
    keepTime(
      host,
      {
        ...(chrony && {chrony: booted(chrony)}),
        ...(ntpd && {ntpd: booted(ntpd)}),
        ...(timesyncd && {timesyncd: booted(timesyncd)}),
        chronySources,
        activeSince: now - 8_000,
      },
      now,
    );
    // At boot a time service lets the clock jump to where it belongs.
    if (host.clock.kept !== 'free') host.clock = stepped(host.clock, now);
    timeline.later(host.random.integer(4, 9) * 1000, () => {
      scheduler.agentConnected(host.cluster, host.instance);
      scheduler.containersKilled(host.cluster, host.instance);
    });
    for (const listener of this.#returned) listener(host);
  }

  /** Restarts the ECS agent: after so many seconds it is connected, also one that had lost its connection by itself. */
  restartEcsAgent(host: Host, seconds: number): void {
    const {scheduler, timeline} = this.#parts;
    scheduler.agentDisconnected(host.cluster, host.instance);
    timeline.later(seconds * 1000, () => {
      if (host.ssmAgent === 'online') scheduler.agentConnected(host.cluster, host.instance);
    });
  }

  /** Restarts Docker, and with it what runs in it unless containers go on by themselves. */
  restartDocker(host: Host, seconds: number): void {
    const {scheduler} = this.#parts;
    if (!host.docker.isLiveRestore) scheduler.containersKilled(host.cluster, host.instance);
    this.restartEcsAgent(host, seconds);
  }
}

function booted({isEnabled}: Unit): Unit {
  return {isActive: isEnabled, isEnabled};
}

function placesOf(state: EcsState): ReadonlyMap<string, {readonly cluster: ClusterState; readonly instance: InstanceState}> {
  const places = new Map<string, {readonly cluster: ClusterState; readonly instance: InstanceState}>();
  for (const cluster of state.clusters.values()) {
    for (const instance of cluster.instances.values()) places.set(hostId(instance), {cluster, instance});
  }
  return places;
}
