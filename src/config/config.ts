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
}

/** Nothing is configured. */
export const noConfig: Config = {file: undefined, accounts: {}, keys: {}};

/** Whether changes are allowed: what the command line says outright, else the account's own setting; the demo region allows them. */
export function changeMode(
  asked: 'write' | 'read-only' | undefined,
  source: 'demo' | 'aws',
  account: AccountConfig | undefined,
): 'write' | 'read-only' {
  if (asked !== undefined) return asked;
  return source === 'demo' || account?.write === true ? 'write' : 'read-only';
}
