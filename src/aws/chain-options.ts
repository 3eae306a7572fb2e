// What the credential chain is opened with. Apart, so that naming it does not load the chain.

import type {Clock} from '../domain/clock.ts';

/** How the SDK's chain looks for credentials. */
export interface ChainOptions {
  readonly clock: Clock;
  readonly profile: string | undefined;
  /** Asks the person for the code of an MFA device. */
  readonly mfaCode: ((serial: string) => Promise<string>) | undefined;
  /** The Region whose STS assumes roles. */
  readonly region: string;
}
