// Which address somebody configured for a service. Apart because the SDK's clients look at AWS_PROFILE alone for it: a profile that
// is named otherwise would keep its credentials and be sent to the address of another one.

import {loadSharedConfigFiles} from '@smithy/core/config';
import {UserError} from '../domain/errors.ts';
import type {ServiceId} from './operations.ts';

type Values = Readonly<Record<string, string | undefined>>;

/** Where addresses can stand. */
export interface AddressPlaces {
  readonly environment: Values;
  readonly profile: string;
  /** The profile's section; empty when there is none. */
  readonly section: Values;
  /** The values of a `[services NAME]` section, as `cloudwatch_logs.endpoint_url`; undefined when there is none. */
  readonly services: (name: string) => Values | undefined;
}

/** How services are called in variables and services sections: AWS's service ids with underscores. */
const keys: Readonly<Record<ServiceId, string>> = {
  ecs: 'ecs',
  sts: 'sts',
  ec2: 'ec2',
  ssm: 'ssm',
  'application-autoscaling': 'application_auto_scaling',
  autoscaling: 'auto_scaling',
  elasticloadbalancing: 'elastic_load_balancing_v2',
  servicediscovery: 'servicediscovery',
  logs: 'cloudwatch_logs',
  cloudwatch: 'cloudwatch',
};

/**
 * The address by the order of the AWS SDK reference: variable of the service, variable of all, services section, profile; undefined
 * for AWS's own. Throws UserError for what is no address, and for a services section that is not there.
 */
export function configuredAddress(service: ServiceId, {environment, profile, section, services}: AddressPlaces): string | undefined {
  if (isIgnored(environment, section)) return undefined;
  const variable = `AWS_ENDPOINT_URL_${keys[service].toUpperCase()}`;
  const found =
    named(variable, environment[variable]) ??
    named('AWS_ENDPOINT_URL', environment.AWS_ENDPOINT_URL) ??
    inServices(keys[service], profile, section.services, services) ??
    named(`endpoint_url of profile ${profile}`, section.endpoint_url);
  return found && valid(found);
}

/** Reads the same files as the SDK, anew each time, and finds the address in them. */
export async function readConfiguredAddress(
  service: ServiceId,
  profile: string | undefined,
  environment: Values,
): Promise<string | undefined> {
  const {configFile, credentialsFile} = await loadSharedConfigFiles({ignoreCache: true});
  const name = profile ?? 'default';
  return configuredAddress(service, {
    environment,
    profile: name,
    section: {...credentialsFile[name], ...configFile[name]},
    services: section => configFile[`services.${section}`],
  });
}

interface Found {
  readonly place: string;
  readonly address: string;
}

function named(place: string, address: string | undefined): Found | undefined {
  return address === undefined || address === '' ? undefined : {place, address};
}

function isIgnored(environment: Values, section: Values): boolean {
  const told = environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS || section.ignore_configured_endpoint_urls;
  return told?.toLowerCase() === 'true';
}

function inServices(key: string, profile: string, name: string | undefined, services: AddressPlaces['services']): Found | undefined {
  if (name === undefined || name === '') return undefined;
  const values = services(name);
  // Going on to AWS with what was meant for another place would be worse than stopping.
  if (values === undefined) {
    throw new UserError(
      `profile ${profile} names the services section ${name}, which does not exist`,
      `write [services ${name}] into the configuration file, or take services = ${name} out`,
    );
  }
  return named(`endpoint_url of ${key} in [services ${name}]`, values[`${key}.endpoint_url`]);
}

function valid({place, address}: Found): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return address;
  // Not quoted: it may hold a password.
  throw new UserError(`${place} is no address`, 'addresses are written like https://localhost:4566: correct it');
}
