// What a host is like when the demo begins: what a world says of it. What becomes of it later is a Host.

/** How the clock is kept. `chrony`: from Amazon Time Sync. `chrony-pool`: from servers of the public pool. `ntpd-stopped`: installed and not running. */
export type TimeService = 'chrony' | 'chrony-pool' | 'chrony-stopped' | 'ntpd' | 'ntpd-stopped' | 'timesyncd' | 'none';

/** What a world says of a host. */
export interface HostFacts {
  /** As Systems Manager names it: `Amazon Linux` and `2023`. */
  readonly platform: {readonly name: string; readonly version: string};
  /** Of the SSM agent. `none`: the host was never registered with Systems Manager. */
  readonly ssmAgent: 'online' | 'lost' | 'none';
  readonly zone: string;
  readonly time: TimeService;
  /** Seconds by which the clock is ahead (− behind). */
  readonly offset: number;
  /** How full the disk with Docker's data is, percent. */
  readonly diskPercent: number;
}

/** A host of Amazon Linux that is as it should be. */
export const usualHost: Omit<HostFacts, 'platform'> = {
  ssmAgent: 'online',
  zone: 'UTC',
  time: 'chrony',
  offset: 0,
  diskPercent: 41,
};
