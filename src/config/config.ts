// What the configuration file can say. Apart from its reading, because most of the program only needs the answer.

/** What is said of one AWS account. */
export interface AccountConfig {
  /** Shown in place of the account's number. */
  readonly name?: string;
  /** Every change wants a typed name, and the frame is red. */
  readonly production?: boolean;
  /** Changes are allowed without --write. */
  readonly write?: boolean;
}

/** What is said of playbooks, where it differs from what is usual. */
export interface PlaybookConfig {
  /** Playbooks that are off by default may be run. */
  readonly shell?: boolean;
  /** Hosts of the first wave. */
  readonly canary?: number;
  /** The share of the hosts in each later wave, in percent. */
  readonly wavePercent?: number;
  /** Failed hosts that are put up with. */
  readonly maxErrors?: number;
  /** The S3 bucket, and the beginning of the keys in it, in which AWS keeps the whole output of hosts. */
  readonly outputBucket?: string;
  readonly outputPrefix?: string;
}

/** Where Consul is, and what is called otherwise there. Its token comes from the environment alone. */
export interface ConsulConfig {
  /** `http://10.0.0.5:8500` */
  readonly address: string;
  /** The only Region whose services are looked for there; all when absent. */
  readonly region?: string;
  /** Consul's names by `cluster/service` or `service`. */
  readonly services: Readonly<Record<string, string>>;
}

/** The configuration; all of it may be absent. */
export interface Config {
  /** Where it was read from; undefined when there is no file. */
  readonly file: string | undefined;
  readonly profile?: string;
  readonly region?: string;
  /** By account number, 12 digits. */
  readonly accounts: Readonly<Record<string, AccountConfig>>;
  /** By the name of an action (`moveUp`) or the id of a command (`service.scale`): a key, or several with spaces between. */
  readonly keys: Readonly<Record<string, string>>;
  readonly playbooks: PlaybookConfig;
  /** Absent: no Consul is called. */
  readonly consul?: ConsulConfig;
}

/** Nothing is configured. */
export const noConfig: Config = {file: undefined, accounts: {}, keys: {}, playbooks: {}};

/** Whether changes are allowed: what the command line says outright, else the account's own setting; the demo region allows them. */
export function changeMode(
  asked: 'write' | 'read-only' | undefined,
  source: 'demo' | 'aws',
  account: AccountConfig | undefined,
): 'write' | 'read-only' {
  if (asked !== undefined) return asked;
  return source === 'demo' || account?.write === true ? 'write' : 'read-only';
}
