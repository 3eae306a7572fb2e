// The SDK's default credential chain. Apart from credentials.ts because importing it takes time that the demo does not need.

import {fromNodeProviderChain} from '@aws-sdk/credential-providers';
import type {AwsCredentialIdentityProvider} from '@smithy/types';
import type {ChainOptions} from './chain-options.ts';
import {silence} from './silence.ts';

/** Opens the chain: environment, SSO, profile (with roles and MFA), process, web identity, container and instance roles. */
export function openCredentialChain({profile, mfaCode, region}: ChainOptions): AwsCredentialIdentityProvider {
  return fromNodeProviderChain({
    // Files are read anew each time: a login in another terminal must be seen.
    ignoreCache: true,
    // Without it the chain warns on the console when AWS_PROFILE wins over key variables.
    logger: silence,
    parentClientConfig: {region},
    ...(profile === undefined ? {} : {profile}),
    ...(mfaCode === undefined ? {} : {mfaCodeProvider: mfaCode}),
  });
}
