// Which account and Region is meant, and what the demo is like: what all that is asked for has in common.

/** What the dashboard, `get` and the verbs have in common: which account and Region, and what the demo is like. */
export interface SourceOptions {
  /** Said outright by --demo or --aws. */
  readonly source?: 'demo' | 'aws';
  readonly profile?: string;
  readonly region?: string;
  /** Name or ARN. */
  readonly cluster?: string;
  /** Path of the configuration file. */
  readonly config?: string;
  /** Path of the file for a trace of all calls. */
  readonly debug?: string;
  /** Said outright by --write or --read-only. */
  readonly mode?: 'write' | 'read-only';
  readonly demo: DemoOptions;
}

/** What the demo region is like. Specifications are checked by src/demo. */
export interface DemoOptions {
  readonly seed?: string;
  readonly speed?: number;
  readonly world?: string;
  readonly fault?: string;
}
