// What every SDK client is built with, and what is put into its middleware: the read-only wall and the watch over attempts.

import type {ECSClientConfig} from '@aws-sdk/client-ecs';
import type {MiddlewareStack} from '@smithy/types';
import {type Attempts, addAttemptWatch} from './attempt-watch.ts';
import type {CredentialSource} from './credentials.ts';
import type {ServiceId} from './operations.ts';
import {addReadOnlyWall} from './read-only-wall.ts';
import {silence} from './silence.ts';

/** The SDK's request handler: the demo region's in-process one, or one of a test. */
export type RequestHandler = NonNullable<ECSClientConfig['requestHandler']>;

/** How the clients of one connection reach AWS. */
export interface ClientSettings {
  readonly region: string;
  readonly profile: string | undefined;
  readonly credentials: CredentialSource;
  /** Set: everything goes there, and neither environment nor configuration files are looked at. */
  readonly requestHandler: RequestHandler | undefined;
  /** Set: the address of the service, or of all of them. */
  readonly endpoint: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Longest time for one attempt to connect, and for one attempt as a whole, milliseconds. */
  readonly connectTimeout: number;
  readonly attemptTimeout: number;
  readonly allowsChanges: () => boolean;
}

/** Reads may be tried twice. A change never is: whether the first one happened is not known. */
export type Purpose = 'reads' | 'changes';

const attempts: Readonly<Record<Purpose, number>> = {reads: 2, changes: 1};

/** What all SDK clients take alike; ECS's stands for the others'. */
type CommonConfig = Pick<
  ECSClientConfig,
  | 'authSchemePreference'
  | 'credentials'
  | 'defaultsMode'
  | 'endpoint'
  | 'ignoreConfiguredEndpointUrls'
  | 'maxAttempts'
  | 'profile'
  | 'region'
  | 'requestHandler'
  | 'retryMode'
  | 'useDualstackEndpoint'
  | 'useFipsEndpoint'
  | 'userAgentAppId'
>;

/** The configuration of an SDK client; it has no logger, which would print credentials. */
export function clientConfig(settings: ClientSettings, purpose: Purpose): CommonConfig {
  return {
    region: settings.region,
    credentials: settings.credentials.provider,
    maxAttempts: attempts[purpose],
    retryMode: 'standard',
    userAgentAppId: 'ecsdeck',
    // The SDK would look in AWS_PROFILE's: `addressed` has looked in the profile that is meant.
    ignoreConfiguredEndpointUrls: true,
    ...(settings.profile === undefined ? {} : {profile: settings.profile}),
    ...(settings.endpoint === undefined ? {} : {endpoint: settings.endpoint}),
    ...(settings.requestHandler === undefined ? {requestHandler: httpOptions(settings)} : isolated(settings.requestHandler)),
  };
}

function httpOptions(settings: ClientSettings) {
  return {
    connectionTimeout: settings.connectTimeout,
    requestTimeout: settings.attemptTimeout,
    throwOnRequestTimeout: true,
    // Of the handler alone, which would warn on the console about busy sockets.
    logger: silence,
  };
}

/** Each of these would otherwise be looked up in the environment and the configuration files. */
function isolated(requestHandler: RequestHandler): CommonConfig {
  return {
    requestHandler,
    defaultsMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    authSchemePreference: [],
  };
}

/** The settings with the address that is configured for the service, if there is one. Rejects with UserError when it cannot be used. */
export async function addressed(settings: ClientSettings, service: ServiceId): Promise<ClientSettings> {
  if (settings.requestHandler !== undefined || settings.endpoint !== undefined) return settings;
  const {readConfiguredAddress} = await import('./configured-address.ts');
  return {...settings, endpoint: await readConfiguredAddress(service, settings.profile, settings.environment)};
}

/** Puts our middleware into a new client. */
export function guardClient<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  service: ServiceId,
  settings: ClientSettings,
  watcher: Attempts,
): void {
  addReadOnlyWall(stack, service, settings.allowsChanges);
  addAttemptWatch(stack, watcher);
}
