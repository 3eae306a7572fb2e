// The JSON line that each playbook's script answers, as types: the scripts print it, the playbooks read it, and the demo
// region's hosts answer it. The line is the first line of stdout that begins with `{"ecsdeck":`, ASCII only, at most 2,400 bytes.
// What a script has to say to a person besides goes to stderr; the output of a `shell` script follows the line.

/** `looked`: a check. `unchanged`, `changed`: an apply. `unsupported`: the system is none that it can handle (exit code 0). `failed`: exit code 1. */
export type AnswerResult = 'looked' | 'unchanged' | 'changed' | 'unsupported' | 'failed';

/** `amazon-linux-1`: Upstart, service and chkconfig. All others that are known have systemd. `rhel`: Rocky, AlmaLinux, CentOS too. */
export type SystemFamily = 'amazon-linux-1' | 'amazon-linux-2' | 'amazon-linux-2023' | 'rhel' | 'debian' | 'ubuntu' | 'other';

/** What every answer begins with, and all there is where the result is `unsupported`; a `failed` one has of the rest what was known by then. */
export interface AnswerHead {
  /** The id of the playbook. */
  readonly ecsdeck: string;
  readonly result: AnswerResult;
  /** PRETTY_NAME of /etc/os-release: `Amazon Linux 2`, `Ubuntu 22.04.4 LTS`. */
  readonly system: string;
  readonly family: SystemFamily;
  /** A sentence, where the result is `unsupported` or `failed`. */
  readonly problem?: string;
}

/** What `time-check` and both scripts of `time-fix` tell of clock and zone. After an apply: as it is then. */
export interface TimeAnswer extends AnswerHead {
  /** The name to which /etc/localtime points, `Asia/Shanghai`; absent where it tells none. */
  readonly zone?: string;
  /** ZONE of /etc/sysconfig/clock, on Amazon Linux 1 only. */
  readonly zoneFile?: string;
  /** The service that keeps the clock, or would if it ran: `chronyd` (on Debian and Ubuntu its unit is `chrony`), `ntpd`, `systemd-timesyncd`, `none`. */
  readonly service: string;
  readonly isActive: boolean;
  /** Whether it starts at boot. */
  readonly isEnabled: boolean;
  /** Whether it says that it follows a source. */
  readonly isSynchronized: boolean;
  /** Where its configuration lets it take the time from, comma-separated: `169.254.169.123`, `ptp`, `2.amazon.pool.ntp.org`; empty when none. */
  readonly source: string;
  /** The source that it follows at the moment: an address or `PHC0`. */
  readonly following?: string;
  /** Seconds by which the host's clock is ahead (+ fast, − slow); absent where nothing could tell. */
  readonly offset?: number;
  /** Who told the offset: `chrony`, `ntp`, or the Date header of the instance metadata (`metadata`), which tells whole seconds only. */
  readonly offsetBy?: 'chrony' | 'ntp' | 'metadata';
  /** Other time services that run, comma-separated: `ntpd`. */
  readonly rivals?: string;
}

/**
 * What `time-fix` would do or did, in this order. `install`: chrony. `source`: the line in its configuration. `start`, `restart`:
 * chrony. `enable`: at boot. `rivals`: stops other time services, and no longer starts them at boot. `step`: lets the time jump.
 * `zone`: /etc/localtime. `zone-file`: /etc/sysconfig/clock. `zone-users`: restarts cron and rsyslog, which remember the zone.
 */
export type TimeStep = 'install' | 'source' | 'start' | 'restart' | 'enable' | 'rivals' | 'step' | 'zone' | 'zone-file' | 'zone-users';

/** `time-fix`, check: what would be done. */
export interface TimeFixCheckAnswer extends TimeAnswer {
  readonly steps: readonly TimeStep[];
  /** The source that would be written: for an `mi-…` host outside EC2 another than Amazon's was asked for. Comma-separated as `source`. */
  readonly wantedSource: string;
  /** Why it cannot be done here, a sentence: the zone is not installed, there is no PTP clock. `steps` is empty then. */
  readonly obstacle?: string;
}

/** `time-fix`, apply: what was done. */
export interface TimeFixAnswer extends TimeFixCheckAnswer {
  /** Copies of the files that were edited. */
  readonly backups: readonly string[];
  /** Before the change, as `offset` and `zone`. */
  readonly offsetBefore?: number;
  readonly zoneBefore?: string;
}

/** `agent-restart`, both scripts. */
export interface AgentAnswer extends AnswerHead {
  readonly isActive: boolean;
  /** Version of the ECS agent, from its introspection endpoint; absent while it does not answer. */
  readonly version?: string;
  /** The cluster that it is registered in, and its container instance, from the same place. */
  readonly cluster?: string;
  readonly containerInstance?: string;
  /** Seconds from the restart until it answered again; apply only. */
  readonly seconds?: number;
}

/** `docker-restart`, both scripts. */
export interface DockerAnswer extends AnswerHead {
  readonly isActive: boolean;
  readonly version?: string;
  /** Running containers. */
  readonly containers?: number;
  /** Whether containers go on while Docker restarts. */
  readonly isLiveRestore?: boolean;
  /** Apply only. */
  readonly containersBefore?: number;
  readonly seconds?: number;
}

/** `disk-report`. */
export interface DiskAnswer extends AnswerHead {
  /** A file system each: `/ 30.0 GB 81% used 12% inodes`, the fullest first, at most 8. */
  readonly fileSystems: readonly string[];
  /** Of the file system that is fullest. */
  readonly fullest: string;
  readonly fullestPercent: number;
  /** The same of its inodes. */
  readonly inodesPercent: number;
  /** Bytes that are free on the file system with Docker's data, or on /. */
  readonly freeBytes: number;
  /** What Docker says of itself, `docker system df`: `Images 12 4.1GB reclaimable 2.2GB (53%)`. */
  readonly docker: readonly string[];
}

/** `docker-prune`, both scripts: what would go, or went. Volumes never do, nor the images of ECS's own agent. */
export interface PruneAnswer extends AnswerHead {
  /** Containers that ended more than an hour ago. */
  readonly containers: number;
  readonly images: number;
  /** Sum of the sizes of the images; layers that they share are counted more than once. */
  readonly bytes: number;
  /** Names of the first ones, at most 20. */
  readonly names: readonly string[];
  /** Bytes that are free on the file system with Docker's data; apply only: before as well. */
  readonly freeBytes: number;
  readonly freeBytesBefore?: number;
  /** What Docker refused to remove, because it is in use by now; apply only. */
  readonly refused?: number;
}

/** `reboot`, both scripts. Apply answers before the host goes away. */
export interface RebootAnswer extends AnswerHead {
  /** /proc/sys/kernel/random/boot_id: another one after each boot. */
  readonly bootId: string;
  readonly uptimeSeconds: number;
  readonly kernel: string;
  /** Whether the system asks for a restart. */
  readonly isWanted: boolean;
  /** Until it goes down, seconds; apply only. */
  readonly seconds?: number;
}

/** `shell`: apply only. The result is `changed` when it ended with 0, `failed` otherwise. */
export interface ShellAnswer extends AnswerHead {
  readonly exitCode: number;
  /** The first 1,500 bytes of what it printed, with line breaks; bytes outside ASCII are `?` here. */
  readonly output: string;
  /** Bytes that it printed altogether. */
  readonly outputBytes: number;
}
