// Where credentials come from: given ones (the demo), or the SDK's own chain with profiles, SSO, roles and MFA, which is
// imported when the first call needs it.

import type {AwsCredentialIdentity, AwsCredentialIdentityProvider} from '@smithy/types';
import {DeadlineExceeded, withDeadline} from '../domain/deadline.ts';
import {CredentialsExpired} from '../domain/errors.ts';
import type {ChainOptions} from './chain-options.ts';

/** Credentials for all clients of a connection. */
export interface CredentialSource {
  /** For the SDK; `memoized` keeps it from remembering for good what has no date of expiry. */
  readonly provider: AwsCredentialIdentityProvider & {readonly memoized: true};
  /** Resolves when there are credentials, outside of any call's deadline: a person may have to type an MFA code. */
  ready(signal: AbortSignal): Promise<void>;
  /** Reads them anew at the next call: AWS refused them, and a new login may have been made meanwhile. */
  forget(): void;
  /** True when they came from IAM Identity Center. */
  usesSso(): boolean;
  /** Grows when they are read anew: what was remembered about the caller may be wrong then. */
  generation(): number;
}

/** Longest time for finding credentials, and with a person typing an MFA code, milliseconds. */
const longestSearch = 30_000;
const longestSearchWithMfa = 180_000;

/** Credentials that are known from the start. */
export function givenCredentials(credentials: AwsCredentialIdentity): CredentialSource {
  return {
    provider: Object.assign(async () => credentials, {memoized: true} as const),
    ready: async () => {},
    forget() {},
    usesSso: () => false,
    generation: () => 0,
  };
}

/** Credentials from the SDK's default chain. A failure is not remembered: the next call tries again. */
export function chainCredentials(options: ChainOptions): CredentialSource {
  let chain: Promise<AwsCredentialIdentityProvider> | undefined;
  let isSso = false;
  let generation = 0;

  async function read(): Promise<AwsCredentialIdentity> {
    chain ??= openChain(options);
    const identity = await (await chain)();
    isSso = cameFromSso(identity);
    return identity;
  }

  const bound = options.mfaCode === undefined ? longestSearch : longestSearchWithMfa;
  return {
    provider: Object.assign(read, {memoized: true} as const),
    async ready(signal) {
      try {
        await withDeadline(options.clock, bound, signal, read);
      } catch (error) {
        if (!(error instanceof DeadlineExceeded)) throw error;
        const seconds = Math.round(bound / 1_000);
        throw new CredentialsExpired(
          `no credentials came within ${seconds} s`,
          'a credential_process or login service does not answer: see `aws sts get-caller-identity`',
        );
      }
    },
    forget() {
      chain = undefined;
      generation += 1;
    },
    usesSso: () => isSso,
    generation: () => generation,
  };
}

async function openChain(options: ChainOptions): Promise<AwsCredentialIdentityProvider> {
  const {openCredentialChain} = await import('./credential-chain.ts');
  return openCredentialChain(options);
}

/** The SDK notes in `$source` by which ways it came to credentials: CREDENTIALS_SSO, CREDENTIALS_PROFILE_SSO… */
function cameFromSso(identity: AwsCredentialIdentity): boolean {
  const source: unknown = Reflect.get(identity, '$source');
  return typeof source === 'object' && source !== null && Object.keys(source).some(way => way.includes('SSO'));
}
